package dev.touchstone.mapping.api;

import java.util.UUID;

/** By which rules a call wants to be answered. */
sealed interface RuleSetChoice {
    /** By the version that was published last. */
    record Active() implements RuleSetChoice {}

    /**
     * By a published version.
     *
     * @param version from 1 upwards
     */
    record Version(long version) implements RuleSetChoice {}

    /** By a draft. */
    record Draft(UUID draftId) implements RuleSetChoice {}
}
