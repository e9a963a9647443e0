package dev.touchstone.touchpoint.journey;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.Effort;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointPosition;
import dev.touchstone.touchpoint.generate.TouchpointType;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.sql.WebContextColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Touchpoints in PostgreSQL, as callers read them. */
@ApplicationScoped
class SqlTouchpointQueries implements TouchpointQueries {
    private static final UUID FIRST_ID = new UUID(0, 0);

    private static final String COLUMNS = """
            SELECT t.person_id, t.touchpoint_id, t.type, t.touched_at, t.positions, t.source, t.medium, t.campaign_name,
                   t.campaign_id, t.content, t.keyword, t.landing_page, t.landing_page_raw, t.referrer_page,
                   t.referrer_page_raw, t.form_url, t.fact_kind, t.fact_id, t.generation_rule, t.generation_rule_version,
                   t.mapping_key_id, t.form_name, t.context_id, t.no_buyer_reason,
                   coalesce(t.segments, '{}') AS segments, t.suppressing_rule, t.overlaps_with, t.removing_rule,
                   p.email,
            """
            + Channel.SQL_COLUMNS + "," + WebContextColumns.SELECT
            + "FROM touchpoint t JOIN person p USING (person_id)" + Channel.sqlJoins("t", "touched_at")
            + " LEFT JOIN web_context x USING (context_id) ";

    private static final String FIND = COLUMNS + "WHERE t.touchpoint_id = ANY (?)";

    private static final String LIST = COLUMNS + """
            WHERE (t.touched_at, t.touchpoint_id) > (coalesce(?, '-infinity'::timestamptz), ?)
              AND t.touched_at >= coalesce(?, '-infinity'::timestamptz)
              AND t.touched_at < coalesce(?, 'infinity'::timestamptz)
              AND (rr.channel = ? OR ? = '')
              AND (t.no_buyer_reason IS NULL OR ?)
            ORDER BY t.touched_at, t.touchpoint_id LIMIT ?
            """;

    /** In the order of generation: by time, then by kind and id of the fact. */
    private static final String OF_PERSON = COLUMNS + """
            WHERE t.person_id = ?
            ORDER BY t.touched_at,
                     array_position(ARRAY['SESSION', 'CAMPAIGN_MEMBER', 'ACTIVITY', 'PROGRAM_MEMBER', 'MARKETING_ACTIVITY'],
                                    t.fact_kind),
                     t.fact_id COLLATE "C"
            LIMIT ?
            """;

    private static final String OF_MAPPING_KEY =
            COLUMNS + "WHERE t.mapping_key_id = ? AND t.touchpoint_id > ? ORDER BY t.touchpoint_id LIMIT ?";

    private static final String COUNT = """
            SELECT coalesce(rr.channel, '') AS channel, coalesce(rr.subchannel, '') AS subchannel,
                   count(*) AS touchpoints, count(DISTINCT t.person_id) AS people
            FROM touchpoint t
            """ + Channel.sqlJoins("t", "touched_at") + """
            WHERE t.touched_at >= coalesce(?, '-infinity'::timestamptz)
              AND t.touched_at < coalesce(?, 'infinity'::timestamptz)
              AND (t.no_buyer_reason IS NULL OR ?)
            GROUP BY rr.channel, rr.subchannel ORDER BY touchpoints DESC, channel, subchannel
            """;

    private static final String EMAIL = "SELECT email FROM person WHERE person_id = ?";

    private final Database database;

    SqlTouchpointQueries(Database database) {
        this.database = database;
    }

    @Override
    public Optional<TouchpointView> find(UUID touchpointId) {
        return find(List.of(touchpointId)).stream().findFirst();
    }

    @Override
    public List<TouchpointView> find(List<UUID> touchpointIds) {
        return database.list(
                FIND, parameters -> parameters.uuids(touchpointIds, id -> id), SqlTouchpointQueries::touchpoint);
    }

    @Override
    public List<TouchpointView> list(Selection selection, String channel, @Nullable Key after, int limit) {
        Instant afterTime = after == null ? null : after.touchedAt();
        UUID afterId = after == null ? FIRST_ID : after.touchpointId();
        return database.list(
                LIST,
                parameters -> parameters
                        .time(afterTime)
                        .uuid(afterId)
                        .time(selection.range().start())
                        .time(selection.range().end())
                        .text(channel)
                        .text(channel)
                        .flag(!selection.buyerOnly())
                        .number(limit),
                SqlTouchpointQueries::touchpoint);
    }

    @Override
    public List<TouchpointView> ofPerson(UUID personId, int limit) {
        return database.list(
                OF_PERSON, parameters -> parameters.uuid(personId).number(limit), SqlTouchpointQueries::touchpoint);
    }

    @Override
    public List<TouchpointView> ofMappingKey(UUID mappingKeyId, UUID after, int limit) {
        return database.list(
                OF_MAPPING_KEY,
                parameters -> parameters.uuid(mappingKeyId).uuid(after).number(limit),
                SqlTouchpointQueries::touchpoint);
    }

    @Override
    public List<Count> count(Selection selection) {
        return database.list(
                COUNT,
                parameters -> parameters
                        .time(selection.range().start())
                        .time(selection.range().end())
                        .flag(!selection.buyerOnly()),
                row -> new Count(
                        row.text("channel"), row.text("subchannel"), row.number("touchpoints"), row.number("people")));
    }

    @Override
    public Optional<String> email(UUID personId) {
        return database.find(EMAIL, parameters -> parameters.uuid(personId), row -> row.text("email"));
    }

    private static TouchpointView touchpoint(SqlRow row) throws SQLException {
        Touchpoint.Content content = new Touchpoint.Content(
                effort(row), pages(row), row.optionalUuid("context_id").orElse(null), row.uuid("mapping_key_id"));
        Touchpoint.Origin origin = new Touchpoint.Origin(
                new FactReference(FactReference.Kind.valueOf(row.text("fact_kind")), row.text("fact_id")),
                row.text("generation_rule"),
                row.number("generation_rule_version"));
        Touchpoint touchpoint = new Touchpoint(
                row.uuid("touchpoint_id"),
                row.uuid("person_id"),
                TouchpointType.valueOf(row.text("type")),
                row.time("touched_at"),
                standing(row),
                content,
                origin);
        return new TouchpointView(
                touchpoint,
                row.text("email"),
                WebContextColumns.read(row),
                Channel.readSql(row).orElse(null));
    }

    private static Touchpoint.Standing standing(SqlRow row) throws SQLException {
        return new Touchpoint.Standing(
                row.texts("positions").stream().map(TouchpointPosition::valueOf).toList(),
                row.optionalText("no_buyer_reason").map(NoBuyerReason::valueOf).orElse(null),
                row.optionalText("suppressing_rule").orElse(null),
                row.optionalUuid("overlaps_with").orElse(null),
                row.optionalText("removing_rule").orElse(null),
                row.texts("segments"));
    }

    private static Effort effort(SqlRow row) throws SQLException {
        return new Effort(
                row.text("source"),
                row.text("medium"),
                row.text("campaign_name"),
                row.text("campaign_id"),
                row.text("content"),
                row.text("keyword"));
    }

    private static WebPages pages(SqlRow row) throws SQLException {
        return new WebPages(
                row.text("landing_page"),
                row.text("landing_page_raw"),
                row.text("referrer_page"),
                row.text("referrer_page_raw"),
                row.text("form_url"),
                row.optionalText("form_name").orElse(""));
    }
}
