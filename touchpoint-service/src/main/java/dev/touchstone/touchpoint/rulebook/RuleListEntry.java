package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Instant;

/**
 * A version of a list without its rules, which are up to 2,000 and only worth reading for one version at a time.
 *
 * @param kind which list
 * @param version from 1 upwards
 * @param ruleCount how many rules it has
 * @param author who saved it
 * @param note why; empty if nothing was said
 * @param createdAt since when, UTC
 */
public record RuleListEntry(
        RuleListKind kind, long version, int ruleCount, String author, String note, Instant createdAt) {
    /** For an update: changes with every version. */
    public String etag() {
        return Long.toString(version);
    }
}
