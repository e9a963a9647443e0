package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.schema.RecordId;
import dev.touchstone.testing.salesforce.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What jobs of both kinds have; guarded by its {@link Jobs}. */
abstract sealed class Job permits QueryJob, IngestJob {
    private static final String KEY_PREFIX = "750";

    /** The states of a job. */
    enum State {
        OPEN("Open"),
        UPLOAD_COMPLETE("UploadComplete"),
        IN_PROGRESS("InProgress"),
        JOB_COMPLETE("JobComplete"),
        FAILED("Failed"),
        ABORTED("Aborted");

        private final String text;

        State(String text) {
            this.text = text;
        }

        boolean isFinal() {
            return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
        }

        /** The name that clients see. */
        @Override
        public String toString() {
            return text;
        }
    }

    final String id;
    final String version;
    final Writer owner;
    final CsvFormat format;
    final Instant createdAt;
    /** Read by the thread that does the work. */
    final AtomicBoolean stopped = new AtomicBoolean();

    State state;
    Instant changedAt;
    String error = "";

    @Nullable
    Instant queuedAt;

    @Nullable
    Instant startedAt;

    @Nullable
    CompletableFuture<Void> work;

    Job(long number, Request request, State state, Instant now) {
        this.id = RecordId.of(KEY_PREFIX, number);
        this.version = request.version();
        this.owner = request.owner();
        this.format = request.format();
        this.createdAt = now;
        this.changedAt = now;
        this.state = state;
        if (state == State.UPLOAD_COMPLETE) {
            queuedAt = now;
        }
    }

    /**
     * What every job is created with.
     *
     * @param version of the API, {@code 62.0}
     * @param owner who created it
     * @param format of its files
     */
    record Request(String version, Writer owner, CsvFormat format) {}

    /** Does the work, on a thread of its own; ends early once it is {@link #stopped}. */
    abstract void run() throws JobFailure;

    /** Deletes its files. */
    abstract void discard();

    /** What the kinds do not share, into the answer. */
    abstract void describe(Map<String, Object> json);

    final void become(State next, Instant now) {
        state = next;
        changedAt = now;
    }

    final Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("createdById", owner.userId());
        json.put("createdDate", String.valueOf(Values.json(createdAt)));
        json.put("systemModstamp", String.valueOf(Values.json(changedAt)));
        json.put("state", state.toString());
        json.put("concurrencyMode", "Parallel");
        json.put("contentType", "CSV");
        json.put("apiVersion", Double.parseDouble(version));
        json.put("lineEnding", format.lineEnding());
        json.put("columnDelimiter", format.columnDelimiter());
        json.put("retries", 0);
        json.put(
                "totalProcessingTime",
                startedAt == null ? 0 : Duration.between(startedAt, changedAt).toMillis());
        if (!error.isEmpty()) {
            json.put("errorMessage", error);
        }
        describe(json);
        return json;
    }

    /** The work failed as a whole. */
    static final class JobFailure extends Exception {
        private static final long serialVersionUID = 1L;

        JobFailure(String message) {
            super(message, null, false, false);
        }
    }
}
