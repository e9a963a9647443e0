package dev.touchstone.touchpoint.visitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads stored sessions for callers. */
public interface SessionQueries {
    /** What sessions are counted by. */
    enum Dimension {
        /** By channel and subchannel. */
        CHANNEL,
        /** By host of the referrer, channel and subchannel. */
        REFERRER_HOST
    }

    /**
     * A place in the list of all sessions.
     *
     * @param visitorId the visitor
     * @param start the session's start
     * @param sessionId the session
     */
    record Key(String visitorId, Instant start, UUID sessionId) {}

    /**
     * One row of a count.
     *
     * @param referrerHost empty when counting by channel
     * @param channel empty while not yet mapped
     * @param subchannel empty for none
     * @param sessions how many sessions
     * @param visitors how many different visitors
     */
    record Count(String referrerHost, String channel, String subchannel, long sessions, long visitors) {}

    /**
     * Sessions by visitor, start and id.
     *
     * @param visitorId only this visitor; null for all
     * @param after only after this place; null from the beginning
     */
    List<SessionView> list(@Nullable String visitorId, @Nullable Key after, int limit);

    /** Counts of the sessions that start in a range, largest first; a null bound is none. */
    List<Count> count(Dimension dimension, @Nullable Instant start, @Nullable Instant end, int limit);

    /** How many sessions start in a range; a null bound is none. */
    long total(@Nullable Instant start, @Nullable Instant end);

    /** A session by its id. */
    Optional<SessionView> find(UUID sessionId);
}
