package dev.touchstone.touchpoint.impact;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.remap.RuleSegment;
import dev.touchstone.touchpoint.sql.MappingKeyColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Previews in PostgreSQL. */
@ApplicationScoped
class SqlPreviewStore implements PreviewStore {
    private static final int PORTION = 4_000;
    private static final int CHANGES_AT_ONCE = 50_000;
    private static final int TOTAL = -1;
    private static final List<String> COLUMNS =
            List.of("Campaign", "Medium", "Source", "Landing Page", "Referring Website");

    private static final String SEE_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

    private static final String TOUCHPOINTS = """
            SELECT coalesce((SELECT sum(touchpoint_count) FROM mapping_key_count), 0)
                   + coalesce((SELECT sum(touchpoint_count) FROM mapping_key_count_delta), 0) AS touchpoints
            """;

    /** By the counts that are kept, and what is not folded yet. */
    private static final String STAND_ALWAYS = "SELECT 0 AS segment, coalesce(c.row_number, -1) AS row_number,"
            + " coalesce(n.touchpoint_count, 0) + coalesce(d.touchpoint_count, 0) AS touchpoints, "
            + MappingKeyColumns.SELECT
            + """
            FROM mapping_key k
            LEFT JOIN key_channel c ON c.rule_set_version = ? AND c.mapping_key_id = k.mapping_key_id
            LEFT JOIN mapping_key_count n ON n.mapping_key_id = k.mapping_key_id
            LEFT JOIN (SELECT mapping_key_id, sum(touchpoint_count) AS touchpoint_count
                       FROM mapping_key_count_delta GROUP BY mapping_key_id) d ON d.mapping_key_id = k.mapping_key_id
            """;

    /** Touchpoints are counted, in the index alone: this takes as long as to read the index of all touchpoints. */
    private static final String STAND_IN_SEGMENTS =
            "SELECT s.segment, coalesce(c.row_number, -1) AS row_number, t.touchpoints, " + MappingKeyColumns.SELECT
                    + """
            FROM mapping_key k
            CROSS JOIN unnest(?::timestamptz[], ?::timestamptz[], ?::bigint[]) WITH ORDINALITY
                       AS s (start_time, end_time, version, segment)
            LEFT JOIN key_channel c ON c.rule_set_version = s.version AND c.mapping_key_id = k.mapping_key_id
            CROSS JOIN LATERAL (
                SELECT count(*) AS touchpoints FROM touchpoint t
                WHERE t.mapping_key_id = k.mapping_key_id AND t.touched_at >= coalesce(s.start_time, '-infinity')
                  AND t.touched_at < coalesce(s.end_time, 'infinity')) t
            ORDER BY k.mapping_key_id, s.segment
            """;

    private static final String KEEP_CHANGES = """
            CREATE TEMPORARY TABLE preview_change (
                mapping_key_id uuid, start_time timestamptz, end_time timestamptz, move integer, touchpoints bigint
            ) ON COMMIT DROP
            """;

    private static final String ADD_CHANGES = """
            INSERT INTO preview_change
            SELECT c.mapping_key_id, s.start_time, s.end_time, c.move, c.touchpoints
            FROM unnest(?::uuid[], ?::integer[], ?::integer[], ?::bigint[])
                 AS c (mapping_key_id, segment, move, touchpoints)
            JOIN unnest(?::timestamptz[], ?::timestamptz[]) WITH ORDINALITY AS s (start_time, end_time, position)
              ON s.position = c.segment + 1
            """;

    private static final String ANALYZE_CHANGES = "ANALYZE preview_change";

    private static final String PEOPLE = """
            WITH person AS MATERIALIZED (
                SELECT DISTINCT c.move, t.person_id
                FROM preview_change c JOIN touchpoint t ON t.mapping_key_id = c.mapping_key_id
                 AND t.touched_at >= coalesce(c.start_time, '-infinity') AND t.touched_at < coalesce(c.end_time, 'infinity')
            )
            SELECT move, count(*) AS people FROM person GROUP BY move
            UNION ALL SELECT -1, count(DISTINCT person_id) FROM person
            """;

    private static final String EXAMPLES = """
            SELECT DISTINCT c.move, t.touchpoint_id
            FROM unnest(?::uuid[], ?::integer[], ?::integer[]) AS c (mapping_key_id, segment, move)
            JOIN unnest(?::timestamptz[], ?::timestamptz[]) WITH ORDINALITY AS s (start_time, end_time, position)
              ON s.position = c.segment + 1
            CROSS JOIN LATERAL (
                SELECT t.touchpoint_id FROM touchpoint t
                WHERE t.mapping_key_id = c.mapping_key_id AND t.touched_at >= coalesce(s.start_time, '-infinity')
                  AND t.touched_at < coalesce(s.end_time, 'infinity')
                ORDER BY t.touchpoint_id LIMIT 3) t
            ORDER BY c.move, t.touchpoint_id
            """;

    /** The twenty values, with what each move has of them, most touchpoints first. */
    private static final String VALUES = """
            WITH valued AS MATERIALIZED (
                SELECT v.position, v.value, c.move, sum(c.touchpoints) AS touchpoints, min(c.mapping_key_id::text) AS example
                FROM preview_change c JOIN mapping_key k USING (mapping_key_id)
                CROSS JOIN LATERAL (VALUES (0, k.campaign), (1, k.medium), (2, k.source), (3, k.landing_page), (4, k.referrer))
                     AS r (position, raw)
                CROSS JOIN LATERAL (SELECT r.position, lower(r.raw) AS value) v
                WHERE r.raw <> ''
                GROUP BY v.position, v.value, c.move
            ), top AS (
                SELECT position, value, sum(touchpoints) AS touchpoints, min(example) AS example
                FROM valued GROUP BY position, value ORDER BY touchpoints DESC, position, value COLLATE "C" LIMIT 20
            )
            SELECT top.position, top.value, top.touchpoints, v.move, v.touchpoints AS of_move,
            """ + MappingKeyColumns.SELECT + """
            FROM top JOIN valued v USING (position, value) JOIN mapping_key k ON k.mapping_key_id = top.example::uuid
            ORDER BY top.touchpoints DESC, top.position, top.value COLLATE "C", v.touchpoints DESC, v.move
            """;

