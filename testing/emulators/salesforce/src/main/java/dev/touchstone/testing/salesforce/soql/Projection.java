package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a query selects, as a tree of parents. */
final class Projection {
    /** In the order of their first field. */
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** A parent and what is selected of it. */
    private record Parent(Field reference, Projection fields) {}

    private Projection() {}

    Projection(List<FieldPath> columns) {
        for (FieldPath column : columns) {
            Projection at = this;
            for (Field step : column.steps()) {
                at = at.parent(step);
            }
            at.members.putIfAbsent(column.field().name(), column);
        }
    }

    private Projection parent(Field step) {
        String name = String.valueOf(step.relationship());
        Object there = members.computeIfAbsent(name, ignored -> new Parent(step, new Projection()));
        return ((Parent) there).fields();
    }

    QueryRow row(RecordSource source, SObject row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        members.forEach((name, member) -> fields.put(
                name,
                switch (member) {
                    case Parent parent -> parent(source, row, parent);
                    case FieldPath path -> path.value(row);
                    default -> throw new IllegalStateException("neither a field nor a parent: " + member);
                }));
        return new QueryRow(row.type(), row.id(), fields);
    }

    private static @Nullable QueryRow parent(RecordSource source, SObject row, Parent parent) {
        Optional<SObject> found = FieldPath.parent(source, row, parent.reference());
        return found.map(record -> parent.fields().row(source, record)).orElse(null);
    }
}
