package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Seen fields in PostgreSQL. */
@ApplicationScoped
class SqlCrmFieldStore implements CrmFieldStore {
    private static final String ADD = """
            INSERT INTO crm_field (object, key, type, formula, name)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[])
            ON CONFLICT DO NOTHING
            """;

    private final Database database;

    SqlCrmFieldStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(SortedMap<SeenField, String> spellings) {
        List<SeenField> fields = List.copyOf(spellings.keySet());
        List<String> names =
                spellings.entrySet().stream().map(Map.Entry::getValue).toList();
        database.update(
                ADD,
                parameters -> parameters
                        .texts(fields, field -> field.object().text())
                        .texts(fields, SeenField::key)
                        .texts(fields, field -> field.type().name())
                        .flags(fields, SeenField::formula)
                        .texts(names, name -> name));
    }
}
