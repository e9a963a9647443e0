package dev.touchstone.testing.marketo.bulk;

import dev.touchstone.testing.marketo.bulk.ExportFile.Written;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job with its state; guarded by its {@link ExportJobs}. */
final class ExportJob {
    private static final Set<String> UNFINISHED = Set.of("Queued", "Processing");

    final String id = UUID.randomUUID().toString();
    final ExportSpec spec;
    final Instant createdAt;
    String status = "Created";
    String ending = "Completed";

    @Nullable
    Instant queuedAt;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    @Nullable
    CompletableFuture<Written> writing;

    @Nullable
    Written file;

    boolean wrongChecksum;

    ExportJob(ExportSpec spec, Instant now) {
        this.spec = spec;
        this.createdAt = now;
    }

    boolean isInQueue() {
        return UNFINISHED.contains(status);
    }

    Map<String, Object> toJson() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("exportId", id);
        row.put("format", spec.format());
        row.put("status", status);
        row.put("createdAt", Times.pacific(createdAt));
        putTime(row, "queuedAt", queuedAt);
        putTime(row, "startedAt", startedAt);
        putTime(row, "finishedAt", finishedAt);
        if (file != null && status.equals("Completed")) {
            row.put("numberOfRecords", file.rows());
            row.put("fileSize", file.bytes());
            row.put("fileChecksum", "sha256:" + (wrongChecksum ? "0".repeat(64) : file.sha256()));
        }
        return row;
    }

    private static void putTime(Map<String, Object> row, String name, @Nullable Instant time) {
        if (time != null) {
            row.put(name, Times.pacific(time));
        }
    }
}
