package dev.touchstone.touchpoint.visitor;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.sql.WebContextColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in PostgreSQL, as callers read them. */
@ApplicationScoped
class SqlSessionQueries implements SessionQueries {
    private static final UUID FIRST_ID = new UUID(0, 0);

    private static final String COLUMNS = """
            SELECT s.visitor_id, s.session_id, s.started_at, s.ended_at, s.start_reason, s.page_view_count,
                   s.form_submission_count, s.landing_page, s.landing_page_raw, s.referrer_page, s.referrer_page_raw,
                   s.form_url, s.form_name, s.carried_over_session_id, s.utm_source, s.utm_medium, s.utm_campaign, s.utm_content, s.utm_term, s.person_id,
            """
            + Channel.SQL_COLUMNS + "," + WebContextColumns.SELECT
            + "FROM session s" + Channel.sqlJoins("s", "started_at")
            + " LEFT JOIN web_context x USING (context_id) ";

    private static final String LIST = COLUMNS + """
            WHERE (s.visitor_id, s.started_at, s.session_id) > (?, ?, ?)
            ORDER BY s.visitor_id, s.started_at, s.session_id LIMIT ?
            """;

    private static final String LIST_OF_VISITOR = COLUMNS + """
            WHERE s.visitor_id = ? AND (s.started_at, s.session_id) > (?, ?)
            ORDER BY s.started_at, s.session_id LIMIT ?
            """;

    private static final String FIND = COLUMNS + "WHERE s.session_id = ?";

    private static final String RANGE =
            "(s.started_at >= ? OR ?::timestamptz IS NULL) AND (s.started_at < ? OR ?::timestamptz IS NULL) ";

    private static final String COUNT_BY_CHANNEL = """
            SELECT '' AS referrer_host, coalesce(rr.channel, '') AS channel, coalesce(rr.subchannel, '') AS subchannel,
                   count(*) AS sessions, count(DISTINCT s.visitor_id) AS visitors
            FROM session s
            """ + Channel.sqlJoins("s", "started_at") + "WHERE " + RANGE
            + "GROUP BY rr.channel, rr.subchannel ORDER BY sessions DESC, channel, subchannel LIMIT ?";

    private static final String COUNT_BY_REFERRER_HOST = """
            SELECT s.referrer_host, coalesce(rr.channel, '') AS channel, coalesce(rr.subchannel, '') AS subchannel,
                   count(*) AS sessions, count(DISTINCT s.visitor_id) AS visitors
            FROM session s
            """
            + Channel.sqlJoins("s", "started_at") + "WHERE s.referrer_host <> '' AND " + RANGE
            + "GROUP BY s.referrer_host, rr.channel, rr.subchannel"
            + " ORDER BY sessions DESC, s.referrer_host, channel, subchannel LIMIT ?";

    private static final String TOTAL = "SELECT count(*) AS total FROM session s WHERE " + RANGE;

    private final Database database;

    SqlSessionQueries(Database database) {
        this.database = database;
    }

    @Override
    public List<SessionView> list(@Nullable String visitorId, @Nullable Key after, int limit) {
        Key from = after == null ? new Key(visitorId == null ? "" : visitorId, Instant.EPOCH, FIRST_ID) : after;
        return database.list(
                visitorId == null ? LIST : LIST_OF_VISITOR,
                parameters -> parameters
                        .text(from.visitorId())
                        .time(from.start())
                        .uuid(from.sessionId())
                        .number(limit),
                SqlSessionQueries::session);
    }

    @Override
    public List<Count> count(Dimension dimension, @Nullable Instant start, @Nullable Instant end, int limit) {
        String sql = switch (dimension) {
            case CHANNEL -> COUNT_BY_CHANNEL;
            case REFERRER_HOST -> COUNT_BY_REFERRER_HOST;
        };
        return database.list(
                sql,
                parameters ->
                        parameters.time(start).time(start).time(end).time(end).number(limit),
                row -> new Count(
                        row.text("referrer_host"),
                        row.text("channel"),
                        row.text("subchannel"),
                        row.number("sessions"),
                        row.number("visitors")));
    }

    @Override
    public long total(@Nullable Instant start, @Nullable Instant end) {
        return database.get(
                TOTAL,
                parameters -> parameters.time(start).time(start).time(end).time(end),
                row -> row.number("total"));
    }

    @Override
    public Optional<SessionView> find(UUID sessionId) {
        return database.find(FIND, parameters -> parameters.uuid(sessionId), SqlSessionQueries::session);
    }

    private static SessionView session(SqlRow row) throws SQLException {
        return new SessionView(
                row.text("visitor_id"),
                row.uuid("session_id"),
                new SessionView.Course(
                        row.time("started_at"),
                        row.time("ended_at"),
                        SessionStartReason.valueOf(row.text("start_reason")),
                        row.integer("page_view_count"),
                        row.integer("form_submission_count")),
                new WebPages(
                        row.text("landing_page"),
                        row.text("landing_page_raw"),
                        row.text("referrer_page"),
                        row.text("referrer_page_raw"),
                        row.text("form_url"),
                        row.optionalText("form_name").orElse("")),
                new CampaignParameters(
                        row.text("utm_source"),
                        row.text("utm_medium"),
                        row.text("utm_campaign"),
                        row.text("utm_content"),
                        row.text("utm_term"),
                        List.of()),
                WebContextColumns.read(row),
                row.optionalUuid("person_id").orElse(null),
                row.optionalUuid("carried_over_session_id").orElse(null),
                Channel.readSql(row).orElse(null));
    }
}
