package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.optout.EmailAddress;
import java.util.List;
import java.util.Map;

/** What Marketo says of addresses, asked now. */
interface MarketingRecords {
    /** Addresses of one call, at most. */
    int MAX_ADDRESSES = 300;

    /**
     * Asks.
     *
     * @param addresses 1 to {@value #MAX_ADDRESSES}
     * @return an answer for each
     * @throws Unanswered if there is none
     */
    Map<EmailAddress, Answer> look(List<EmailAddress> addresses);

    /** Marketo gave no answer. */
    final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean passing;

        /**
         * @param sentence what is wrong, without personal data
         * @param passing whether asking again within seconds may help
         */
        Unanswered(String sentence, boolean passing) {
            super(sentence, null, false, false);
            this.passing = passing;
        }

        /** Whether asking again within seconds may help. */
        boolean isPassing() {
            return passing;
        }
    }
}
