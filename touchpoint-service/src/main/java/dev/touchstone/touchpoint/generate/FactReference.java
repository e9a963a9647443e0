package dev.touchstone.touchpoint.generate;

/**
 * Names a fact that can make a touchpoint.
 *
 * @param kind which table of facts
 * @param id the session's id, or the CRM's id
 */
public record FactReference(Kind kind, String id) {
    /** Which table of facts. The order breaks ties between touchpoints of one instant. */
    public enum Kind {
        /** A web session. */
        SESSION,
        /** A campaign member. */
        CAMPAIGN_MEMBER,
        /** A sales activity. */
        ACTIVITY
    }
}
