package dev.touchstone.touchpoint.generate;

import java.util.Comparator;

/**
 * Names a fact that can make a touchpoint.
 *
 * @param kind which table of facts
 * @param id the session's id, or the source's id
 */
public record FactReference(Kind kind, String id) {
    /** Among facts of one instant: by kind, then by id. */
    public static final Comparator<FactReference> ORDER =
            Comparator.comparing(FactReference::kind).thenComparing(FactReference::id);

    /** Which table of facts. The order breaks ties between touchpoints of one instant. */
    public enum Kind {
        /** A web session. */
        SESSION,
        /** A campaign member. */
        CAMPAIGN_MEMBER,
        /** A sales activity. */
        ACTIVITY,
        /** A program member. */
        PROGRAM_MEMBER,
        /** An activity of Marketo. */
        MARKETING_ACTIVITY
    }
}
