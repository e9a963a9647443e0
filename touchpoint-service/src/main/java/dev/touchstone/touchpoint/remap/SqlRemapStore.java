package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The channels of keys in PostgreSQL. Each statement that changes something does so only while the caller holds the work. */
@ApplicationScoped
class SqlRemapStore implements RemapStore {
    /** By the database's clock, which all replicas share. */
    private static final String HOLD = """
            UPDATE remap SET holder = ?, held_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE holder = ? OR holder IS NULL OR held_until < clock_timestamp()
            """;

    private static final String RELEASE = "UPDATE remap SET holder = NULL, held_until = NULL WHERE holder = ?";

    /** In a transaction this also keeps others from taking the work over before its end. */
    private static final String STILL_HELD =
            "UPDATE remap SET held_until = clock_timestamp() + interval '10 seconds' WHERE holder = ?";

    private static final String MAPPED = """
            SELECT rule_set_version, catalogue_version, walked_to, complete FROM mapped_version ORDER BY rule_set_version
            """;

    private static final String PERIODS = """
            SELECT CASE WHEN isfinite(start_time) THEN start_time END AS start_time, rule_set_version
            FROM channel_period ORDER BY channel_period.start_time
            """;

    private static final String NOTE_ACTIVE =
            "UPDATE remap SET active_version = ? WHERE holder = ? AND active_version <> ?";

    private static final String NOTE_WAITING = "UPDATE remap SET waiting_for = ? WHERE holder = ? AND waiting_for <> ?";

    private static final String BEGIN_MAPPED = """
            INSERT INTO mapped_version (rule_set_version, catalogue_version, walked_keys, complete) VALUES (?, ?, 0, false)
            """;

    private static final String BEGIN_RUN = """
            UPDATE remap
            SET target_version = ?, key_count = (SELECT count(*) FROM mapping_key),
                started_at = CASE WHEN target_version = 0 THEN ? ELSE started_at END, ended_at = NULL
            """;

    private static final String ABANDON = """
            DELETE FROM mapped_version m
            WHERE m.rule_set_version = ?
              AND NOT EXISTS (SELECT FROM channel_period p WHERE p.rule_set_version = m.rule_set_version)
            """;

    private static final String END_RUN = """
            UPDATE remap SET target_version = 0, ended_at = ? WHERE target_version = ?
            """;

    /** A new key that the walk meets may have its row already. */
    private static final String ASSIGN = """
            INSERT INTO key_channel (rule_set_version, mapping_key_id, row_number)
            SELECT ?, mapping_key_id, row_number FROM unnest(?::uuid[], ?::integer[]) AS k (mapping_key_id, row_number)
            ON CONFLICT (rule_set_version, mapping_key_id) DO NOTHING
            """;

    private static final String WALKED = """
            UPDATE mapped_version SET walked_to = ?, walked_keys = walked_keys + ? WHERE rule_set_version = ?
            """;

    private static final String COMPLETE = "UPDATE mapped_version SET complete = true WHERE rule_set_version = ?";

    /** Planners of readers look at how many rows there are. */
    private static final String ANALYZE = "ANALYZE rule_row, key_channel";

    private static final String NOT_PENDING = "DELETE FROM mapping_key_pending WHERE mapping_key_id = ANY (?)";

    private static final String FEED_NEW = """
            INSERT INTO touchpoint_change (ordinal, type, changed_at, mapping_key_id)
            SELECT ordinality, 'REMAPPED', ?, mapping_key_id
            FROM unnest(?::uuid[]) WITH ORDINALITY AS k (mapping_key_id, ordinality)
            WHERE EXISTS (SELECT FROM channel_period p JOIN key_channel c USING (rule_set_version)
                          WHERE c.mapping_key_id = k.mapping_key_id)
            """;

    private static final String QUEUE_MISSING = """
            INSERT INTO mapping_key_pending
            SELECT k.mapping_key_id FROM mapping_key k
            WHERE NOT EXISTS (SELECT FROM key_channel c
                              WHERE c.rule_set_version = ? AND c.mapping_key_id = k.mapping_key_id)
            ON CONFLICT (mapping_key_id) DO NOTHING
            """;

    /**
     * Some rows of one version that is garbage. Its names go last, so that what is left over after a crash is found by them.
     */
    private static final String REMOVE_GARBAGE = """
            DELETE FROM key_channel WHERE (rule_set_version, mapping_key_id) IN (
                SELECT c.rule_set_version, c.mapping_key_id FROM key_channel c
                WHERE c.rule_set_version = ? ORDER BY c.mapping_key_id LIMIT ?)
            """;

    private static final String GARBAGE = """
            SELECT DISTINCT r.rule_set_version FROM rule_row r
            WHERE r.rule_set_version NOT IN (SELECT m.rule_set_version FROM mapped_version m) LIMIT 1
            """;

    private static final String PROGRESS = """
            SELECT r.active_version, r.target_version, r.key_count, r.started_at, r.ended_at, r.changed_keys,
                   r.changed_touchpoints, r.waiting_for, coalesce(m.walked_keys, 0) AS walked_keys,
                   (SELECT count(*) FROM mapping_key_pending) AS pending_keys
            FROM remap r LEFT JOIN mapped_version m ON m.rule_set_version = r.target_version
            """;

    private final Database database;
    private final SqlSwitch switchTo;
    private final SqlRuleRows ruleRows;
    private final Clock clock;

