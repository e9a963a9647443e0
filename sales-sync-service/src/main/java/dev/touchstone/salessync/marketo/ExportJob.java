package dev.touchstone.salessync.marketo;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A bulk export of leads. An instance works on two at a time and holds ten, everybody's together; only one's own are seen.
 *
 * @param id the job's id
 * @param state how far it is
 * @param createdAt when it was created; null if Marketo does not say
 * @param startedAt when Marketo began to work on it: the time that the rows are as of; null before
 * @param file what came out; null before it is complete
 */
public record ExportJob(
        String id,
        State state,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable ExportFile file) {
    /** How far a job is. */
    public enum State {
        CREATED,
        QUEUED,
        PROCESSING,
        /** By somebody; Marketo spells it with one "l" and with two. */
        CANCELED,
        COMPLETED,
        FAILED;

        /** True if nothing will happen to the job any more. */
        public boolean isOver() {
            return this == CANCELED || this == COMPLETED || this == FAILED;
        }
    }

    /**
     * What came out.
     *
     * @param rows rows without the header
     * @param bytes size of the file, which counts against the daily 500 MB; empty if Marketo does not say
     * @param sha256 checksum in lower-case hexadecimal digits; empty if Marketo does not say
     */
    public record ExportFile(long rows, OptionalLong bytes, Optional<String> sha256) {}
}
