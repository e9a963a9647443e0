package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.bulk.Job.JobFailure;
import dev.touchstone.testing.salesforce.bulk.Job.State;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/**
 * The jobs of one kind. Time passes when somebody looks: jobs start and end at the first call after they are due, and are
 * forgotten seven days after they were created. Thread-safe.
 */
final class Jobs<J extends Job> {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    private final BulkPlan plan;
    private final Clock clock;
    private final Executor workers;
    private final Map<String, J> jobs = new LinkedHashMap<>();
    private long last;

    Jobs(BulkPlan plan, Clock clock, Executor workers) {
        this.plan = plan;
        this.clock = clock;
        this.workers = workers;
    }

    /** Adds a job that is made with this number; {@code limited} for those of which a day allows only so many. */
    synchronized Map<String, Object> create(boolean limited, LongFunction<J> maker) throws ApiRefusal {
        advance();
        Instant dayAgo = clock.instant().minus(DAY);
        if (limited
                && jobs.values().stream()
                                .filter(job -> job.createdAt.isAfter(dayAgo))
                                .count()
                        >= plan.jobsPerDay()) {
            throw BulkRefusals.tooMany(plan.jobsPerDay());
        }
        J job = maker.apply(++last);
        jobs.put(job.id, job);
        return job.toJson();
    }

    /** What may be done with a job. */
    @FunctionalInterface
    interface Use<J, R> {
        /** Does it, with all other calls waiting. */
        R with(J job) throws ApiRefusal;
    }

    /** Looks at a job, or changes it. */
    synchronized <R> R use(String id, Use<J, R> use) throws ApiRefusal {
        advance();
        J job = jobs.get(id);
        if (job == null) {
            throw BulkRefusals.noJob();
        }
        return use.with(job);
    }

    /** Stops a job that is not at its end. */
    synchronized Map<String, Object> abort(String id) throws ApiRefusal {
        return use(id, job -> {
            if (job.state.isFinal()) {
                throw BulkRefusals.invalidState("The job is " + job.state + " and cannot be aborted");
            }
            job.stopped.set(true);
            if (job.work == null) {
                job.discard();
            }
            job.become(State.ABORTED, clock.instant());
            return job.toJson();
        });
    }

    /** Forgets a job that is at its end. */
    synchronized void delete(String id) throws ApiRefusal {
        use(id, job -> {
            if (!job.state.isFinal()) {
                throw BulkRefusals.invalidState("The job is " + job.state + "; abort it before it is deleted");
            }
            forget(job);
            jobs.remove(id);
            return job;
        });
    }

    /** All jobs, newest first. */
    synchronized List<Map<String, Object>> all() {
        advance();
        List<Map<String, Object>> found = new ArrayList<>();
        jobs.values().forEach(job -> found.add(0, job.toJson()));
        return found;
    }

    /** Forgets all jobs. */
    synchronized void clear() {
        jobs.values().forEach(this::forget);
        jobs.clear();
    }

    private void advance() {
        Instant now = clock.instant();
        Iterator<J> each = jobs.values().iterator();
        while (each.hasNext()) {
            J job = each.next();
            if (job.createdAt.plus(KEPT).isBefore(now)) {
                forget(job);
                each.remove();
            } else if (job.state == State.UPLOAD_COMPLETE
                    && job.queuedAt != null
                    && !job.queuedAt.plus(plan.queueTime()).isAfter(now)) {
                start(job, now);
            } else if (job.state == State.IN_PROGRESS) {
                finish(job, now);
            }
        }
    }

    private void start(J job, Instant now) {
        job.startedAt = now;
        job.become(State.IN_PROGRESS, now);
        Optional<String> failure = plan.nextFailure();
        job.work = failure.isPresent()
                ? CompletableFuture.failedFuture(new JobFailure(failure.get()))
                : CompletableFuture.runAsync(() -> run(job), workers);
        finish(job, now);
    }

    private static void run(Job job) {
        try {
            job.run();
        } catch (JobFailure failure) {
            throw new CompletionException(failure);
        }
    }

    private void finish(J job, Instant now) {
        CompletableFuture<Void> work = job.work;
        if (work == null
                || job.startedAt == null
                || !work.isDone()
                || job.startedAt.plus(plan.runTime()).isAfter(now)) {
            return;
        }
        if (work.isCompletedExceptionally()) {
            Throwable why = work.exceptionNow();
            Throwable cause =
                    why instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : why;
            job.error = String.valueOf(cause.getMessage());
            job.become(State.FAILED, now);
        } else {
            job.become(State.JOB_COMPLETE, now);
        }
    }

    /** The files of a job that is still at work go when it has noticed that it is stopped. */
    private void forget(J job) {
        job.stopped.set(true);
        CompletableFuture<Void> work = job.work;
        if (work == null) {
            job.discard();
        } else {
            job.work = work.whenComplete((done, failed) -> job.discard());
        }
    }
}
