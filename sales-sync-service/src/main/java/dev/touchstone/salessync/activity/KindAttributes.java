package dev.touchstone.salessync.activity;

import static dev.touchstone.salessync.activity.ActivityAttribute.ACTIVITY_KEY;
import static dev.touchstone.salessync.activity.ActivityAttribute.ACTOR;
import static dev.touchstone.salessync.activity.ActivityAttribute.ANSWERED_BY;
import static dev.touchstone.salessync.activity.ActivityAttribute.CAMPAIGN_ID;
import static dev.touchstone.salessync.activity.ActivityAttribute.CAMPAIGN_NAME;
import static dev.touchstone.salessync.activity.ActivityAttribute.CAMPAIGN_URL;
import static dev.touchstone.salessync.activity.ActivityAttribute.DETAILS;
import static dev.touchstone.salessync.activity.ActivityAttribute.DURATION;
import static dev.touchstone.salessync.activity.ActivityAttribute.EMAIL;
import static dev.touchstone.salessync.activity.ActivityAttribute.LINK;
import static dev.touchstone.salessync.activity.ActivityAttribute.PHONE;
import static dev.touchstone.salessync.activity.ActivityAttribute.RECORDING_URL;
import static dev.touchstone.salessync.activity.ActivityAttribute.SALES_PERSON_ID;
import static dev.touchstone.salessync.activity.ActivityAttribute.SOURCE;
import static dev.touchstone.salessync.activity.ActivityAttribute.STATUS;
import static dev.touchstone.salessync.activity.ActivityAttribute.SUBJECT;
import static dev.touchstone.salessync.activity.ActivityAttribute.TEMPLATE_ID;
import static dev.touchstone.salessync.activity.ActivityAttribute.TEMPLATE_NAME;
import static dev.touchstone.salessync.activity.ActivityAttribute.TEMPLATE_URL;

import java.util.List;

/** Which attributes each kind has in Marketo, and which of them is its primary one in a type of its own (R-M-2). Pure. */
public final class KindAttributes {
    private static final List<ActivityAttribute> EMAIL_SENT = List.of(
            ACTIVITY_KEY,
            ACTOR,
            SOURCE,
            TEMPLATE_ID,
            TEMPLATE_NAME,
            TEMPLATE_URL,
            CAMPAIGN_NAME,
            CAMPAIGN_URL,
            SUBJECT,
            SALES_PERSON_ID);
    private static final List<ActivityAttribute> EMAIL_CLICKED = List.of(
            ACTIVITY_KEY,
            ACTOR,
            SOURCE,
            TEMPLATE_ID,
            TEMPLATE_NAME,
            TEMPLATE_URL,
            CAMPAIGN_NAME,
            CAMPAIGN_URL,
            SUBJECT,
            LINK,
            SALES_PERSON_ID);
    private static final List<ActivityAttribute> REPLIED = List.of(ACTIVITY_KEY, ACTOR, SOURCE, SALES_PERSON_ID);
    private static final List<ActivityAttribute> BOUNCED =
            List.of(ACTIVITY_KEY, ACTOR, TEMPLATE_ID, SALES_PERSON_ID, DETAILS, EMAIL);
    private static final List<ActivityAttribute> CALLED = List.of(
            ACTIVITY_KEY,
            ACTOR,
            SOURCE,
            CAMPAIGN_NAME,
            CAMPAIGN_URL,
            SUBJECT,
            SALES_PERSON_ID,
            STATUS,
            PHONE,
            DURATION,
            RECORDING_URL,
            ANSWERED_BY);
    private static final List<ActivityAttribute> MEMBERSHIP =
            List.of(ACTIVITY_KEY, ACTOR, SOURCE, CAMPAIGN_ID, CAMPAIGN_NAME, CAMPAIGN_URL, STATUS);

    private KindAttributes() {}

    /** All attributes of a kind, in our order. */
    public static List<ActivityAttribute> of(ActivityKind kind) {
        return switch (kind) {
            case SEND, OPEN -> EMAIL_SENT;
            case CLICK -> EMAIL_CLICKED;
            case REPLY -> REPLIED;
            case BOUNCE -> BOUNCED;
            case CALL -> CALLED;
            case ADD, REMOVE -> MEMBERSHIP;
        };
    }

    /** The primary one of its own type; never empty. */
    public static ActivityAttribute primary(ActivityKind kind) {
        return switch (kind) {
            case SEND, OPEN -> SUBJECT;
            case CLICK -> LINK;
            case REPLY -> ACTOR;
            case BOUNCE -> EMAIL;
            case CALL -> STATUS;
            case ADD, REMOVE -> CAMPAIGN_NAME;
        };
    }
}
