package dev.touchstone.mapping.draft;

import java.util.UUID;

/** Names a version or a draft. */
public sealed interface RuleSetRef {
    /** A published version. */
    record Version(long version) implements RuleSetRef {}

    /** A draft. */
    record Draft(UUID draftId) implements RuleSetRef {}
}
