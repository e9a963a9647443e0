package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People. */
public sealed interface PersonRecord extends CrmRecord {
    /** Which object a person is. */
    enum PersonType {
        /** A lead. */
        LEAD,
        /** A contact. */
        CONTACT,
        /** A person of Marketo. */
        MARKETO_PERSON
    }

    /**
     * A lead, a contact or a person of Marketo.
     *
     * @param email lower case
     */
    record CrmPerson(
            Head head, PersonType type, @Nullable String email, PersonName name, Instant createdAt, PersonDetail detail)
            implements PersonRecord {
        @Override
        public Kind kind() {
            return Kind.PERSON;
        }

        /** Rules know a person of Marketo as a lead. */
        @Override
        public RecordObject object() {
            return type == PersonType.CONTACT ? RecordObject.CONTACT : RecordObject.LEAD;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(
                            type.name(), email, name.firstName(), name.lastName(), name.company(), createdAt.toString())
                    .and("website", detail.website())
                    .and("status", detail.status())
                    .and("lead_source", detail.leadSource())
                    .and("account_id", detail.accountId())
                    .and("duplicate_of_id", detail.duplicateOfId())
                    .and(head.fields())
                    .value();
        }
    }

    /** How a person is called. */
    record PersonName(String firstName, String lastName, String company) {}

    /**
     * What else is known of a person.
     *
     * @param accountId of a contact, its account
     * @param duplicateOfId of a person of Marketo, the lead or contact it is in the CRM
     */
    record PersonDetail(
            String website,
            String status,
            String leadSource,
            @Nullable String accountId,
            @Nullable String duplicateOfId) {}
}
