package dev.touchstone.salessync.person;

import java.util.List;

/** The people who opted out of mail from sales. Implemented by the feature that keeps opt-outs; at most one bean. */
public interface OptedOutPeople {
    /**
     * Marketo ids of people who opted out, ascending.
     *
     * @param afterId only ids above
     * @param limit at most so many
     */
    List<Long> list(long afterId, int limit);
}
