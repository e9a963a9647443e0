package dev.touchstone.touchpoint.rule;

import java.util.Arrays;
import java.util.Optional;

/** The objects whose fields rules test. */
public enum RecordObject {
    /** A lead. */
    LEAD("Lead"),
    /** A contact. */
    CONTACT("Contact"),
    /** A campaign of the CRM. */
    CAMPAIGN("Campaign"),
    /** A campaign member. */
    CAMPAIGN_MEMBER("CampaignMember"),
    /** A task. */
    TASK("Task"),
    /** An event of the CRM. */
    EVENT("Event"),
    /** A program of Marketo. */
    PROGRAM("Program"),
    /** A program member. */
    PROGRAM_MEMBER("ProgramMember"),
    /** An activity of Marketo. */
    MARKETING_ACTIVITY("MarketingActivity"),
    /** A touchpoint. */
    TOUCHPOINT("Touchpoint");

    private final String text;

    RecordObject(String text) {
        this.text = text;
    }

    /** The name, as rules write it. */
    public String text() {
        return text;
    }

    /** The object with a name, in any case; empty if there is none. */
    public static Optional<RecordObject> of(String text) {
        return Arrays.stream(values())
                .filter(object -> object.text.equalsIgnoreCase(text))
                .findFirst();
    }
}
