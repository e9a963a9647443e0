package dev.touchstone.mapping.detect;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the name of a query parameter on a landing page says about the click that led there.
 *
 * @param marker name of the parameter, lower case: {@code gclid}
 * @param platform who appends it, as far as detectors tell it apart
 * @param meaning what it proves
 */
record AdClick(String marker, Platform platform, Meaning meaning) {
    /** What a marker proves. */
    enum Meaning {
        /** A paid click in a search engine's advertising. */
        PAID_SEARCH(true),
        /** An ad tag that several engines share: the engine is the one that utm_source names, else the marker's own. */
        PAID_SEARCH_TAG(true),
        /** A paid click on a banner. */
        DISPLAY(true),
        /** A paid click in a social network. */
        PAID_SOCIAL(true),
        /** A click in a social network, paid or not: {@code fbclid} is on every outgoing link. */
        SOCIAL(false),
        /** A click in an engine's unpaid results. */
        SEARCH(false),
        /** A click in an e-mail sent by a marketing system. */
        EMAIL(false),
        /** A click on a link of an affiliate. */
        AFFILIATE(false);

        private final boolean paid;

        Meaning(boolean paid) {
            this.paid = paid;
        }

        /**
         * The meaning that a list names.
         *
         * @param word lower case
         */
        static Meaning ofWord(String word) {
            for (Meaning meaning : values()) {
                if (meaning.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return meaning;
                }
            }
            throw new IllegalArgumentException("the meaning of a marker must be one of "
                    + Arrays.toString(values()).toLowerCase(Locale.ROOT) + " but is " + word);
        }

        /** True if somebody paid for the click. */
        boolean isPaid() {
            return paid;
        }
    }
}