    private final Database database;

    SqlPreviewStore(Database database) {
        this.database = database;
    }

    @Override
    public void seeOneState() {
        database.update(SEE_ONE_STATE, parameters -> {});
    }

    @Override
    public long touchpoints() {
        return database.get(TOUCHPOINTS, parameters -> {}, row -> row.number("touchpoints"));
    }

    private record Row(UUID id, MappingKey key, Standing.Part part) {}

    @Override
    public void forEach(List<RuleSegment> segments, Consumer<Standing> sink) {
        Grouping grouping = new Grouping(segments.size(), sink);
        if (segments.size() == 1 && segments.get(0).isAlways()) {
            database.forEach(
                    STAND_ALWAYS,
                    PORTION,
                    parameters -> parameters.number(segments.get(0).before()),
                    SqlPreviewStore::row,
                    grouping::add);
        } else {
            database.forEach(
                    STAND_IN_SEGMENTS,
                    PORTION,
                    parameters -> parameters
                            .times(segments, RuleSegment::start)
                            .times(segments, RuleSegment::end)
                            .numbers(segments, RuleSegment::before),
                    SqlPreviewStore::row,
                    grouping::add);
        }
    }

    private static Row row(SqlRow row) throws SQLException {
        return new Row(
                row.uuid("mapping_key_id"),
                MappingKeyColumns.read(row),
                new Standing.Part(row.integer("row_number"), row.number("touchpoints")));
    }

    /** Puts the rows of a key together: one for each stretch of time. */
    private static final class Grouping {
        private final int segments;
        private final Consumer<Standing> sink;
        private List<Standing.Part> parts = new ArrayList<>();

        Grouping(int segments, Consumer<Standing> sink) {
            this.segments = segments;
            this.sink = sink;
        }

        void add(Row row) {
            parts.add(row.part());
            if (parts.size() == segments) {
                sink.accept(new Standing(row.id(), row.key(), parts));
                parts = new ArrayList<>(segments);
            }
        }
    }

    @Override
    public Details details(List<RuleSegment> segments, Tally tally, boolean withPeople) {
        if (tally.changes().isEmpty()) {
            return new Details(0, Map.of(), Map.of(), List.of());
        }
        keep(segments, tally.changes());
        Map<Integer, Long> people = withPeople ? people() : Map.of();
        return new Details(people.getOrDefault(TOTAL, 0L), people, examples(segments, tally.examples()), values(tally));
    }

    private void keep(List<RuleSegment> segments, List<Tally.Change> changes) {
        database.update(KEEP_CHANGES, parameters -> {});
        for (int from = 0; from < changes.size(); from += CHANGES_AT_ONCE) {
            List<Tally.Change> some = changes.subList(from, Math.min(changes.size(), from + CHANGES_AT_ONCE));
            database.update(
                    ADD_CHANGES,
                    parameters -> parameters
                            .uuids(some, Tally.Change::keyId)
                            .integers(some, Tally.Change::segment)
                            .integers(some, Tally.Change::move)
                            .numbers(some, Tally.Change::touchpoints)
                            .times(segments, RuleSegment::start)
                            .times(segments, RuleSegment::end));
        }
        database.update(ANALYZE_CHANGES, parameters -> {});
    }

    private Map<Integer, Long> people() {
        Map<Integer, Long> people = new HashMap<>();
        database.list(PEOPLE, parameters -> {}, row -> people.put(row.integer("move"), row.number("people")));
        return people;
    }

    private Map<Integer, List<UUID>> examples(List<RuleSegment> segments, List<Tally.Change> examples) {
        Map<Integer, List<UUID>> byMove = new HashMap<>();
        database.forEach(
                EXAMPLES,
                parameters -> parameters
                        .uuids(examples, Tally.Change::keyId)
                        .integers(examples, Tally.Change::segment)
                        .integers(examples, Tally.Change::move)
                        .times(segments, RuleSegment::start)
                        .times(segments, RuleSegment::end),
                row -> Map.entry(row.integer("move"), row.uuid("touchpoint_id")),
                example -> {
                    List<UUID> ofMove = byMove.computeIfAbsent(example.getKey(), move -> new ArrayList<>());
                    if (ofMove.size() < 3) {
                        ofMove.add(example.getValue());
                    }
                });
        return byMove;
    }

    private record Value(int position, String value) {}

    private List<Preview.ChangedValue> values(Tally tally) {
        Map<Integer, List<ChannelPair>> directions = tally.directions();
        Map<Value, ValueSum> sums = new LinkedHashMap<>();
        database.list(
                VALUES,
                parameters -> {},
                row -> sums.computeIfAbsent(
                                new Value(row.integer("position"), row.text("value")), unseen -> new ValueSum())
                        .add(
                                directions.getOrDefault(row.integer("move"), List.of()),
                                row.number("of_move"),
                                MappingKeyColumns.read(row)));
        return sums.entrySet().stream()
                .map(entry -> entry.getValue()
                        .value(
                                COLUMNS.get(entry.getKey().position()),
                                entry.getKey().value()))
                .toList();
    }
}
