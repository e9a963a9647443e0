package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The lists of rules in PostgreSQL. */
@ApplicationScoped
class SqlRuleListStore implements RuleListStore {
    private static final List<RuleListKind> KINDS = List.of(RuleListKind.values());

    private static final String IN_FORCE = """
            SELECT k.kind, v.version, v.created_at, d.today::text AS today
            FROM rule_day d CROSS JOIN unnest(?::text[]) AS k (kind)
            CROSS JOIN LATERAL (SELECT version, created_at FROM rule_list_version v
                                WHERE v.kind = k.kind ORDER BY version DESC LIMIT 1) v
            """;

    /** All changes of lists and of the day take this row first. */
    private static final String LOCK = "SELECT today::text AS today FROM rule_day FOR UPDATE";

    private static final String FIND = """
            SELECT kind, version, rules::text AS rules, author, note, created_at
            FROM rule_list_version WHERE kind = ? AND version = ?
            """;

    private static final String LIST = """
            SELECT kind, version, jsonb_array_length(rules) AS rule_count, author, note, created_at
            FROM rule_list_version WHERE kind = ? AND version < ? ORDER BY version DESC LIMIT ?
            """;

    private static final String ADD = """
            INSERT INTO rule_list_version (kind, version, rules, author, note, created_at) VALUES (?, ?, ?::jsonb, ?, ?, ?)
            """;

    private static final String DAY = "SELECT today::text AS today, zone FROM rule_day";

    private static final String MOVE_DAY = "UPDATE rule_day SET today = ?::date, zone = ?";

    private final Database database;

    SqlRuleListStore(Database database) {
        this.database = database;
    }

    @Override
    public List<ListState> inForce() {
        return database.list(IN_FORCE, parameters -> parameters.texts(KINDS, RuleListKind::name), row -> {
            return new ListState(
                    RuleListKind.valueOf(row.text("kind")),
                    row.number("version"),
                    row.time("created_at"),
                    LocalDate.parse(row.text("today")));
        });
    }

    @Override
    public List<ListState> inForceForChange() {
        database.get(LOCK, parameters -> {}, row -> row.text("today"));
        return inForce();
    }

    @Override
    public Optional<RuleListVersion> find(RuleListKind kind, long version) {
        return database.find(
                FIND, parameters -> parameters.text(kind.name()).number(version), SqlRuleListStore::version);
    }

    @Override
    public List<RuleListEntry> list(RuleListKind kind, long before, int limit) {
        return database.list(
                LIST, parameters -> parameters.text(kind.name()).number(before).number(limit), SqlRuleListStore::entry);
    }

    @Override
    public void add(RuleListVersion version) {
        RuleList list = version.list();
        database.update(
                ADD,
                parameters -> parameters
                        .text(list.kind().name())
                        .number(list.version())
                        .text(StoredRules.write(list.rules()))
                        .text(version.author())
                        .text(version.note())
                        .time(version.createdAt()));
    }

    @Override
    public RuleDay day() {
        return database.get(
                DAY,
                parameters -> {},
                row -> new RuleDay(LocalDate.parse(row.text("today")), ZoneId.of(row.text("zone"))));
    }

    @Override
    public void moveDay(RuleDay day) {
        database.update(
                MOVE_DAY,
                parameters ->
                        parameters.text(day.today().toString()).text(day.zone().getId()));
    }

    private static RuleListEntry entry(SqlRow row) throws SQLException {
        return new RuleListEntry(
                RuleListKind.valueOf(row.text("kind")),
                row.number("version"),
                row.integer("rule_count"),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }

    private static RuleListVersion version(SqlRow row) throws SQLException {
        return new RuleListVersion(
                new RuleList(
                        RuleListKind.valueOf(row.text("kind")),
                        row.number("version"),
                        StoredRules.read(row.text("rules"))),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }
}
