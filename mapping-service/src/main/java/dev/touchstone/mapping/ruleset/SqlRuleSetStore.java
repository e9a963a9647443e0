package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.channel.Subchannel;
import dev.touchstone.mapping.classify.ChannelPath;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** The rule sets in PostgreSQL. */
@ApplicationScoped
class SqlRuleSetStore implements RuleSetStore, PanacheRepositoryBase<RuleSetRow, Long> {
    private static final String STATE = """
            SELECT s.catalogue_version, coalesce(r.version, 0), coalesce(r.digest, ''), p.version,
                cast(extract(epoch FROM p.start_at) * 1000000 AS bigint)
            FROM rule_state s
            LEFT JOIN rule_set r ON r.state = 'PUBLISHED'
            LEFT JOIN rule_set_period p ON true
            ORDER BY p.start_at NULLS FIRST
            """;

    private static final String RULES = """
            SELECT c.display_name, coalesce(u.display_name, ''), r.sheet, r.campaign, r.medium, r.source, r.landing_page,
                r.referring_website, r.campaign_type, r.more_conditions, r.note
            FROM channel_rule r
            JOIN channel c ON c.channel_id = r.channel_id
            LEFT JOIN subchannel u ON u.subchannel_id = r.subchannel_id
            WHERE r.version = :version ORDER BY r.row_number
            """;

    private static final String ADD_RULES = """
            INSERT INTO channel_rule (version, row_number, channel_id, subchannel_id, sheet, campaign, medium, source,
                landing_page, referring_website, campaign_type, more_conditions, note)
            SELECT :version, r.row_number, r.channel_id, r.subchannel_id, r.sheet, r.campaign, r.medium, r.source,
                r.landing_page, r.referring_website, r.campaign_type, r.more_conditions, r.note
            FROM unnest(cast(:channelIds AS uuid[]), cast(:subchannelIds AS uuid[]), cast(:sheets AS text[]),
                cast(:campaigns AS text[]), cast(:mediums AS text[]), cast(:sources AS text[]),
                cast(:landingPages AS text[]), cast(:referringWebsites AS text[]), cast(:campaignTypes AS text[]),
                cast(:moreConditions AS text[]), cast(:notes AS text[])) WITH ORDINALITY
                AS r (channel_id, subchannel_id, sheet, campaign, medium, source, landing_page, referring_website,
                    campaign_type, more_conditions, note, row_number)
            """;

    private static final String CLEAR_PERIODS = "DELETE FROM rule_set_period";

    private static final String ADD_PERIODS = """
            INSERT INTO rule_set_period (version, start_at)
            SELECT version, start_at
            FROM unnest(cast(:versions AS bigint[]), cast(:starts AS timestamptz[])) AS p (version, start_at)
            """;

    private static final String LAST_VERSION = "select coalesce(max(version), 0) from RuleSetRow";

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    @Override
    public ActiveState state() {
        List<Object[]> rows = session().createNativeQuery(STATE, Object[].class).getResultList();
        List<RuleSetPeriod> periods = new ArrayList<>();
        for (Object[] row : rows) {
            if (row[3] != null) {
                periods.add(new RuleSetPeriod(instant(row[4]), number(row[3])));
            }
        }
        Object[] first = rows.getFirst();
        return new ActiveState(number(first[1]), (String) first[2], periods, number(first[0]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static @Nullable Instant instant(@Nullable Object micros) {
        if (micros == null) {
            return null;
        }
        long value = number(micros);
        return Instant.ofEpochSecond(
                Math.floorDiv(value, MICROS_PER_SECOND), Math.floorMod(value, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    @Override
    public Optional<RuleSet.Head> findActiveHead() {
        return find("state", RuleSet.State.PUBLISHED).firstResultOptional().map(RuleSetRow::toHead);
    }

    @Override
    public Optional<RuleSet.Head> findHead(long version) {
        return findByIdOptional(version).map(RuleSetRow::toHead);
    }

    @Override
    public Optional<RuleSet> find(long version) {
        return findHead(version)
                .map(head -> new RuleSet(
                        head,
                        RuleColumns.read(session()
                                        .createNativeQuery(RULES, Object[].class)
                                        .setParameter("version", version)
                                        .getResultList())
                                .rules()));
    }

    @Override
    public List<RuleSet.Head> list(long before, int limit) {
        return find("version < ?1 order by version desc", before).page(Page.ofSize(limit)).stream()
                .map(RuleSetRow::toHead)
                .toList();
    }

    @Override
    public RuleSet.Head publish(
            RuleSet.Origin origin,
            RuleSet.RuleBasis basis,
            RuleSet.Publication publication,
            ChannelCatalogue catalogue) {
        List<RuleSetPeriod> before = state().periods();
        update("state = ?1 where state = ?2", RuleSet.State.SUPERSEDED, RuleSet.State.PUBLISHED);
        long version = session().createQuery(LAST_VERSION, Long.class).getSingleResult() + 1;
        RuleSet.Head head = new RuleSet.Head(
                version,
                RuleSet.State.PUBLISHED,
                origin,
                publication,
                basis.detectorListVersion(),
                basis.digest(),
                basis.rules().size());
        persistAndFlush(new RuleSetRow(head));
        addRules(version, WrittenRules.of(basis.rules()), catalogue);
        writePeriods(RuleSetPeriod.after(before, version, publication.startAt()));
        return head;
    }

    private void addRules(long version, WrittenRules rules, ChannelCatalogue catalogue) {
        MutationQuery insert = session().createNativeMutationQuery(ADD_RULES);
        insert.setParameter("version", version);
        insert.setParameter("channelIds", RuleColumns.column(rules, rule -> channelId(rule.path(), catalogue)));
        insert.setParameter("subchannelIds", RuleColumns.column(rules, rule -> subchannelId(rule.path(), catalogue)));
        RuleColumns.bind(rules, insert::setParameter);
        insert.executeUpdate();
    }

    private static String channelId(ChannelPath path, ChannelCatalogue catalogue) {
        return catalogue
                .find(path.channel())
                .map(Channel::channelId)
                .orElseThrow(() -> unknown(path))
                .toString();
    }

    private static @Nullable String subchannelId(ChannelPath path, ChannelCatalogue catalogue) {
        return path.subchannel().isEmpty()
                ? null
                : catalogue
                        .find(path)
                        .map(Subchannel::subchannelId)
                        .orElseThrow(() -> unknown(path))
                        .toString();
    }

    private static IllegalStateException unknown(ChannelPath path) {
        return new IllegalStateException("rules are checked before they are published, but " + path + " is unknown");
    }

    private void writePeriods(List<RuleSetPeriod> periods) {
        session().createNativeMutationQuery(CLEAR_PERIODS).executeUpdate();
        session()
                .createNativeMutationQuery(ADD_PERIODS)
                .setParameter(
                        "versions", periods.stream().map(RuleSetPeriod::version).toArray(Long[]::new))
                .setParameter(
                        "starts",
                        periods.stream()
                                .map(RuleSetPeriod::startAt)
                                .map(start -> start == null ? null : start.toString())
                                .toArray(String[]::new))
                .executeUpdate();
    }

    private Session session() {
        return getEntityManager().unwrap(Session.class);
    }
}
