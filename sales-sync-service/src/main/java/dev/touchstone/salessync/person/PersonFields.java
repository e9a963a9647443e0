package dev.touchstone.salessync.person;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a person by the names of their columns, which are the names of the contract too. Pure. */
public final class PersonFields {
    private PersonFields() {}

    /** Name and text of every field that is read, in the order in which they are shown; null where it is empty. */
    public static Map<String, @Nullable String> of(Person person) {
        PersonDetails details = person.details();
        CrmReference crm = person.crm();
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("first_name", details.firstName());
        fields.put("last_name", details.lastName());
        fields.put("email", details.email());
        fields.put("phone", details.phone());
        fields.put("title", details.title());
        fields.put("company", details.company());
        fields.put("source", details.source());
        fields.put("linkedin_url", details.linkedinUrl());
        fields.put("salesforce_lead_id", crm.leadId());
        fields.put("salesforce_contact_id", crm.contactId());
        fields.put("salesforce_account_id", crm.accountId());
        fields.put("salesforce_opportunity_id", crm.opportunityId());
        fields.put("owner_id", crm.ownerId());
        @Nullable PersonType type = crm.type();
        fields.put("type", type == null ? null : type.name());
        fields.put("unsubscribed", person.mail().unsubscribedText());
        fields.put("email_invalid", Boolean.toString(person.mail().emailInvalid()));
        return Collections.unmodifiableMap(fields);
    }
}
