package dev.touchstone.testing.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * What a lead is to become.
 *
 * @param leadId the lead
 * @param accountId an account that is there; null for a new one
 * @param contactId a contact of that account; null for a new one
 * @param opportunityName name of a new opportunity; null for none
 */
public record LeadConversion(
        String leadId,
        @Nullable String accountId,
        @Nullable String contactId,
        @Nullable String opportunityName) {
    /** A new account and a new contact, no opportunity. */
    public static LeadConversion of(String leadId) {
        return new LeadConversion(leadId, null, null, null);
    }
}
