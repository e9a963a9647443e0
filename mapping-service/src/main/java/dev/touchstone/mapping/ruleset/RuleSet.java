package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelRules;
import java.time.Instant;

/**
 * One published version of the rules. It never changes.
 *
 * @param version from 1 upwards, without gaps
 * @param origin who wrote it
 * @param publishedAt when it began to classify, UTC, to the microsecond
 * @param basis the rules and the lists it was published with
 */
public record RuleSet(long version, Origin origin, Instant publishedAt, RuleBasis basis) {
    /** Who wrote a rule set. */
    public enum Origin {
        /** It came with the product, and a newer one that does takes its place. */
        SHIPPED,
        /** The customer wrote it; no upgrade replaces it. */
        CUSTOMER
    }

    /** Where a version stands. */
    public enum State {
        /** Being edited; classifies nothing. */
        DRAFT,
        /** The one active version. */
        PUBLISHED,
        /** Was active before a later one. */
        SUPERSEDED
    }

    /**
     * What classification depends on.
     *
     * @param rules the rows
     * @param detectorListVersion version of the detector lists, as a date: {@code 2026.11.22}
     * @param digest of rows and lists (see {@link RuleSetDigest})
     */
    public record RuleBasis(ChannelRules rules, String detectorListVersion, String digest) {}

    /**
     * Names a version without its rows.
     *
     * @param version from 1 upwards
     * @param origin who wrote it
     * @param detectorListVersion version of the lists it was published with
     * @param digest of its rows and lists
     */
    public record Head(long version, Origin origin, String detectorListVersion, String digest) {}

    /** This version without its rows. */
    public Head head() {
        return new Head(version, origin, basis.detectorListVersion(), basis.digest());
    }
}
