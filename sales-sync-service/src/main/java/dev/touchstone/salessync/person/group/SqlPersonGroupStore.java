package dev.touchstone.salessync.person.group;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.person.RecordId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code person_group} and {@code person_group_member}. */
@ApplicationScoped
class SqlPersonGroupStore implements PersonGroupStore {
    private static final String COLUMNS = """
            SELECT g.person_group_id, g.owner_id, g.name, g.shared, g.created_at,
                (SELECT count(*) FROM person_group_member m WHERE m.person_group_id = g.person_group_id) AS people
            FROM person_group g
            """;
    private static final String SEEN_BY =
            COLUMNS + "WHERE g.owner_id = ? OR g.shared ORDER BY lower(g.name), g.person_group_id";
    private static final String FIND = COLUMNS + "WHERE g.person_group_id = ?";
    private static final String LOCK_USER =
            "SELECT pg_advisory_xact_lock(hashtextextended(?, 7305808))::text AS locked";
    private static final String COUNT = "SELECT count(*) AS groups FROM person_group WHERE owner_id = ?";
    private static final String INSERT = """
            INSERT INTO person_group (person_group_id, owner_id, name, shared, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (owner_id, lower(name)) DO NOTHING
            """;
    private static final String UPDATE = """
            UPDATE person_group g SET name = n.name, shared = n.shared
            FROM (SELECT ?::uuid AS id, ?::text AS name, ?::boolean AS shared) AS n
            WHERE g.person_group_id = n.id AND NOT EXISTS (SELECT 1 FROM person_group o
                WHERE o.owner_id = g.owner_id AND lower(o.name) = lower(n.name) AND o.person_group_id <> n.id)
            """;
    private static final String DELETE = "DELETE FROM person_group WHERE person_group_id = ?";
    private static final String LOCK = "SELECT person_group_id FROM person_group WHERE person_group_id = ? FOR UPDATE";
    private static final String ADD = """
            INSERT INTO person_group_member (person_group_id, marketo_id, added_at)
            SELECT g.id, t.marketo_id, g.now FROM (SELECT ?::uuid AS id, ?::timestamptz AS now) AS g
            CROSS JOIN unnest(?::bigint[]) AS t (marketo_id)
            ON CONFLICT DO NOTHING
            """;
    private static final String REMOVE =
            "DELETE FROM person_group_member WHERE person_group_id = ? AND marketo_id = ANY (?::bigint[])";
    private static final String REMOVE_EVERYWHERE =
            "DELETE FROM person_group_member WHERE marketo_id = ANY (?::bigint[])";
    private static final String REPLACE = """
            WITH gone AS (
                DELETE FROM person_group_member WHERE marketo_id = ? RETURNING person_group_id, added_at
            )
            INSERT INTO person_group_member (person_group_id, marketo_id, added_at)
            SELECT person_group_id, ?::bigint, added_at FROM gone
            ON CONFLICT DO NOTHING
            """;

    private final Database database;

    SqlPersonGroupStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PersonGroup> seenBy(RecordId user) {
        return database.list(SEEN_BY, parameters -> parameters.text(user.value()), SqlPersonGroupStore::group);
    }

    @Override
    public Optional<PersonGroup> find(UUID id) {
        return database.find(FIND, parameters -> parameters.uuid(id), SqlPersonGroupStore::group);
    }

    @Override
    public int countLocked(RecordId user) {
        database.list(LOCK_USER, parameters -> parameters.text(user.value()), row -> row.text("locked"));
        return (int)
                (long) database.get(COUNT, parameters -> parameters.text(user.value()), row -> row.number("groups"));
    }

    @Override
    public boolean insert(PersonGroup group) {
        return database.update(
                        INSERT,
                        parameters -> parameters
                                .uuid(group.id())
                                .text(group.owner().value())
                                .text(group.name())
                                .flag(group.shared())
                                .time(group.createdAt()))
                > 0;
    }

    @Override
    public boolean update(UUID id, String name, boolean shared) {
        return database.update(
                        UPDATE, parameters -> parameters.uuid(id).text(name).flag(shared))
                > 0;
    }

    @Override
    public void delete(UUID id) {
        database.update(DELETE, parameters -> parameters.uuid(id));
    }

    @Override
    public void lock(UUID id) {
        database.list(LOCK, parameters -> parameters.uuid(id), row -> row.uuid("person_group_id"));
    }

    @Override
    public void add(UUID id, List<Long> people, Instant now) {
        database.update(ADD, parameters -> parameters.uuid(id).time(now).numbers(people, person -> person));
    }

    @Override
    public void remove(UUID id, List<Long> people) {
        database.update(REMOVE, parameters -> parameters.uuid(id).numbers(people, person -> person));
    }

    @Override
    public void removeEverywhere(List<Long> people) {
        database.update(REMOVE_EVERYWHERE, parameters -> parameters.numbers(people, person -> person));
    }

    @Override
    public void replace(long loser, long winner) {
        database.update(REPLACE, parameters -> parameters.number(loser).number(winner));
    }

    private static PersonGroup group(SqlRow row) throws SQLException {
        return new PersonGroup(
                row.uuid("person_group_id"),
                new RecordId(row.text("owner_id")),
                row.text("name"),
                row.flag("shared"),
                (int) row.number("people"),
                row.time("created_at"));
    }
}
