package dev.touchstone.salessync.task.rule;

import java.util.Collection;
import java.util.Optional;

/**
 * The records that a task is about. Pure.
 *
 * @param whoId contact or lead, 18 characters
 * @param lead whether it is a lead; Salesforce refuses a {@code WhatId} with one
 * @param whatId account or opportunity; empty if there is none
 * @param accountId account of the contact, by which writes are kept apart; empty if there is none
 */
public record TaskRelation(String whoId, boolean lead, String whatId, String accountId) {
    public TaskRelation {
        if (whoId.isEmpty() || (lead && !(whatId.isEmpty() && accountId.isEmpty()))) {
            throw new IllegalArgumentException("a task has a contact or a lead, and a lead's task nothing else");
        }
    }

    /** A task of a lead. */
    public static TaskRelation ofLead(String leadId) {
        return new TaskRelation(leadId, true, "", "");
    }

    /** A task of a contact. */
    public static TaskRelation ofContact(
            String contactId, String accountId, WhatIdChoice choice, Collection<WhatIdChoice.Role> roles) {
        return new TaskRelation(
                contactId, false, choice.choose(accountId, roles).orElse(""), accountId);
    }

    /**
     * The records of a person that is known: the contact is preferred to the lead.
     *
     * @param contactId empty if there is none
     * @param leadId empty if there is none
     * @param accountId of the contact; empty if there is none
     * @return empty if there is neither a contact nor a lead
     */
    public static Optional<TaskRelation> of(
            String contactId,
            String leadId,
            String accountId,
            WhatIdChoice choice,
            Collection<WhatIdChoice.Role> roles) {
        if (!contactId.isEmpty()) {
            return Optional.of(ofContact(contactId, accountId, choice, roles));
        }
        return leadId.isEmpty() ? Optional.empty() : Optional.of(ofLead(leadId));
    }

    /** The record whose lock a write takes in Salesforce: writes under one go out one after the other. */
    public String parent() {
        return accountId.isEmpty() ? whoId : accountId;
    }
}
