package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.api.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads stored touchpoints for callers. */
public interface TouchpointQueries {
    /**
     * A place in the list of all touchpoints.
     *
     * @param touchedAt the touchpoint's time
     * @param touchpointId the touchpoint
     */
    record Key(Instant touchedAt, UUID touchpointId) {}

    /**
     * Which touchpoints.
     *
     * @param range only in this range
     * @param buyerOnly only buyer touchpoints
     */
    record Selection(TimeRange range, boolean buyerOnly) {}

    /**
     * One row of a count.
     *
     * @param channel empty while not yet mapped
     * @param subchannel empty for none
     * @param touchpoints how many touchpoints
     * @param people how many different people
     */
    record Count(String channel, String subchannel, long touchpoints, long people) {}

    /** One touchpoint. */
    Optional<TouchpointView> find(UUID touchpointId);

    /** Touchpoints by their ids, in no order; those that do not exist are left out. */
    List<TouchpointView> find(List<UUID> touchpointIds);

    /**
     * Touchpoints by time and id.
     *
     * @param channel only in this channel; empty for all
     * @param after only after this place; null from the beginning
     */
    List<TouchpointView> list(Selection selection, String channel, @Nullable Key after, int limit);

    /** The touchpoints of a person, oldest first. */
    List<TouchpointView> ofPerson(UUID personId, int limit);

    /** The touchpoints of a mapping key by id, after an id. */
    List<TouchpointView> ofMappingKey(UUID mappingKeyId, UUID after, int limit);

    /** Counts by channel and subchannel, largest first. */
    List<Count> count(Selection selection);

    /** The e-mail address of a person; empty if nothing is known of the person. */
    Optional<String> email(UUID personId);
}
