package dev.touchstone.salessync.crm.read;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.ToldRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables {@code crm_record} and {@code crm_due}. Callers hold a transaction where one is needed. */
@ApplicationScoped
class SqlRecordStore {
    private static final String FIND = """
            SELECT r.id, r.gone, r.told_at, r.digest FROM unnest(?::text[]) AS t (id) JOIN crm_record r ON r.id = t.id
            """;

    private static final String WRITE = """
            INSERT INTO crm_record AS r (id, object, round, gone, told_at, digest)
            SELECT t.id, p.object, p.round, t.gone, t.told_at, t.digest
            FROM (SELECT ?::text AS object, ?::integer AS round) AS p
                CROSS JOIN unnest(?::text[], ?::boolean[], ?::timestamptz[], ?::bigint[]) AS t (id, gone, told_at, digest)
            ON CONFLICT (id) DO UPDATE
            SET round = EXCLUDED.round, gone = EXCLUDED.gone, told_at = EXCLUDED.told_at, digest = EXCLUDED.digest
            WHERE (r.round, r.gone, r.told_at, r.digest)
                <> (EXCLUDED.round, EXCLUDED.gone, EXCLUDED.told_at, EXCLUDED.digest)
            """;

    private static final String ADD_DUE = """
            INSERT INTO crm_due (id, object)
            SELECT t.id, p.object FROM (SELECT ?::text AS object) AS p CROSS JOIN unnest(?::text[]) AS t (id)
            ORDER BY t.id
            ON CONFLICT (id) DO UPDATE SET due_number = EXCLUDED.due_number
            """;

    private static final String ADD_UNSEEN = """
            INSERT INTO crm_due (id, object)
            SELECT id, object FROM crm_record WHERE object = ? AND round < ? AND NOT gone ORDER BY id
            ON CONFLICT (id) DO UPDATE SET due_number = EXCLUDED.due_number
            """;

    private static final String ADD_GONE = """
            INSERT INTO crm_due (id, object)
            SELECT id, object FROM crm_record WHERE gone ORDER BY id
            ON CONFLICT (id) DO UPDATE SET due_number = EXCLUDED.due_number
            """;

    private static final String LIST_DUE =
            "SELECT id, due_number FROM crm_due WHERE object = ? ORDER BY due_number LIMIT ?";

    private static final String OBJECTS_DUE = """
            SELECT o.object
            FROM crm_object o
                CROSS JOIN LATERAL (
                    SELECT d.due_number FROM crm_due d WHERE d.object = o.object ORDER BY d.due_number LIMIT 1) AS oldest
            ORDER BY oldest.due_number
            """;

    private static final String SETTLE = """
            WITH seen AS (
                SELECT d.id FROM crm_due d JOIN unnest(?::text[], ?::bigint[]) AS t (id, due_number) USING (id, due_number)
                ORDER BY d.id FOR UPDATE OF d
            )
            DELETE FROM crm_due d USING seen s WHERE d.id = s.id
            """;

    private final Database database;

    SqlRecordStore(Database database) {
        this.database = database;
    }

    /**
     * A record to be looked at.
     *
     * @param number the row's as it was read
     */
    record Due(String id, long number) {}

    /** What is kept of records, by id; those that nobody was told of are missing. */
    Map<String, ToldRecord> find(List<String> ids) {
        return database
                .list(
                        FIND,
                        parameters -> parameters.texts(ids, id -> id),
                        row -> new ToldRecord(
                                row.text("id"), row.flag("gone"), row.time("told_at"), row.number("digest")))
                .stream()
                .collect(Collectors.toMap(ToldRecord::id, Function.identity()));
    }

    /** Keeps what was told, each record once. */
    void write(CrmObject object, int round, List<ToldRecord> told) {
        // In one order, so that nobody waits in a circle.
        List<ToldRecord> rows =
                told.stream().sorted(Comparator.comparing(ToldRecord::id)).toList();
        database.update(
                WRITE,
                parameters -> parameters
                        .text(object.apiName())
                        .number(round)
                        .texts(rows, ToldRecord::id)
                        .flags(rows, ToldRecord::gone)
                        .times(rows, ToldRecord::at)
                        .numbers(rows, ToldRecord::digest));
    }

    /** Has records looked at, each once. */
    void addDue(CrmObject object, List<String> ids) {
        database.update(ADD_DUE, parameters -> parameters.text(object.apiName()).texts(ids, id -> id));
    }

    /** Has those looked at that were not seen in a round of everything. */
    void addUnseen(CrmObject object, int round) {
        database.update(
                ADD_UNSEEN, parameters -> parameters.text(object.apiName()).number(round));
    }

    /** Has all those looked at that were told as gone. */
    void addGone() {
        database.update(ADD_GONE, parameters -> {});
    }

    /** The objects of which records are to be looked at, the one with the oldest first. */
    List<CrmObject> objectsDue() {
        return database.list(OBJECTS_DUE, parameters -> {}, row -> CrmObject.find(row.text("object"))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Records to be looked at, the oldest first, at most so many. */
    List<Due> due(CrmObject object, int limit) {
        return database.list(
                LIST_DUE,
                parameters -> parameters.text(object.apiName()).number(limit),
                row -> new Due(row.text("id"), row.number("due_number")));
    }

    /** Takes rows away that were not written again since they were read. */
    void settle(List<Due> seen) {
        database.update(SETTLE, parameters -> parameters.texts(seen, Due::id).numbers(seen, Due::number));
    }
}
