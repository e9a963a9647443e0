package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Shows other periods to all readers at once. */
@ApplicationScoped
class SqlSwitch {
    /**
     * Keys of which the channel is another under two versions; in the order of keys, so that they merge. That another row decides
     * for the same channel is nothing to tell: a row inserted at the top would concern every key below it.
     */
    private static final String COMPARED = """
            , a.mapping_key_id
            FROM :versions JOIN key_channel a ON a.rule_set_version = :after
            JOIN rule_row ra ON ra.rule_set_version = a.rule_set_version AND ra.row_number = a.row_number
            LEFT JOIN key_channel b ON b.rule_set_version = :before AND b.mapping_key_id = a.mapping_key_id
            LEFT JOIN rule_row rb ON rb.rule_set_version = b.rule_set_version AND rb.row_number = b.row_number
            WHERE (rb.channel, rb.subchannel) IS DISTINCT FROM (ra.channel, ra.subchannel)
            """;

    private static final String FED = """
            , fed AS (
                INSERT INTO touchpoint_change (ordinal, type, changed_at, mapping_key_id)
                SELECT row_number() OVER (), 'REMAPPED', ?, mapping_key_id
                FROM (SELECT DISTINCT mapping_key_id FROM changed) k
            )
            SELECT count(DISTINCT mapping_key_id) AS keys, coalesce(sum(touchpoints), 0) AS touchpoints
            """;

    /** One version in the place of another for all of time: the counts by key are kept. */
    private static final String ALWAYS = "WITH changed AS MATERIALIZED (SELECT 1"
            + COMPARED.replace(":versions JOIN key_channel a ON a.rule_set_version = :after", "key_channel a")
                    .replace(":before", "?")
                    .replace("WHERE (", "WHERE a.rule_set_version = ? AND (")
            + ")"
            + FED
            + """
            FROM (
                SELECT c.mapping_key_id, coalesce(n.touchpoint_count, 0) + coalesce(d.touchpoint_count, 0) AS touchpoints
                FROM changed c LEFT JOIN mapping_key_count n USING (mapping_key_id)
                LEFT JOIN (SELECT mapping_key_id, sum(touchpoint_count) AS touchpoint_count
                           FROM mapping_key_count_delta GROUP BY mapping_key_id) d USING (mapping_key_id)) counted
            """;

    /** Several stretches of time: touchpoints are counted. */
    private static final String IN_SEGMENTS = "WITH changed AS MATERIALIZED (SELECT s.start_time, s.end_time"
            + COMPARED.replace(":versions", """
                    unnest(?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::bigint[])
                        AS s (start_time, end_time, before, after)""").replace(":after", "s.after").replace(":before", "s.before")
            + ")"
            + FED
            + """
            FROM (
                SELECT c.mapping_key_id, t.touchpoints FROM changed c, LATERAL (
                    SELECT count(*) AS touchpoints FROM touchpoint t
                    WHERE t.mapping_key_id = c.mapping_key_id
                      AND t.touched_at >= coalesce(c.start_time, '-infinity')
                      AND t.touched_at < coalesce(c.end_time, 'infinity')) t) counted
            """;

    private static final String FORGET_PERIODS = "DELETE FROM channel_period";

    private static final String SET_PERIODS = """
            INSERT INTO channel_period (start_time, end_time, rule_set_version)
            SELECT coalesce(start_time, '-infinity'), coalesce(lead(start_time) OVER (ORDER BY position), 'infinity'), version
            FROM unnest(?::timestamptz[], ?::bigint[]) WITH ORDINALITY AS p (start_time, version, position)
            """;

    /** Nothing else is classified by them any more; their rows are garbage now. */
    private static final String FORGET_VERSIONS = """
            DELETE FROM mapped_version
            WHERE rule_set_version NOT IN (SELECT p.rule_set_version FROM channel_period p)
            """;

    private static final String END_RUN = """
            UPDATE remap
            SET target_version = 0, started_at = CASE WHEN target_version = 0 THEN ? ELSE started_at END, ended_at = ?,
                changed_keys = ?, changed_touchpoints = ?
            """;

    /** Planners of readers look at how many periods there are. */
    private static final String ANALYZE = "ANALYZE channel_period";

    private final Database database;
    private final Clock clock;

    SqlSwitch(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Changed(long keys, long touchpoints) {}

    void run(List<RulePeriod> before, List<RulePeriod> after) {
        Instant now = clock.instant();
        Changed changed = tell(
                RuleSegment.of(before, after).stream()
                        .filter(segment -> segment.before() != segment.after())
                        .toList(),
                now);
        database.update(FORGET_PERIODS, parameters -> {});
        database.update(
                SET_PERIODS,
                parameters -> parameters.times(after, RulePeriod::start).numbers(after, RulePeriod::version));
        database.update(FORGET_VERSIONS, parameters -> {});
        database.update(
                END_RUN,
                parameters ->
                        parameters.time(now).time(now).number(changed.keys()).number(changed.touchpoints()));
        database.update(ANALYZE, parameters -> {});
    }

    private Changed tell(List<RuleSegment> segments, Instant now) {
        if (segments.isEmpty()) {
            return new Changed(0, 0);
        }
        RuleSegment first = segments.get(0);
        if (first.isAlways()) {
            return database.get(
                    ALWAYS,
                    parameters -> parameters
                            .number(first.before())
                            .number(first.after())
                            .time(now),
                    row -> new Changed(row.number("keys"), row.number("touchpoints")));
        }
        return database.get(
                IN_SEGMENTS,
                parameters -> parameters
                        .times(segments, RuleSegment::start)
                        .times(segments, RuleSegment::end)
                        .numbers(segments, RuleSegment::before)
                        .numbers(segments, RuleSegment::after)
                        .time(now),
                row -> new Changed(row.number("keys"), row.number("touchpoints")));
    }
}
