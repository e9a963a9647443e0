package dev.touchstone.testing.marketo.bulk;

import dev.touchstone.testing.marketo.asset.StaticLists;
import dev.touchstone.testing.marketo.bulk.ExportFile.Written;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Times;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.Partitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The queue of jobs. Time passes when somebody looks: jobs start and end at the first call after they are due. Thread-safe.
 *
 * <p><b>Boundaries:</b> two run at a time, ten are queued or run, over all users; 500 MB of finished files a day, by size;
 * what is above is refused with 1029, each with its own sentence.
 */
public final class ExportJobs {
    private static final Duration LISTED = Duration.ofDays(7);

    private final LeadStore leads;
    private final StaticLists lists;
    private final Partitions partitions;
    private final ExportPlan plan;
    private final Clock clock;
    private final Executor workers;
    private final Map<String, ExportJob> jobs = new LinkedHashMap<>();
    private ExportLimits limits;
    private @Nullable Path folder;
    private LocalDate day = LocalDate.MIN;
    private long bytesToday;

    public ExportJobs(
            LeadStore leads,
            StaticLists lists,
            Partitions partitions,
            ExportPlan plan,
            ExportLimits limits,
            Clock clock,
            Executor workers) {
        this.leads = leads;
        this.lists = lists;
        this.partitions = partitions;
        this.plan = plan;
        this.limits = limits;
        this.clock = clock;
        this.workers = workers;
    }

    /** Sets what is allowed from now on. */
    public synchronized void limit(ExportLimits other) {
        limits = other;
    }

    /** Bytes of files finished today. */
    public synchronized long bytesToday() {
        advance();
        return bytesToday;
    }

    /** Forgets all jobs and deletes their files. */
    public synchronized void clear() {
        jobs.values().forEach(ExportJobs::deleteFile);
        jobs.clear();
        bytesToday = 0;
        if (folder != null) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException stillWriting) {
                // A job that was running leaves its file to the system's own cleaning.
                folder = null;
            }
            folder = null;
        }
    }

    /** Makes a job; answered as a row, like the calls that follow. */
    synchronized Map<String, Object> create(ExportSpec spec) throws ApiRefusal {
        advance();
        checkQuota();
        ExportJob job = new ExportJob(spec, clock.instant());
        jobs.put(job.id, job);
        return job.toJson();
    }

    synchronized Map<String, Object> enqueue(String id) throws ApiRefusal {
        ExportJob job = find(id);
        if (!job.status.equals("Created")) {
            throw new ApiRefusal("1029", "Job already queued");
        }
        checkQuota();
        long inQueue = jobs.values().stream().filter(ExportJob::isInQueue).count();
        if (inQueue + plan.others() >= limits.queued()) {
            throw new ApiRefusal("1029", "Too many jobs in queue");
        }
        job.status = "Queued";
        job.queuedAt = clock.instant();
        return job.toJson();
    }

    synchronized Map<String, Object> cancel(String id) throws ApiRefusal {
        ExportJob job = find(id);
        if (job.status.equals("Created") || job.isInQueue()) {
            job.status = "Canceled";
            job.finishedAt = clock.instant();
        }
        return job.toJson();
    }

    synchronized Map<String, Object> status(String id) throws ApiRefusal {
        return find(id).toJson();
    }

    /** Jobs of the last seven days in these states, or in any, in the order of creation. */
    synchronized List<Map<String, Object>> all(List<String> states) {
        advance();
        Instant since = clock.instant().minus(LISTED);
        return jobs.values().stream()
                .filter(job -> job.createdAt.isAfter(since))
                .filter(job -> states.isEmpty() || states.contains(job.status))
                .map(ExportJob::toJson)
                .toList();
    }

    /** The file of a job; empty before it is there. */
    synchronized Optional<Written> file(String id) {
        advance();
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> job.status.equals("Completed"))
                .filter(job -> !plan.nextFileIsMissing())
                .map(job -> job.file);
    }

    private ExportJob find(String id) throws ApiRefusal {
        advance();
        ExportJob job = jobs.get(id);
        if (job == null) {
            throw new ApiRefusal("1013", "Export job '" + id + "' not found");
        }
        return job;
    }

    private void checkQuota() throws ApiRefusal {
        if (bytesToday >= limits.bytesPerDay()) {
            throw new ApiRefusal("1029", "Export daily quota exceeded");
        }
    }

    private void advance() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Times.QUOTA_ZONE);
        if (!today.equals(day)) {
            day = today;
            bytesToday = 0;
        }
        jobs.values().stream().filter(job -> job.status.equals("Processing")).forEach(job -> finish(job, now));
        long running = jobs.values().stream()
                .filter(job -> job.status.equals("Processing"))
                .count();
        for (ExportJob job : jobs.values()) {
            if (running < limits.running()
                    && job.status.equals("Queued")
                    && job.queuedAt != null
                    && !job.queuedAt.plus(plan.queueTime()).isAfter(now)) {
                start(job, now);
                running++;
            }
        }
    }

    private void start(ExportJob job, Instant now) {
        job.status = "Processing";
        job.startedAt = now;
        job.ending = plan.ending();
        ExportFile writer = new ExportFile(leads, lists, partitions, plan);
        Path path = folder().resolve(job.id + ".csv");
        job.writing = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return writer.write(job.spec, path);
                    } catch (IOException full) {
                        throw new UncheckedIOException("the export file cannot be written", full);
                    }
                },
                workers);
    }

    private void finish(ExportJob job, Instant now) {
        if (job.writing == null
                || job.startedAt == null
                || !job.writing.isDone()
                || job.startedAt.plus(plan.runTime()).isAfter(now)) {
            return;
        }
        job.finishedAt = now;
        if (job.writing.isCompletedExceptionally()) {
            job.status = "Failed";
            return;
        }
        job.status = job.ending;
        job.file = job.writing.join();
        if (job.status.equals("Completed")) {
            job.wrongChecksum = plan.nextChecksumIsWrong();
            bytesToday += job.file.bytes();
        }
    }

    private Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("marketo-exports");
            } catch (IOException full) {
                throw new UncheckedIOException("there is no place for exports", full);
            }
        }
        return folder;
    }

    private static void deleteFile(ExportJob job) {
        if (job.file == null) {
            return;
        }
        try {
            Files.deleteIfExists(job.file.path());
        } catch (IOException inUse) {
            throw new UncheckedIOException("an export file cannot be deleted", inUse);
        }
    }
}
