package dev.touchstone.salessync.task;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table {@code crm_task_parent}: leases by the database's clock. */
@ApplicationScoped
class SqlTaskParents {
    /** In the order given, which is everybody's: two batches wait for each other and do not block each other. */
    private static final String TAKE = """
            INSERT INTO crm_task_parent AS p (parent_id, lease_owner, lease_until)
            SELECT parent_id, ?, clock_timestamp() + ? * interval '1 millisecond'
            FROM unnest(?::text[]) WITH ORDINALITY AS t (parent_id, position) ORDER BY position
            ON CONFLICT (parent_id) DO UPDATE SET lease_owner = EXCLUDED.lease_owner, lease_until = EXCLUDED.lease_until
            WHERE p.lease_until < clock_timestamp()
            RETURNING parent_id
            """;

    private static final String FREE = "DELETE FROM crm_task_parent WHERE lease_owner = ?";

    private static final String RENEW = """
            UPDATE crm_task_parent SET lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE lease_owner = ANY (?::text[]::uuid[])
            """;

    private final Database database;

    SqlTaskParents(Database database) {
        this.database = database;
    }

    Set<String> take(List<String> wanted, UUID owner, Duration lease) {
        return new HashSet<>(database.list(
                TAKE,
                parameters -> parameters.uuid(owner).number(lease.toMillis()).texts(wanted, id -> id),
                row -> row.text("parent_id")));
    }

    void free(UUID owner) {
        database.update(FREE, parameters -> parameters.uuid(owner));
    }

    void renew(Collection<UUID> owners, Duration lease) {
        List<UUID> list = List.copyOf(owners);
        if (!list.isEmpty()) {
            database.update(
                    RENEW, parameters -> parameters.number(lease.toMillis()).texts(list, UUID::toString));
        }
    }
}
