package dev.touchstone.touchpoint.collect;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.erased.ErasuresChanged;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Web events in PostgreSQL. */
@ApplicationScoped
class SqlEventLog implements EventLog {
    /**
     * Of two contents under one identity the smaller is kept, so that the order of arrival does not matter (decision 0013). The
     * clock's offset comes first: the smallest is the one with the least delay on the way. A row that changes keeps its
     * received_at, which is how new rows are told from changed ones.
     */
    private static final String APPEND = """
            WITH held AS MATERIALIZED (
                SELECT expect_erasures(?) AS held
            ), input AS (
                SELECT DISTINCT ON (visitor_id COLLATE "C", occurred_at, event_id COLLATE "C") *
                FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::text[], ?::integer[], ?::uuid[]) WITH ORDINALITY
                     AS t (visitor_id, occurred_at, event_id, clock_offset_minutes, type, page_url, referrer_url, email,
                           alias, form_name, form_source, sequence, context_id, position)
                WHERE (SELECT held FROM held)
                ORDER BY visitor_id COLLATE "C", occurred_at, event_id COLLATE "C", clock_offset_minutes,
                         type COLLATE "C", page_url COLLATE "C", coalesce(referrer_url, '') COLLATE "C",
                         coalesce(email, '') COLLATE "C", coalesce(alias, '') COLLATE "C", coalesce(form_name, '') COLLATE "C",
                         coalesce(form_source, '') COLLATE "C", sequence, context_id NULLS FIRST
            ), stored AS (
                INSERT INTO web_event AS w
                       (visitor_id, occurred_at, event_id, clock_offset_minutes, type, page_url, referrer_url, email, alias,
                        form_name, form_source, sequence, context_id, received_at)
                SELECT visitor_id, occurred_at, event_id, clock_offset_minutes, type, page_url, referrer_url, email, alias,
                       form_name, form_source, sequence, context_id, ? FROM input
                ON CONFLICT (visitor_id, occurred_at, event_id) DO UPDATE
                SET clock_offset_minutes = excluded.clock_offset_minutes, type = excluded.type,
                    page_url = excluded.page_url, referrer_url = excluded.referrer_url, email = excluded.email,
                    alias = excluded.alias, form_name = excluded.form_name, form_source = excluded.form_source,
                    sequence = excluded.sequence, context_id = excluded.context_id
                WHERE (excluded.clock_offset_minutes, excluded.type, excluded.page_url, coalesce(excluded.referrer_url, ''),
                       coalesce(excluded.email, ''), coalesce(excluded.alias, ''),
                       coalesce(excluded.form_name, '') COLLATE "C", coalesce(excluded.form_source, '') COLLATE "C",
                       excluded.sequence, coalesce(excluded.context_id::text, '') COLLATE "C")
                    < (w.clock_offset_minutes, w.type, w.page_url, coalesce(w.referrer_url, ''), coalesce(w.email, ''),
                       coalesce(w.alias, ''), coalesce(w.form_name, '') COLLATE "C",
                       coalesce(w.form_source, '') COLLATE "C", w.sequence,
                       coalesce(w.context_id::text, '') COLLATE "C")
                RETURNING visitor_id, occurred_at, event_id, received_at
            ), marked AS (
                INSERT INTO dirty_mark (queue, shard, key, mark_id)
                SELECT DISTINCT 'visitor', mark_shard(visitor_id), visitor_id, ?::uuid FROM stored
            )
            SELECT i.position
            FROM stored s JOIN input i USING (visitor_id, occurred_at, event_id)
            WHERE s.received_at = ?
            """;

    private static final String READ = """
            SELECT visitor_id, occurred_at, event_id, clock_offset_minutes, type, page_url, referrer_url, email, alias,
                   form_name, form_source, sequence, context_id
            FROM web_event WHERE visitor_id = ANY (?)
            ORDER BY visitor_id, occurred_at, event_id
            """;

    /** What PostgreSQL says of a row without a partition, too. */
    private static final String CHECK_VIOLATION = "23514";

    /** What {@code expect_erasures} says. */
    private static final String ERASURES_CHANGED = "TE001";

    private static final String CREATE_MONTH = "SELECT create_web_event_month(?::date)";

