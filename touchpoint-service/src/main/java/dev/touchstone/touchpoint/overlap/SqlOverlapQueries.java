package dev.touchstone.touchpoint.overlap;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Overlaps in PostgreSQL: whole tables joined by person, for a report that is asked for now and then. */
@ApplicationScoped
class SqlOverlapQueries implements OverlapQueries {
    private static final String LIST = """
            WITH counted AS (
                SELECT person_id, touchpoint_id, touched_at, type, fact_kind, fact_id, form_url FROM touchpoint
                WHERE no_buyer_reason IS NULL OR no_buyer_reason NOT IN ('SUPPRESSED', 'OVERLAPS_WITH')
            ), of_campaign AS (
                SELECT t.person_id, t.touchpoint_id, t.touched_at, c.campaign_id AS source_id, c.name
                FROM counted t JOIN campaign_member m ON m.campaign_member_id = t.fact_id JOIN campaign c USING (campaign_id)
                WHERE t.fact_kind = 'CAMPAIGN_MEMBER' AND NOT c.deleted
            ), of_program AS (
                SELECT t.person_id, t.touchpoint_id, t.touched_at, p.program_id AS source_id, p.name
                FROM counted t JOIN program_member m ON m.program_member_id = t.fact_id JOIN program p USING (program_id)
                WHERE t.fact_kind = 'PROGRAM_MEMBER' AND NOT p.deleted
            ), of_form AS (
                SELECT person_id, touchpoint_id, touched_at, form_url FROM counted
                WHERE fact_kind = 'SESSION' AND type <> 'WEB_CHAT' AND form_url <> ''
            ), same AS (
                SELECT campaign_id, program_id FROM program WHERE NOT deleted AND campaign_id IS NOT NULL
                UNION
                SELECT c.campaign_id, p.program_id FROM campaign c JOIN program p ON lower(p.name) = lower(c.name)
                WHERE NOT c.deleted AND NOT p.deleted
            ), doubled AS (
                SELECT 'PROGRAM_AND_CAMPAIGN' AS kind, c.source_id, c.name, p.source_id AS other_source, c.person_id,
                       c.touchpoint_id, p.touchpoint_id AS other_id, c.touched_at - p.touched_at AS apart
                FROM same s JOIN of_campaign c ON c.source_id = s.campaign_id
                JOIN of_program p ON p.source_id = s.program_id AND p.person_id = c.person_id
                UNION ALL
                SELECT 'FORM_AND_CAMPAIGN', c.source_id, c.name, f.form_url, c.person_id, c.touchpoint_id, f.touchpoint_id,
                       c.touched_at - f.touched_at
                FROM (SELECT * FROM of_campaign UNION ALL SELECT * FROM of_program) c
                JOIN of_form f ON f.person_id = c.person_id
                    AND f.touched_at > c.touched_at - interval '24 hours'
                    AND f.touched_at < c.touched_at + interval '24 hours'
            )
            SELECT kind, source_id, name, other_source, count(DISTINCT person_id) AS people,
                   (array_agg(touchpoint_id ORDER BY person_id, greatest(apart, -apart), touchpoint_id, other_id))[1] AS example,
                   (array_agg(other_id ORDER BY person_id, greatest(apart, -apart), touchpoint_id, other_id))[1] AS other_example
            FROM doubled GROUP BY kind, source_id, name, other_source
            ORDER BY people DESC, kind DESC, source_id COLLATE "C", other_source COLLATE "C" LIMIT ?
            """;

    private final Database database;

    SqlOverlapQueries(Database database) {
        this.database = database;
    }

    @Override
    public List<Overlap> list(int limit) {
        return database.list(
                LIST,
                parameters -> parameters.number(limit),
                row -> new Overlap(
                        Overlap.Kind.valueOf(row.text("kind")),
                        row.text("source_id"),
                        row.text("name"),
                        row.text("other_source"),
                        row.number("people"),
                        row.uuid("example"),
                        row.uuid("other_example")));
    }
}
