package dev.touchstone.salessync.reminder;

/**
 * A value that gave way to another. Pure.
 *
 * @param kept the value that won, as {@link ReminderFields#text} writes it
 * @param lost the other
 * @param side whose value was lost
 */
public record LostValue(ReminderField field, String kept, String lost, Side side) {
    /** A side. */
    public enum Side {
        /** This service. */
        HERE,
        /** Salesforce. */
        SALESFORCE
    }
}
