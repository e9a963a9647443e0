package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.RuleList;
import java.time.Instant;

/**
 * A list of rules and how it came to be.
 *
 * @param list the list, with its kind and version
 * @param author who saved it
 * @param note why; empty if nothing was said
 * @param createdAt since when, UTC
 */
public record RuleListVersion(RuleList list, String author, String note, Instant createdAt) {
    /** The version without its rules. */
    public RuleListEntry entry() {
        return new RuleListEntry(list.kind(), list.version(), list.rules().size(), author, note, createdAt);
    }

    /** For an update: changes with every version. */
    public String etag() {
        return entry().etag();
    }
}
