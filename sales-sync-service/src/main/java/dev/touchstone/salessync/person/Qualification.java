package dev.touchstone.salessync.person;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person belongs to the people that sales works with. Pure.
 *
 * <p><b>Rule:</b> the person is in Salesforce as a lead or a contact, that record is not deleted, and its standard owner
 * field names a user. Which user does not matter, nor whether the user is active. A queue is no user.
 */
public sealed interface Qualification {
    /** Qualifies. */
    record Qualified() implements Qualification {}

    /** Does not, and why. */
    record Unqualified(UnqualifiedReason reason) implements Qualification {}

    /**
     * Decides.
     *
     * @param crm where the person is in Salesforce
     * @param crmDeleted true if the Salesforce record is deleted
     */
    static Qualification of(CrmReference crm, boolean crmDeleted) {
        if (crm.leadId() == null && crm.contactId() == null) {
            return new Unqualified(UnqualifiedReason.NOT_IN_CRM);
        }
        if (crmDeleted) {
            return new Unqualified(UnqualifiedReason.CRM_DELETED);
        }
        @Nullable String ownerId = crm.ownerId();
        Optional<RecordId> owner = ownerId == null ? Optional.empty() : RecordId.parse(ownerId);
        if (owner.filter(RecordId::isQueue).isPresent()) {
            return new Unqualified(UnqualifiedReason.OWNER_IS_QUEUE);
        }
        return owner.filter(RecordId::isUser).isPresent()
                ? new Qualified()
                : new Unqualified(UnqualifiedReason.NO_OWNER);
    }
}
