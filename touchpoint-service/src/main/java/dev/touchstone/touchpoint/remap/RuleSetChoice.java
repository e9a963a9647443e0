package dev.touchstone.touchpoint.remap;

import java.util.UUID;

/** Names a rule set of mapping-service. */
public sealed interface RuleSetChoice {
    /**
     * A published version.
     *
     * @param number from 1
     */
    record Version(long number) implements RuleSetChoice {}

    /**
     * Rules that are being edited.
     *
     * @param id the draft
     */
    record Draft(UUID id) implements RuleSetChoice {}
}
