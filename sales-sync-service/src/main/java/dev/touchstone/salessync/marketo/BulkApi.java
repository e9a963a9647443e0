package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.salessync.remote.JsonText;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Bulk exports of leads: create, enqueue, ask until complete, fetch the file.
 *
 * <p><b>Boundaries:</b> a window is at most 31 days. Marketo works on two jobs at a time and holds ten, and gives out 500 MB a
 * day; the status is asked for once a minute at most; the file is there for seven days.
 */
public final class BulkApi {
    /** Longest window of an export. */
    public static final Duration MAX_WINDOW = Duration.ofDays(31);

    private static final String EXPORT = "/bulk/v1/leads/export";
    private static final String CHECKSUM = "sha256:";

    private final LaneClient client;

    BulkApi(LaneClient client) {
        this.client = client;
    }

    /**
     * Creates an export of everybody who was created in a window, as CSV with one column per field, headed by its REST name.
     *
     * @param from inclusive
     * @param until exclusive, at most 31 days later
     * @throws MarketoFailure {@link MarketoError.ExportQueueFull} to wait a minute, {@link MarketoError.ExportQuotaUsedUp} or
     *     {@link MarketoError.FeatureOff} to take another way
     */
    public ExportJob create(Instant from, Instant until, InstanceFields fields) {
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a window is longer than nothing and at most 31 days");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode names = body.putArray("fields");
        fields.names().values().stream().sorted().forEach(names::add);
        body.put("format", "CSV");
        // Marketo takes both ends as inclusive, and whole seconds.
        body.putObject("filter")
                .putObject("createdAt")
                .put("startAt", MarketoTime.format(from))
                .put("endAt", MarketoTime.format(until.minusSeconds(1)));
        return one(client.write(EXPORT + "/create.json", body));
    }

    /** Puts a job into the queue; one that is there already stays. */
    public ExportJob enqueue(String id) {
        try {
            return one(client.write(path(id, "enqueue"), null));
        } catch (MarketoFailure failure) {
            if (failure.error() instanceof MarketoError.ExportAlreadyQueued) {
                return new ExportJob(id, ExportJob.State.QUEUED, null, null, null);
            }
            throw failure;
        }
    }

    /** How far a job is. */
    public ExportJob status(String id) {
        return one(client.read(path(id, "status"), Map.of()));
    }

    /** Takes a job out; one that is over stays as it is. */
    public ExportJob cancel(String id) {
        return one(client.write(path(id, "cancel"), null));
    }

    /** All jobs of ours of the last seven days, those of other users are not told. */
    public List<ExportJob> jobs() {
        List<ExportJob> jobs = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("batchSize", "300");
        while (true) {
            JsonNode body = client.read(EXPORT + ".json", parameters);
            body.path("result").forEach(job -> jobs.add(job(job)));
            String next = JsonText.of(body, "nextPageToken");
            if (next.isEmpty()) {
                return jobs;
            }
            parameters.put("nextPageToken", next);
        }
    }

    /**
     * Reads the file from a byte on. After a failure the sink holds what came before it, so that the next read goes on there.
     *
     * @return bytes written to the sink
     * @throws java.io.UncheckedIOException if the sink takes no more
     */
    public long file(String id, long fromByte, OutputStream sink) {
        return client.file(path(id, "file"), fromByte, sink);
    }

    /**
     * Fetches the whole file, going on from what is there already. An interrupted connection is taken up again as long as each
     * attempt brings something.
     *
     * @param job a complete job
     * @param target the file; may hold the beginning from an attempt before
     * @throws MarketoFailure {@link MarketoError.WrongChecksum} if the file is another one, which is deleted then;
     *     {@link MarketoError.FileNotThere} if there is none
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void download(ExportJob job, Path target) {
        new ExportDownload(this, job, target).run();
    }

    private static String path(String id, String action) {
        // The id comes from Marketo, but it becomes part of a path.
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("an id of an export is letters, digits and hyphens");
        }
        return EXPORT + "/" + id + "/" + action + ".json";
    }

    private static ExportJob one(JsonNode body) {
        JsonNode first = body.path("result").path(0);
        if (first.isMissingNode()) {
            throw new MarketoFailure(new MarketoError.Unreachable("no job in the answer", true));
        }
        return job(first);
    }

    private static ExportJob job(JsonNode job) {
        ExportJob.State state = state(job.path("status").asText());
        ExportJob.@Nullable ExportFile file = state == ExportJob.State.COMPLETED ? file(job) : null;
        return new ExportJob(
                job.path("exportId").asText(), state, time(job, "createdAt"), time(job, "startedAt"), file);
    }

    private static @Nullable Instant time(JsonNode job, String name) {
        String text = JsonText.of(job, name);
        return text.isEmpty() ? null : MarketoTime.parse(text);
    }

    private static ExportJob.ExportFile file(JsonNode job) {
        JsonNode size = job.path("fileSize");
        String checksum = job.path("fileChecksum").asText().toLowerCase(Locale.ROOT);
        return new ExportJob.ExportFile(
                job.path("numberOfRecords").asLong(),
                size.isMissingNode() || size.isNull() ? OptionalLong.empty() : OptionalLong.of(size.asLong()),
                checksum.startsWith(CHECKSUM) ? Optional.of(checksum.substring(CHECKSUM.length())) : Optional.empty());
    }

    private static ExportJob.State state(String status) {
        return switch (status) {
            case "Created" -> ExportJob.State.CREATED;
            case "Queued" -> ExportJob.State.QUEUED;
            case "Processing" -> ExportJob.State.PROCESSING;
            case "Canceled", "Cancelled", "Cancel" -> ExportJob.State.CANCELED;
            case "Completed" -> ExportJob.State.COMPLETED;
            case "Failed" -> ExportJob.State.FAILED;
            default -> throw new MarketoFailure(MarketoError.Unreachable.read("an unknown state of a job"));
        };
    }
}