    private final Database database;
    private final IdSource ids;
    private final Set<YearMonth> knownMonths = ConcurrentHashMap.newKeySet();

    SqlEventLog(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public BitSet append(List<WebEvent> events, long erasures, Instant now) {
        try {
            return store(events, erasures, now);
        } catch (Database.Failure failure) {
            if (hasState(failure, ERASURES_CHANGED)) {
                throw new ErasuresChanged(failure);
            }
            throw failure;
        }
    }

    private BitSet store(List<WebEvent> events, long erasures, Instant now) {
        createMonths(events);
        try {
            return insert(events, erasures, now);
        } catch (Database.Failure failure) {
            if (!hasState(failure, CHECK_VIOLATION)) {
                throw failure;
            }
            // Somebody has dropped a month that was there.
            knownMonths.clear();
            createMonths(events);
            return insert(events, erasures, now);
        }
    }

    private static boolean hasState(Database.Failure failure, String state) {
        return failure.getCause() instanceof SQLException sql && state.equals(sql.getSQLState());
    }

    private BitSet insert(List<WebEvent> events, long erasures, Instant now) {
        List<Integer> positions = database.list(
                APPEND,
                parameters -> parameters
                        .number(erasures)
                        .texts(events, WebEvent::visitorId)
                        .times(events, WebEvent::sentOccurredAt)
                        .texts(events, WebEvent::eventId)
                        .integers(events, event -> event.detail().clockOffsetMinutes())
                        .texts(events, event -> event.type().name())
                        .texts(events, event -> event.page().raw())
                        .texts(events, event -> raw(event.referrer()))
                        .texts(events, WebEvent::email)
                        .texts(events, event -> text(event.detail().alias()))
                        .texts(events, event -> formName(event.detail().form()))
                        .texts(events, event -> formSource(event.detail().form()))
                        .integers(events, event -> event.detail().sequence())
                        .uuids(events, event -> event.detail().contextId())
                        .time(now)
                        .uuid(ids.next())
                        .time(now),
                row -> row.integer("position"));
        BitSet accepted = new BitSet(events.size());
        positions.forEach(position -> accepted.set(position - 1));
        return accepted;
    }

    @Override
    public void read(List<String> visitorIds, Consumer<WebEvent> sink) {
        database.forEach(READ, parameters -> parameters.texts(visitorIds, id -> id), SqlEventLog::event, sink);
    }

    /** In transactions of their own, before the one that stores: several replicas may make the same month at once. */
    private void createMonths(List<WebEvent> events) {
        Set<YearMonth> months = events.stream()
                .map(event -> YearMonth.from(event.sentOccurredAt().atOffset(ZoneOffset.UTC)))
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
        int clockOffsetMinutes = row.integer("clock_offset_minutes");
        Optional<String> referrer = row.optionalText("referrer_url");
        return new WebEvent(
                row.text("visitor_id"),
                row.text("event_id"),
                row.time("occurred_at").plus(Duration.ofMinutes(clockOffsetMinutes)),
                WebEventType.valueOf(row.text("type")),
                PageUrl.parse(row.text("page_url")).orElseThrow(),
                referrer.flatMap(PageUrl::parse).orElse(null),
                row.optionalText("email").orElse(null),
                new WebEvent.Detail(
                        row.integer("sequence"),
                        clockOffsetMinutes,
                        row.optionalText("alias").map(VisitorAlias::of).orElse(null),
                        form(row),
                        row.optionalUuid("context_id").orElse(null)));
    }

    private static @Nullable FormDetails form(SqlRow row) throws SQLException {
        Optional<String> source = row.optionalText("form_source");
        return source.isEmpty()
                ? null
                : new FormDetails(row.optionalText("form_name").orElse(""), FormDetails.Source.valueOf(source.get()));
    }

    private static @Nullable String raw(@Nullable PageUrl url) {
        return url == null ? null : url.raw();
    }

    private static @Nullable String text(@Nullable VisitorAlias alias) {
        return alias == null ? null : alias.text();
    }

    private static @Nullable String formName(@Nullable FormDetails form) {
        return form == null || form.name().isEmpty() ? null : form.name();
    }

    private static @Nullable String formSource(@Nullable FormDetails form) {
        return form == null ? null : form.source().name();
    }
}
