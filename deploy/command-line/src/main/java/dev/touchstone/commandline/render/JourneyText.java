package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.FactWithoutTouchpoint;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.Touchpoint;
import java.time.Duration;
import java.time.Instant;

/** A person's journey as a timeline. */
public final class JourneyText {
    private static final int SUBJECT_INDENT = 20;

    private JourneyText() {}

    /** The timeline, oldest first, then the facts that made no touchpoint. */
    public static String timeline(GetJourneyResponse journey, int width) {
        StringBuilder text = new StringBuilder(Words.printable(journey.getEmail()))
                .append(": ")
                .append(Words.count(journey.getTouchpointsCount(), "touchpoint"))
                .append("\n\n");
        Instant before = Instant.EPOCH;
        for (Touchpoint touchpoint : journey.getTouchpointsList()) {
            Instant time = Stamps.instant(touchpoint.getTouchpointTime());
            append(text, touchpoint, before.equals(Instant.EPOCH) ? "" : pause(before, time), width);
            before = time;
        }
        withoutTouchpoint(text, journey);
        return text.toString();
    }

    private static void append(StringBuilder text, Touchpoint touchpoint, String pause, int width) {
        if (!pause.isEmpty()) {
            text.append("                  │  ").append(pause).append('\n');
        }
        String positions = TouchpointText.positions(touchpoint);
        text.append(Stamps.time(touchpoint.getTouchpointTime()))
                .append("  ●  ")
                .append(TouchpointText.type(touchpoint.getType()))
                .append("  →  ")
                .append(Words.printable(TouchpointText.channel(touchpoint)))
                .append(positions.isEmpty() ? "" : "   [" + positions + "]")
                .append(TouchpointText.isBuyer(touchpoint) ? "" : "   (no buyer touchpoint)")
                .append('\n');
        int room = width == 0 ? Integer.MAX_VALUE : width - SUBJECT_INDENT - 1;
        detail(text, TouchpointText.subject(touchpoint), room);
        if (!touchpoint.getReferrerPage().isEmpty()) {
            detail(text, "from " + touchpoint.getReferrerPage(), room);
        }
    }

    private static void detail(StringBuilder text, String detail, int room) {
        text.append("                  │  ")
                .append(Words.cut(Words.printable(detail), room))
                .append('\n');
    }

    private static String pause(Instant before, Instant time) {
        Duration pause = Duration.between(before, time);
        return pause.isZero() ? "" : "(" + Words.duration(pause) + " later)";
    }

    private static void withoutTouchpoint(StringBuilder text, GetJourneyResponse journey) {
        if (journey.getFactsWithoutTouchpointCount() == 0) {
            return;
        }
        text.append('\n')
                .append(Words.count(journey.getFactsWithoutTouchpointCount(), "fact"))
                .append(" without a touchpoint:\n");
        for (FactWithoutTouchpoint fact : journey.getFactsWithoutTouchpointList()) {
            text.append(Stamps.time(fact.getFactTime()))
                    .append("  ○  ")
                    .append(Words.printable(fact(fact.getFact())))
                    .append(": ")
                    .append(reason(fact.getReason()))
                    .append('\n');
        }
    }

    /** The fact in words. */
    static String fact(FactReference fact) {
        return switch (fact.getFactCase()) {
            case SESSION_ID -> "web session " + fact.getSessionId();
            case CAMPAIGN_MEMBER_ID -> "campaign member " + fact.getCampaignMemberId();
            case ACTIVITY_ID -> "activity " + fact.getActivityId();
            case PROGRAM_MEMBER_ID -> "program member " + fact.getProgramMemberId();
            case MARKETING_ACTIVITY_ID -> "Marketo activity " + fact.getMarketingActivityId();
            case FACT_NOT_SET -> "unknown fact";
        };
    }

    /** The reason in words. */
    static String reason(NoTouchpointReason reason) {
        return switch (reason) {
            case NO_TOUCHPOINT_REASON_NO_EMAIL -> "nobody is known by an e-mail address";
            case NO_TOUCHPOINT_REASON_CAMPAIGN_UNKNOWN -> "the campaign is not yet known";
            case NO_TOUCHPOINT_REASON_EXCLUDED_BY_SYNC_TYPE -> "the campaign excludes all its members";
            case NO_TOUCHPOINT_REASON_NO_SYNC_TYPE -> "the campaign has no sync type";
            case NO_TOUCHPOINT_REASON_NO_RULE_MATCHED -> "no rule matched";
            case NO_TOUCHPOINT_REASON_SECOND_MEMBERSHIP -> "an earlier membership in the same campaign counts";
            case NO_TOUCHPOINT_REASON_NOT_RESPONDED -> "the campaign takes members who responded, and this one did not";
            case NO_TOUCHPOINT_REASON_BEFORE_START_DATE -> "added before the campaign's touchpoint start date";
            case NO_TOUCHPOINT_REASON_AFTER_END_DATE -> "added after the campaign's touchpoint end date";
            case NO_TOUCHPOINT_REASON_NO_TOUCHPOINT_DATE -> "the field that the rule takes the date from is empty";
            case NO_TOUCHPOINT_REASON_PROGRAM_UNKNOWN -> "the program is not yet known";
            case NO_TOUCHPOINT_REASON_PROGRAM_REQUIRED ->
                "activities of this type need a program, and this one has none";
            case NO_TOUCHPOINT_REASON_NO_CAMPAIGN_NAME -> "the campaign name that the rule makes is empty";
            case NO_TOUCHPOINT_REASON_CALL_OF_SESSION -> "it is the call of a web session, which has the touchpoint";
            case NO_TOUCHPOINT_REASON_UNSPECIFIED, UNRECOGNIZED -> "a reason that this version does not know";
        };
    }
}
