package dev.touchstone.salessync.activity.panel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables {@code activity_mirror} and {@code activity_mirror_read}, and the union with {@code activity}. */
@ApplicationScoped
class SqlMirrorStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** Sorted, so that two readings of one person wait for each other and do not block each other. */
    private static final String WRITE = """
            INSERT INTO activity_mirror AS m (marketo_guid, marketo_id, kind, type_name, occurred_at, title, attributes,
                activity_key)
            SELECT DISTINCT ON (guid) guid, marketo_id, kind, type_name, occurred_at::timestamptz, title, attributes::jsonb,
                activity_key
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS t (guid, marketo_id, kind, type_name, occurred_at, title, attributes, activity_key)
            ORDER BY guid
            ON CONFLICT (marketo_guid) DO UPDATE SET marketo_id = EXCLUDED.marketo_id
            WHERE m.marketo_id <> EXCLUDED.marketo_id
            """;

    private static final String LAST_READ = "SELECT read_at, read_to FROM activity_mirror_read WHERE marketo_id = ?";

    private static final String REMEMBER = """
            INSERT INTO activity_mirror_read AS r (marketo_id, read_at) VALUES (?, ?)
            ON CONFLICT (marketo_id) DO UPDATE SET read_at = greatest(r.read_at, EXCLUDED.read_at), read_to = NULL
            """;

    private static final String REACHED = """
            INSERT INTO activity_mirror_read (marketo_id, read_to) VALUES (?, ?)
            ON CONFLICT (marketo_id) DO UPDATE SET read_to = EXCLUDED.read_to
            """;

    private static final String HOLDS_ANY = """
            SELECT EXISTS (SELECT 1 FROM activity_mirror WHERE marketo_id = ?)
                OR EXISTS (SELECT 1 FROM activity_mirror_read WHERE marketo_id = ?) AS held
            """;

    /** What was recorded here shows as that, with the identity that Marketo gave it; the rest as Marketo has it. */
    private static final String LIST = """
            SELECT * FROM (
                SELECT a.occurred_at, a.activity_key AS item_key, a.activity_key AS recorded_key,
                    coalesce(o.remote_id, (SELECT min(m.marketo_guid) FROM activity_mirror m
                        WHERE m.marketo_id = a.marketo_id AND m.occurred_at = a.occurred_at
                          AND m.activity_key = a.activity_key)) AS guid,
                    CASE WHEN a.kind = 'CALL' THEN 'CALL' WHEN a.kind IN ('ADD', 'REMOVE') THEN 'SALES_CAMPAIGN'
                        ELSE 'EMAIL' END AS panel_kind,
                    NULL AS type_name, NULL AS title, NULL AS attributes, NULL AS activity_key, a.marketo_id
                FROM activity a JOIN outbox o ON o.outbox_key = a.activity_key
                WHERE a.marketo_id = ? AND a.occurred_at >= ?
                  AND (o.state <> 'SKIPPED' OR o.cause NOT LIKE 'DUPLICATE%')
                UNION ALL
                SELECT m.occurred_at, m.marketo_guid, NULL, m.marketo_guid, m.kind, m.type_name, m.title,
                    m.attributes::text, m.activity_key, m.marketo_id
                FROM activity_mirror m
                WHERE m.marketo_id = ? AND m.occurred_at >= ?
                  AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.activity_key = m.activity_key)
                  AND NOT EXISTS (SELECT 1 FROM activity_mirror twin
                      WHERE twin.marketo_id = m.marketo_id AND twin.activity_key = m.activity_key
                        AND twin.marketo_guid < m.marketo_guid)) item
            WHERE panel_kind = ANY (?::text[]) AND (occurred_at, item_key) < (?, ?)
            ORDER BY occurred_at DESC, item_key DESC LIMIT ?
            """;

    private static final String MOVE = "UPDATE activity_mirror SET marketo_id = ? WHERE marketo_id = ?";

    private static final String FORGET_READ = "DELETE FROM activity_mirror_read WHERE marketo_id = ANY (?)";

    private static final String ERASE = "DELETE FROM activity_mirror WHERE marketo_id = ANY (?)";

    /** In portions, so that no statement runs long. */
    private static final String DROP = """
            DELETE FROM activity_mirror WHERE marketo_guid IN (
                SELECT marketo_guid FROM activity_mirror WHERE occurred_at < ? ORDER BY occurred_at LIMIT 10000)
            """;

    private final Database database;

    SqlMirrorStore(Database database) {
        this.database = database;
    }

    /**
     * A place in the panel, newest first.
     *
     * @param recordedKey key of the activity if it was recorded here; null otherwise
     * @param guid its identity in Marketo; null if it is not known to be there
     * @param mirrored as Marketo had it; null if it was recorded here
     */
    record Place(
            @Nullable String recordedKey,
            @Nullable String guid,
            @Nullable MirroredActivity mirrored) {}

    /**
     * A page of the panel.
     *
     * @param before only what comes after this time and key in the order of the panel
     */
    record Wanted(long marketoId, Instant since, List<PanelKind> kinds, Instant before, String beforeKey, int limit) {}

    void write(List<MirroredActivity> activities) {
        database.update(
                WRITE,
                parameters -> parameters
                        .texts(activities, MirroredActivity::guid)
                        .numbers(activities, MirroredActivity::marketoId)
                        .texts(activities, activity -> activity.kind().name())
                        .texts(activities, activity -> storable(activity.typeName()))
                        .texts(activities, activity -> activity.occurredAt().toString())
                        .texts(activities, activity -> storable(activity.title()))
                        .texts(activities, activity -> json(activity.attributes()))
                        .texts(activities, MirroredActivity::activityKey));
    }

    /**
     * What was read of a person so far.
     *
     * @param completeAt when the last reading began that came to its end; empty before the first
     * @param reached up to what time a later one has everything that did not; empty if there is none
     */
    record LastRead(Optional<Instant> completeAt, Optional<Instant> reached) {}

    Optional<LastRead> lastRead(long marketoId) {
        return database.find(
                LAST_READ,
                parameters -> parameters.number(marketoId),
                row -> new LastRead(row.optionalTime("read_at"), row.optionalTime("read_to")));
    }

    void reached(long marketoId, Instant readTo) {
        database.update(REACHED, parameters -> parameters.number(marketoId).time(readTo));
    }

    /** True if anything is kept of the person. */
    boolean holdsAny(long marketoId) {
        return database.get(
                HOLDS_ANY, parameters -> parameters.number(marketoId).number(marketoId), row -> row.flag("held"));
    }

    void remember(long marketoId, Instant readAt) {
        database.update(REMEMBER, parameters -> parameters.number(marketoId).time(readAt));
    }

    List<Place> list(Wanted wanted) {
        return database.list(
                LIST,
                parameters -> parameters
                        .number(wanted.marketoId())
                        .time(wanted.since())
                        .number(wanted.marketoId())
                        .time(wanted.since())
                        .texts(wanted.kinds(), PanelKind::name)
                        .time(wanted.before())
                        .text(wanted.beforeKey())
                        .number(wanted.limit()),
                SqlMirrorStore::place);
    }

    void move(long from, long to) {
        database.update(MOVE, parameters -> parameters.number(to).number(from));
        database.update(FORGET_READ, parameters -> parameters.numbers(List.of(from, to), id -> id));
    }

    void erase(List<Long> marketoIds) {
        database.update(ERASE, parameters -> parameters.numbers(marketoIds, id -> id));
        database.update(FORGET_READ, parameters -> parameters.numbers(marketoIds, id -> id));
    }

    /** Forgets some of what happened before; how many. */
    int drop(Instant before) {
        return database.update(DROP, parameters -> parameters.time(before));
    }

    private static Place place(SqlRow row) throws SQLException {
        String recordedKey = row.optionalText("recorded_key").orElse(null);
        String guid = row.optionalText("guid").orElse(null);
        if (recordedKey != null) {
            return new Place(recordedKey, guid, null);
        }
        return new Place(
                null,
                guid,
                new MirroredActivity(
                        row.text("guid"),
                        row.number("marketo_id"),
                        PanelKind.valueOf(row.text("panel_kind")),
                        row.text("type_name"),
                        row.time("occurred_at"),
                        row.text("title"),
                        texts(row.text("attributes")),
                        row.optionalText("activity_key").orElse(null)));
    }

    /** PostgreSQL keeps no U+0000, which the texts of others may hold. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String json(Map<String, String> texts) {
        Map<String, String> kept = new TreeMap<>();
        texts.forEach((name, text) -> kept.put(storable(name), storable(text)));
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts by name can always be written", e);
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
