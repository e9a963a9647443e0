package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.fieldbook.FieldsInForce;
import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The fields that were seen, in PostgreSQL, and the calculated ones. */
@ApplicationScoped
class SqlRuleFields implements RuleFields {
    private static final String SEEN =
            "SELECT object, name, type, formula FROM crm_field ORDER BY object, key, type, formula";

    private final Database database;
    private final FieldsInForce calculated;

    SqlRuleFields(Database database, FieldsInForce calculated) {
        this.database = database;
        this.calculated = calculated;
    }

    @Override
    public FieldCatalogue known() {
        return ofRecords()
                .with(calculated.current().fields().stream()
                        .map(TouchpointField::fieldName)
                        .toList());
    }

    @Override
    public FieldCatalogue ofRecords() {
        List<Optional<FieldCatalogue.Seen>> seen = database.list(SEEN, parameters -> {}, row -> {
            // Fields of accounts and opportunities are kept, too, but no list looks at them.
            Optional<RecordObject> object = RecordObject.of(row.text("object"));
            String name = row.text("name");
            FieldType type = FieldType.valueOf(row.text("type"));
            boolean formula = row.flag("formula");
            return object.map(known -> new FieldCatalogue.Seen(new FieldName(known, name), type, formula));
        });
        return FieldCatalogue.of(seen.stream().flatMap(Optional::stream).toList());
    }
}
