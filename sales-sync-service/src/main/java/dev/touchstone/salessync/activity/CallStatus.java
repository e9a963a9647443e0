package dev.touchstone.salessync.activity;

/** How a call ended for the telephone. Pure. */
public enum CallStatus {
    COMPLETED("completed"),
    NO_ANSWER("no answer"),
    CANCELLED("cancelled"),
    FAILED("failed");

    private final String text;

    CallStatus(String text) {
        this.text = text;
    }

    /** As Marketo has it. */
    public String text() {
        return text;
    }
}
