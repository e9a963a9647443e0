package dev.touchstone.salessync.activity;

/**
 * The kinds of sales activities, with the names that marketers see in the trigger and filter lists. Pure.
 *
 * <p>The names are frozen in an instance once a type is in use. They start with "SIA" so that they do not collide with the native
 * types of Marketo, which cannot be written to.
 */
public enum ActivityKind {
    SEND("SIA Send Sales Email", "SIA Is Sent Sales Email", "SIA Was Sent Sales Email", "Send Sales Email"),
    OPEN("SIA Open Sales Email", "SIA Opens Sales Email", "SIA Opened Sales Email", "Open Sales Email"),
    CLICK("SIA Click Sales Email", "SIA Clicks Sales Email", "SIA Clicked Sales Email", "Click Sales Email"),
    REPLY(
            "SIA Reply to Sales Email",
            "SIA Replies to Sales Email",
            "SIA Replied to Sales Email",
            "Replied to Sales Email"),
    BOUNCE("SIA Bounce Sales Email", "SIA Sales Email Bounces", "SIA Sales Email Bounced", "Sales Email Bounced"),
    CALL("SIA Receive Sales Call", "SIA Receives Sales Call", "SIA Received Sales Call", "Received Sales Call"),
    ADD(
            "SIA Add to Sales Campaign",
            "SIA Is Added to Sales Campaign",
            "SIA Was Added to Sales Campaign",
            "Add to Sales Campaign"),
    REMOVE(
            "SIA Remove from Sales Campaign",
            "SIA Is Removed from Sales Campaign",
            "SIA Was Removed from Sales Campaign",
            "Remove from Sales Campaign");

    private final String displayName;
    private final String triggerName;
    private final String filterName;
    private final String nativeName;

    ActivityKind(String displayName, String triggerName, String filterName, String nativeName) {
        this.displayName = displayName;
        this.triggerName = triggerName;
        this.filterName = filterName;
        this.nativeName = nativeName;
    }

    /** Name of the type of its own, infinitive. */
    public String displayName() {
        return displayName;
    }

    /** Name of the trigger, present tense. */
    public String triggerName() {
        return triggerName;
    }

    /** Name of the filter, past tense. */
    public String filterName() {
        return filterName;
    }

    /** What the kind is called where one type holds all kinds. */
    public String nativeName() {
        return nativeName;
    }
}
