package dev.touchstone.touchpoint.visitor;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where sessions are kept for derivation. */
public interface SessionStore {
    /**
     * What derivation needs of a stored session to see whether it changed.
     *
     * @param visitorId the visitor
     * @param sessionId the session
     * @param personId whose it is; null while anonymous
     * @param digest of its content
     */
    record Stored(
            String visitorId, UUID sessionId, @Nullable UUID personId, UUID digest) {}

    /** The stored sessions of some visitors. */
    List<Stored> read(List<String> visitorIds);

    /** Writes sessions, new ones and changed ones. */
    void write(List<DerivedSession> sessions);

    /** Removes sessions. */
    void remove(List<Stored> sessions);
}
