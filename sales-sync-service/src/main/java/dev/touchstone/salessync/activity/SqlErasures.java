package dev.touchstone.salessync.activity;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One lock for all people: an erasure is rare and short. */
@ApplicationScoped
class SqlErasures implements Erasures {
    /** A number that only this lock has. */
    private static final long LOCK = 5_217_304_488_120_951_663L;

    private static final String SHARE = "SELECT pg_advisory_xact_lock_shared(?)::text AS locked";

    private static final String EXCLUDE = "SELECT pg_advisory_xact_lock(?)::text AS locked";

    private static final String ERASED = """
            SELECT i.id FROM unnest(?::bigint[]) AS i (id) LEFT JOIN person_alias a ON a.loser_id = i.id
            JOIN person p ON p.marketo_id = coalesce(a.winner_id, i.id) WHERE p.state = 'ERASED'
            """;

    private final Database database;

    SqlErasures(Database database) {
        this.database = database;
    }

    @Override
    public Set<Long> erasedAmong(Collection<Long> marketoIds) {
        lock(SHARE);
        // A statement of its own, so that it sees what was stored while it waited.
        List<Long> ids = marketoIds.stream().distinct().toList();
        return new HashSet<>(
                database.list(ERASED, parameters -> parameters.numbers(ids, id -> id), row -> row.number("id")));
    }

    @Override
    public void begin() {
        lock(EXCLUDE);
    }

    private void lock(String statement) {
        database.list(statement, parameters -> parameters.number(LOCK), row -> row.text("locked"));
    }
}
