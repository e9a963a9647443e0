package dev.touchstone.salessync.person;

import org.jspecify.annotations.Nullable;

/**
 * Where the person is in Salesforce; ids have 18 characters, null where there is none.
 *
 * @param opportunityId a hint: a person may have several
 */
public record CrmReference(
        @Nullable String leadId,
        @Nullable String contactId,
        @Nullable String accountId,
        @Nullable String opportunityId,
        @Nullable String ownerId,
        @Nullable PersonType type) {}
