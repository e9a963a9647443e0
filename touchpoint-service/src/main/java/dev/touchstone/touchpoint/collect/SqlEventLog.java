package dev.touchstone.touchpoint.collect;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.sql.Database;
import dev.touchstone.touchpoint.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Web events in PostgreSQL. */
@ApplicationScoped
class SqlEventLog implements EventLog {
    /**
     * Of two contents under one identity the smaller is kept, so that the order of arrival does not matter (decision 0013).
     * A row that changes keeps its received_at, which is how new rows are told from changed ones.
     */
    private static final String APPEND = """
            WITH input AS (
                SELECT DISTINCT ON (visitor_id COLLATE "C", occurred_at, event_id COLLATE "C") *
                FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                     AS t (visitor_id, occurred_at, event_id, type, page_url, referrer_url, email)
                ORDER BY visitor_id COLLATE "C", occurred_at, event_id COLLATE "C", type COLLATE "C",
                         page_url COLLATE "C", coalesce(referrer_url, '') COLLATE "C", coalesce(email, '') COLLATE "C"
            ), stored AS (
                INSERT INTO web_event AS w
                       (visitor_id, occurred_at, event_id, type, page_url, referrer_url, email, received_at)
                SELECT visitor_id, occurred_at, event_id, type, page_url, referrer_url, email, ? FROM input
                ON CONFLICT (visitor_id, occurred_at, event_id) DO UPDATE
                SET type = excluded.type, page_url = excluded.page_url, referrer_url = excluded.referrer_url,
                    email = excluded.email
                WHERE (excluded.type, excluded.page_url, coalesce(excluded.referrer_url, ''), coalesce(excluded.email, ''))
                    < (w.type, w.page_url, coalesce(w.referrer_url, ''), coalesce(w.email, ''))
                RETURNING visitor_id, received_at
            ), marked AS (
                INSERT INTO dirty_mark (queue, shard, key, mark_id)
                SELECT DISTINCT 'visitor', mark_shard(visitor_id), visitor_id, ?::uuid FROM stored
            )
            SELECT count(*) FILTER (WHERE received_at = ?) AS accepted FROM stored
            """;

    private static final String READ = """
            SELECT visitor_id, occurred_at, event_id, type, page_url, referrer_url, email
            FROM web_event WHERE visitor_id = ANY (?)
            ORDER BY visitor_id, occurred_at, event_id
            """;

    private static final String CREATE_MONTH = "SELECT create_web_event_month(?::date)";

    private final Database database;
    private final IdSource ids;
    private final Set<YearMonth> knownMonths = ConcurrentHashMap.newKeySet();

    SqlEventLog(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public Appended append(List<WebEvent> events, Instant now) {
        createMonths(events);
        int accepted = database.get(
                APPEND,
                parameters -> parameters
                        .texts(events, WebEvent::visitorId)
                        .times(events, WebEvent::occurredAt)
                        .texts(events, WebEvent::eventId)
                        .texts(events, event -> event.type().name())
                        .texts(events, event -> event.page().raw())
                        .texts(events, event -> raw(event.referrer()))
                        .texts(events, WebEvent::email)
                        .time(now)
                        .uuid(ids.next())
                        .time(now),
                row -> row.integer("accepted"));
        return new Appended(accepted, events.size() - accepted);
    }

    @Override
    public List<WebEvent> read(List<String> visitorIds) {
        return database.list(READ, parameters -> parameters.texts(visitorIds, id -> id), SqlEventLog::event);
    }

    /** In transactions of their own, before the one that stores: several replicas may make the same month at once. */
    private void createMonths(List<WebEvent> events) {
        Set<YearMonth> months = events.stream()
                .map(event -> YearMonth.from(event.occurredAt().atOffset(ZoneOffset.UTC)))
                .collect(Collectors.toSet());
        for (YearMonth month : months) {
            if (!knownMonths.contains(month)) {
                LocalDate firstDay = month.atDay(1);
                database.get(CREATE_MONTH, parameters -> parameters.text(firstDay.toString()), row -> month);
                knownMonths.add(month);
            }
        }
    }

    private static WebEvent event(SqlRow row) throws SQLException {
        Optional<String> referrer = row.optionalText("referrer_url");
        return new WebEvent(
                row.text("visitor_id"),
                row.text("event_id"),
                row.time("occurred_at"),
                WebEventType.valueOf(row.text("type")),
                PageUrl.parse(row.text("page_url")).orElseThrow(),
                referrer.flatMap(PageUrl::parse).orElse(null),
                row.optionalText("email").orElse(null));
    }

    private static @Nullable String raw(@Nullable PageUrl url) {
        return url == null ? null : url.raw();
    }
}
