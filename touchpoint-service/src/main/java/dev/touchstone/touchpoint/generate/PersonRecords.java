package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leads and contacts of a person, as rules and calculated fields see them: by id, without those people of Marketo that the CRM
 * has, too, because the CRM's record speaks for them. Put in order when they are first asked for. Not thread-safe.
 */
final class PersonRecords implements FieldSource {
    private final PersonFacts person;
    private @Nullable List<FieldSource> leads;
    private @Nullable List<FieldSource> contacts;

    PersonRecords(PersonFacts person) {
        this.person = person;
    }

    /** The value of the first record that has one. */
    @Override
    public @Nullable FieldValue value(FieldName field) {
        for (FieldSource record : field.object() == RecordObject.CONTACT ? contacts() : leads()) {
            FieldValue value = record.value(field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    List<FieldSource> leads() {
        List<FieldSource> known = leads;
        if (known == null) {
            known = records(false);
            leads = known;
        }
        return known;
    }

    List<FieldSource> contacts() {
        List<FieldSource> known = contacts;
        if (known == null) {
            known = records(true);
            contacts = known;
        }
        return known;
    }

    private List<FieldSource> records(boolean ofContacts) {
        return person.people().stream()
                .filter(record -> (record.type() == CrmPersonFacts.Type.CONTACT) == ofContacts)
                .filter(record -> !person.isDuplicate(record))
                .sorted(Comparator.comparing(CrmPersonFacts::crmPersonId))
                .map(FieldSource.class::cast)
                .toList();
    }
}
