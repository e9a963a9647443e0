package dev.touchstone.touchpoint.rule;

import java.util.Set;

/** What a list of rules is for. */
public enum RuleListKind {
    /** Which campaign members become touchpoints. */
    CAMPAIGN_MEMBER,
    /** Which program members become touchpoints. */
    PROGRAM_MEMBER,
    /** Which tasks become touchpoints. */
    TASK,
    /** Which events become touchpoints. */
    EVENT,
    /** Which activities of Marketo become touchpoints. */
    MARKETING_ACTIVITY,
    /** Which buyer touchpoints stay out of the CRM. */
    REMOVAL,
    /** Which touchpoints are no buyer touchpoints. */
    SUPPRESSION,
    /** Segments of touchpoints. */
    SEGMENT;

    /** True if its rules make touchpoints of facts, and therefore give them a time. */
    public boolean isOfFacts() {
        return switch (this) {
            case CAMPAIGN_MEMBER, PROGRAM_MEMBER, TASK, EVENT, MARKETING_ACTIVITY -> true;
            case REMOVAL, SUPPRESSION, SEGMENT -> false;
        };
    }

    /** The objects whose fields its rules may test. */
    public Set<RecordObject> objects() {
        return switch (this) {
            case CAMPAIGN_MEMBER -> Set.of(RecordObject.CAMPAIGN, RecordObject.CAMPAIGN_MEMBER);
            case PROGRAM_MEMBER -> Set.of(RecordObject.PROGRAM, RecordObject.PROGRAM_MEMBER);
            case TASK -> Set.of(RecordObject.TASK);
            case EVENT -> Set.of(RecordObject.EVENT);
            case MARKETING_ACTIVITY -> Set.of(RecordObject.MARKETING_ACTIVITY, RecordObject.PROGRAM);
            case REMOVAL, SUPPRESSION -> Set.of(RecordObject.TOUCHPOINT, RecordObject.LEAD, RecordObject.CONTACT);
            case SEGMENT ->
                Set.of(
                        RecordObject.TOUCHPOINT,
                        RecordObject.LEAD,
                        RecordObject.CONTACT,
                        RecordObject.CAMPAIGN,
                        RecordObject.CAMPAIGN_MEMBER);
        };
    }
}
