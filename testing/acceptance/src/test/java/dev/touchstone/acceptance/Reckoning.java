package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds what touchpoint-service stores, when nothing waits any more, against what was acknowledged and what has to come of it.
 *
 * @param database of touchpoint-service
 * @param check what the service's own consistency check found
 */
record Reckoning(Database database, CheckConsistencyResponse check) {
    /** Acknowledged facts that are not stored. */
    long lost(String prefix, Truth truth) {
        Set<String> stored = new HashSet<>(webEvents(prefix));
        stored.addAll(crmRecords(prefix));
        return Stream.concat(truth.webEvents.stream(), truth.crmRecords.stream())
                .filter(fact -> !stored.contains(fact))
                .count();
    }

    void isStoredAsAcknowledged(String prefix, Truth truth) {
        assertThat(truth.webEvents).hasSizeGreaterThan(1_000);
        assertSame("web events", truth.webEvents, webEvents(prefix));
        assertThat(truth.crmRecords).hasSizeGreaterThan(1_000);
        assertSame("CRM records", truth.crmRecords, crmRecords(prefix));
    }

    private List<String> webEvents(String prefix) {
        return database.rows("""
                SELECT visitor_id, event_id, extract(epoch FROM occurred_at)::bigint, page_url, email
                  FROM web_event WHERE visitor_id LIKE '%s-%%'""".formatted(prefix));
    }

    private List<String> crmRecords(String prefix) {
        return database.rows("""
                SELECT 'person', crm_person_id, email FROM crm_person WHERE crm_person_id LIKE '%1$s-%%'
                UNION ALL SELECT 'campaign', campaign_id, sync_type FROM campaign WHERE campaign_id LIKE '%1$s-%%'
                UNION ALL SELECT 'member', campaign_member_id, crm_person_id
                  FROM campaign_member WHERE campaign_member_id LIKE '%1$s-%%'
                UNION ALL SELECT 'activity', activity_id, crm_person_id
                  FROM activity WHERE activity_id LIKE '%1$s-%%'""".formatted(prefix));
    }

    void isDerivedAsExpected(String prefix, Truth truth) {
        assertThat(truth.sessions).hasSizeGreaterThan(1_000);
        assertThat(truth.touchpoints()).hasSizeGreaterThan(1_000);
        assertSame("sessions", truth.sessions, database.rows("""
                SELECT visitor_id, extract(epoch FROM started_at)::bigint, page_view_count, form_submission_count
                  FROM session WHERE visitor_id LIKE '%s-%%'""".formatted(prefix)));
        assertSame("touchpoints", truth.touchpoints(), database.rows("""
                SELECT email, extract(epoch FROM touched_at)::bigint, type, positions
                  FROM touchpoint JOIN person USING (person_id) WHERE email LIKE '%%%s.p%%'""".formatted(prefix)));
        assertThat(database.number("""
                        SELECT count(*) FROM mapping_key k
                         WHERE NOT EXISTS (SELECT FROM key_channel c JOIN channel_period p USING (rule_set_version)
                                            WHERE c.mapping_key_id = k.mapping_key_id)"""))
                .as("keys without the channel of the active rules")
                .isZero();
        assertThat(database.rows("""
                        SELECT touchpoint_id, count(*) FILTER (WHERE c.type = 'CREATED'),
                               count(*) FILTER (WHERE c.type = 'REMOVED'), count(t.touchpoint_id) > 0
                          FROM touchpoint_change c FULL JOIN touchpoint t USING (person_id, touchpoint_id)
                         WHERE touchpoint_id IS NOT NULL
                         GROUP BY touchpoint_id
                        HAVING count(*) FILTER (WHERE c.type = 'CREATED') - count(*) FILTER (WHERE c.type = 'REMOVED')
                               <> (count(t.touchpoint_id) > 0)::int"""))
                .as("touchpoints whose creation or removal was announced not once")
                .isEmpty();
        assertThat(check.getExamplesList()).isEmpty();
        assertThat(check.getDifferentSessionCount() + check.getDifferentTouchpointCount())
                .isZero();
    }

    /** Compares as bags, and shows no more than a few differences. */
    static void assertSame(String what, Set<String> expected, List<String> actual) {
        Set<String> distinct = new HashSet<>(actual);
        assertThat(expected.stream().filter(row -> !distinct.contains(row)).limit(10))
                .as("%s that are missing", what)
                .isEmpty();
        assertThat(distinct.stream().filter(row -> !expected.contains(row)).limit(10))
                .as("%s that nobody sent or expected", what)
                .isEmpty();
        assertThat(actual).as("%s, each once", what).hasSameSizeAs(expected);
    }
}
