package dev.touchstone.mapping.draft;

import dev.touchstone.mapping.channel.ChannelPlace;
import dev.touchstone.mapping.channel.ChannelUsage;
import dev.touchstone.mapping.classify.ChannelPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Where the rules in PostgreSQL name channels. */
@ApplicationScoped
class SqlChannelUsage implements ChannelUsage {
    private static final String FIND = """
            SELECT r.version, r.row_number FROM rule_set_period p JOIN channel_rule r ON r.version = p.version
            WHERE CASE WHEN cast(:subchannelId AS uuid) IS NULL THEN r.channel_id = :channelId
                ELSE r.subchannel_id = cast(:subchannelId AS uuid) END
            ORDER BY r.version, r.row_number LIMIT 1
            """;

    /** First, as every change of a draft does it; in one order. */
    private static final String LOCK_DRAFTS = "SELECT revision FROM rule_set_draft ORDER BY draft_id FOR UPDATE";

    private static final String RENAME_CHANNEL = """
            WITH renamed AS (
                UPDATE rule_set_draft_rule SET channel = :newChannel WHERE channel = :channel RETURNING draft_id)
            UPDATE rule_set_draft d SET revision = d.revision + 1 WHERE d.draft_id IN (SELECT draft_id FROM renamed)
            """;

    private static final String RENAME_SUBCHANNEL = """
            WITH renamed AS (
                UPDATE rule_set_draft_rule SET subchannel = :newSubchannel
                WHERE channel = :channel AND subchannel = :subchannel RETURNING draft_id)
            UPDATE rule_set_draft d SET revision = d.revision + 1 WHERE d.draft_id IN (SELECT draft_id FROM renamed)
            """;

    private final Session session;

    SqlChannelUsage(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Use> find(ChannelPlace place) {
        return session
                .createNativeQuery(FIND, Object[].class)
                .setParameter("channelId", place.channelId())
                .setParameter(
                        "subchannelId", place.subchannelId().map(UUID::toString).orElse(null), String.class)
                .getResultList()
                .stream()
                .findFirst()
                .map(row -> new Use(((Number) row[0]).longValue(), ((Number) row[1]).intValue()));
    }

    @Override
    public void rename(ChannelPath before, ChannelPath after) {
        session.createNativeQuery(LOCK_DRAFTS, Long.class).getResultList();
        if (before.subchannel().isEmpty()) {
            session.createNativeMutationQuery(RENAME_CHANNEL)
                    .setParameter("channel", before.channel())
                    .setParameter("newChannel", after.channel())
                    .executeUpdate();
        } else {
            session.createNativeMutationQuery(RENAME_SUBCHANNEL)
                    .setParameter("channel", before.channel())
                    .setParameter("subchannel", before.subchannel())
                    .setParameter("newSubchannel", after.subchannel())
                    .executeUpdate();
        }
    }
}
