package dev.touchstone.touchpoint.derive;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.identity.PersonId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** People in PostgreSQL, as derivation resolves them. */
@ApplicationScoped
class SqlPersonStore implements PersonStore {
    /** In one order, so that two transactions that remember the same people do not wait for each other in a circle. */
    private static final String REMEMBER = """
            INSERT INTO person (person_id, email)
            SELECT DISTINCT * FROM unnest(?::uuid[], ?::text[]) AS p (person_id, email) ORDER BY person_id
            ON CONFLICT (person_id) DO NOTHING
            """;

    private final Database database;

    SqlPersonStore(Database database) {
        this.database = database;
    }

    @Override
    public void remember(Collection<String> emails) {
        if (!emails.isEmpty()) {
            List<String> list = List.copyOf(emails);
            database.update(
                    REMEMBER, parameters -> parameters.uuids(list, PersonId::of).texts(list, email -> email));
        }
    }
}
