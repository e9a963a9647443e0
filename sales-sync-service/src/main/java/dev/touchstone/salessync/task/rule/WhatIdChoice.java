package dev.touchstone.salessync.task.rule;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a task of a contact is about besides the contact; an administrator chooses. Pure. */
public enum WhatIdChoice {
    /** Nothing. */
    NONE,
    /** The contact's account. */
    ACCOUNT,
    /** An opportunity that is not closed and in which the contact has a role. */
    OPEN_OPPORTUNITY;

    /**
     * A contact's role in an opportunity.
     *
     * @param opportunityId of the opportunity
     * @param closed whether the opportunity is closed
     * @param primary whether it is the opportunity's primary contact
     * @param modifiedAt {@code SystemModstamp} of the opportunity
     */
    public record Role(String opportunityId, boolean closed, boolean primary, Instant modifiedAt) {}

    /** Primary roles first, then the opportunity that changed last, then the lowest id, so that the choice is the same in any order. */
    private static final Comparator<Role> BEST = Comparator.comparing(Role::primary, Comparator.reverseOrder())
            .thenComparing(Role::modifiedAt, Comparator.reverseOrder())
            .thenComparing(Role::opportunityId);

    /**
     * The record for {@code WhatId} of a contact's task.
     *
     * @param accountId of the contact; empty if it has none
     * @param roles of the contact; looked at for opportunities only
     */
    public Optional<String> choose(String accountId, Collection<Role> roles) {
        return switch (this) {
            case NONE -> Optional.empty();
            case ACCOUNT -> Optional.of(accountId).filter(id -> !id.isEmpty());
            case OPEN_OPPORTUNITY ->
                roles.stream().filter(role -> !role.closed()).min(BEST).map(Role::opportunityId);
        };
    }
}
