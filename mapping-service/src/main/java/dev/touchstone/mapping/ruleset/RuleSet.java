package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelRules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One published version of the rules. It never changes, but for its state and the names of channels, which are today's.
 *
 * @param head everything but the rows
 * @param rules the rows
 */
public record RuleSet(Head head, ChannelRules rules) {
    /** Who wrote a rule set. */
    public enum Origin {
        /** It came with the product, and a newer one that does takes its place. */
        SHIPPED,
        /** The customer wrote it, or put it in force again; no upgrade replaces it. */
        CUSTOMER
    }

    /** Where a version stands. */
    public enum State {
        /** The latest version. */
        PUBLISHED,
        /** Was the latest before another. */
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
     * Who published a version, when and why.
     *
     * @param publishedAt UTC, to the microsecond
     * @param author who, as the client said
     * @param note why; empty if nothing was said
     * @param restoredVersion the version that was put in force again by it; 0 for any other
     * @param startAt it decides for touchpoints at and after this time only; null for all
     */
    public record Publication(
            Instant publishedAt,
            String author,
            String note,
            long restoredVersion,
            @Nullable Instant startAt) {}

    /**
     * A version without its rows.
     *
     * @param version from 1 upwards, without gaps
     * @param state where it stands
     * @param origin who wrote it
     * @param publication who published it
     * @param detectorListVersion version of the lists it was published with
     * @param digest of its rows and lists
     * @param ruleCount number of rows
     */
    public record Head(
            long version,
            State state,
            Origin origin,
            Publication publication,
            String detectorListVersion,
            String digest,
            int ruleCount) {
        private static final int DIGEST_SHOWN = 12;

        /** Changes with everything above. The digest tells versions of one number apart, as a restored backup may have them. */
        public String etag() {
            return version + "-" + digest.substring(0, DIGEST_SHOWN) + "-"
                    + state.name().charAt(0);
        }
    }

    /** The number of the version. */
    public long version() {
        return head.version();
    }

    /** What classification by it depends on. */
    public RuleBasis basis() {
        return new RuleBasis(rules, head.detectorListVersion(), head.digest());
    }
}