    SqlRemapStore(Database database, SqlSwitch switchTo, SqlRuleRows ruleRows, Clock clock) {
        this.database = database;
        this.switchTo = switchTo;
        this.ruleRows = ruleRows;
        this.clock = clock;
    }

    @Override
    public boolean hold(UUID holder, Duration atLeast) {
        return database.update(
                        HOLD,
                        parameters -> parameters
                                .uuid(holder)
                                .number(atLeast.toMillis())
                                .uuid(holder))
                == 1;
    }

    @Override
    public void release(UUID holder) {
        database.update(RELEASE, parameters -> parameters.uuid(holder));
    }

    private void requireHeld(UUID holder) {
        if (database.update(STILL_HELD, parameters -> parameters.uuid(holder)) == 0) {
            throw new NoLongerHeld();
        }
    }

    @Override
    public List<Mapped> mapped() {
        return database.list(
                MAPPED,
                parameters -> {},
                row -> new Mapped(
                        row.number("rule_set_version"),
                        row.number("catalogue_version"),
                        row.optionalUuid("walked_to").orElse(MappingKeyStore.FIRST),
                        row.flag("complete")));
    }

    @Override
    public List<RulePeriod> periods() {
        return database.list(PERIODS, parameters -> {}, SqlRemapStore::period);
    }

    private static RulePeriod period(SqlRow row) throws SQLException {
        return new RulePeriod(row.optionalTime("start_time").orElse(null), row.number("rule_set_version"));
    }

    @Override
    public void noteActive(UUID holder, long version) {
        database.update(
                NOTE_ACTIVE,
                parameters -> parameters.number(version).uuid(holder).number(version));
    }

    @Override
    public void noteWaiting(UUID holder, String sentence) {
        database.update(
                NOTE_WAITING,
                parameters -> parameters.text(sentence).uuid(holder).text(sentence));
    }

    @Override
    public void begin(UUID holder, Names names, long catalogueVersion) {
        requireHeld(holder);
        ruleRows.replace(names);
        database.update(
                BEGIN_MAPPED, parameters -> parameters.number(names.version()).number(catalogueVersion));
        database.update(
                BEGIN_RUN, parameters -> parameters.number(names.version()).time(clock.instant()));
    }

    @Override
    public void abandon(UUID holder, long version) {
        requireHeld(holder);
        database.update(ABANDON, parameters -> parameters.number(version));
        database.update(END_RUN, parameters -> parameters.time(clock.instant()).number(version));
    }

    @Override
    public void walked(UUID holder, Assigned assigned) {
        requireHeld(holder);
        assign(assigned);
        List<UUID> keyIds = assigned.keyIds();
        int known = database.update(
                WALKED,
                parameters -> parameters
                        .uuid(keyIds.get(keyIds.size() - 1))
                        .number(keyIds.size())
                        .number(assigned.version()));
        if (known == 0) {
            throw new NoLongerHeld();
        }
    }

    private void assign(Assigned assigned) {
        database.update(
                ASSIGN,
                parameters -> parameters
                        .number(assigned.version())
                        .uuids(assigned.keyIds(), id -> id)
                        .integers(assigned.rowNumbers(), number -> number));
    }

    @Override
    public void complete(UUID holder, long version) {
        requireHeld(holder);
        database.update(COMPLETE, parameters -> parameters.number(version));
        database.update(ANALYZE, parameters -> {});
    }

    @Override
    public void mapNew(UUID holder, List<UUID> keyIds, List<Assigned> assigned) {
        requireHeld(holder);
        assigned.forEach(this::assign);
        database.update(NOT_PENDING, parameters -> parameters.uuids(keyIds, id -> id));
        database.update(FEED_NEW, parameters -> parameters.time(clock.instant()).uuids(keyIds, id -> id));
    }

    @Override
    public int queueMissing(UUID holder, long version) {
        requireHeld(holder);
        return database.update(QUEUE_MISSING, parameters -> parameters.number(version));
    }

    @Override
    public void rename(UUID holder, List<Names> names, long catalogueVersion) {
        requireHeld(holder);
        ruleRows.rename(names, catalogueVersion);
    }

    @Override
    public void switchTo(UUID holder, List<RulePeriod> periods) {
        requireHeld(holder);
        switchTo.run(periods(), periods);
    }

    @Override
    public boolean removeGarbage(UUID holder, int limit) {
        List<Long> garbage = database.list(GARBAGE, parameters -> {}, row -> row.number("rule_set_version"));
        if (garbage.isEmpty()) {
            return false;
        }
        requireHeld(holder);
        long version = garbage.get(0);
        int removed = database.update(
                REMOVE_GARBAGE, parameters -> parameters.number(version).number(limit));
        if (removed < limit) {
            ruleRows.remove(version);
        }
        return true;
    }

    @Override
    public RemapProgress progress() {
        List<RulePeriod> periods =
                periods().stream().filter(period -> period.version() > 0).toList();
        return database.get(
                PROGRESS,
                parameters -> {},
                row -> new RemapProgress(
                        periods,
                        row.number("active_version"),
                        row.number("target_version"),
                        Math.min(row.number("walked_keys"), row.number("key_count")),
                        row.number("key_count"),
                        new RemapProgress.Run(
                                row.optionalTime("started_at").orElse(null),
                                row.optionalTime("ended_at").orElse(null),
                                row.number("changed_keys"),
                                row.number("changed_touchpoints")),
                        row.number("pending_keys"),
                        row.text("waiting_for")));
    }

    @Override
    public List<RuleRow> rows(long version) {
        return ruleRows.rows(version);
    }
}
