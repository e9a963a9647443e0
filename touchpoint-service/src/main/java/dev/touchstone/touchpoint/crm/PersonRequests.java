package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.v1.CrmPerson;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads people. */
final class PersonRequests {
    private PersonRequests() {}

    static @Nullable RecordObject object(CrmPerson message) {
        return switch (message.getType()) {
            case CRM_PERSON_TYPE_LEAD, CRM_PERSON_TYPE_MARKETO_PERSON -> RecordObject.LEAD;
            case CRM_PERSON_TYPE_CONTACT -> RecordObject.CONTACT;
            case CRM_PERSON_TYPE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    static Function<CrmRecord.Head, CrmRecord> person(CrmPerson message, CrmValueRequests values) {
        PersonRecord.PersonType type = type(message, values);
        String email = values.email("person.email", message.getEmail());
        PersonRecord.PersonName name = new PersonRecord.PersonName(
                values.text("person.first_name", message.getFirstName()),
                values.text("person.last_name", message.getLastName()),
                values.text("person.company", message.getCompany()));
        Optional<Instant> createdAt =
                values.time("person.create_time", message.hasCreateTime(), message.getCreateTime());
        PersonRecord.PersonDetail detail = new PersonRecord.PersonDetail(
                values.text("person.website", message.getWebsite()),
                values.text("person.status", message.getStatus()),
                values.text("person.lead_source", message.getLeadSource()),
                values.optionalId("person.account_id", message.getAccountId()),
                values.optionalId("person.duplicate_of_id", message.getDuplicateOfId()));
        return head -> new PersonRecord.CrmPerson(head, type, email, name, createdAt.orElseThrow(), detail);
    }

    /** A stand-in for a type that is refused, so that the rest is read; it is never stored. */
    private static PersonRecord.PersonType type(CrmPerson message, CrmValueRequests values) {
        return switch (message.getType()) {
            case CRM_PERSON_TYPE_LEAD -> PersonRecord.PersonType.LEAD;
            case CRM_PERSON_TYPE_CONTACT -> PersonRecord.PersonType.CONTACT;
            case CRM_PERSON_TYPE_MARKETO_PERSON -> PersonRecord.PersonType.MARKETO_PERSON;
            case CRM_PERSON_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
                values.unknownEnum("person.type", "LEAD, CONTACT or MARKETO_PERSON", message.getTypeValue());
                yield PersonRecord.PersonType.LEAD;
            }
        };
    }
}
