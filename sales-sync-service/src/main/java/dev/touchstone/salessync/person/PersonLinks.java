package dev.touchstone.salessync.person;

import org.jspecify.annotations.Nullable;

/**
 * Where people see and change a person's record. Pure.
 *
 * @param salesforce address with {@code {id}} in the place of the record's id
 * @param marketo address with {@code {id}} in the place of the lead's id
 */
public record PersonLinks(String salesforce, String marketo) {
    private static final String PLACE = "{id}";

    public PersonLinks {
        if (!salesforce.contains(PLACE) || !marketo.contains(PLACE)) {
            throw new IllegalArgumentException("a link has {id} in the place of the id");
        }
    }

    /** The active record in Salesforce if there is one, else the lead in Marketo. */
    public String of(long marketoId, CrmReference crm) {
        @Nullable String record = crm.type() == PersonType.LEAD ? crm.leadId() : crm.contactId();
        return record == null ? ofMarketo(marketoId) : salesforce.replace(PLACE, record);
    }

    /** The lead in Marketo. */
    public String ofMarketo(long marketoId) {
        return marketo.replace(PLACE, Long.toString(marketoId));
    }
}
