package dev.touchstone.touchpoint.crm;

import java.time.Instant;
import java.util.Optional;

/** Where it is kept how far each source has come. */
interface CrmCursorStore {
    /**
     * A cursor that is kept.
     *
     * @param cursor as the source sent it
     * @param committedAt when the batch with it was stored
     */
    record Kept(String cursor, Instant committedAt) {}

    /** Keeps a cursor, in the caller's transaction. */
    void write(SourceCursor cursor, Instant now);

    /** The cursor of a source; empty if it never sent one. */
    Optional<Kept> find(String source);
}
