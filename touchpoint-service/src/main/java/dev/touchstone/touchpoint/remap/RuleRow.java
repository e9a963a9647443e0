package dev.touchstone.touchpoint.remap;

/**
 * The channel of a row of a rule set, by the names it has today.
 *
 * @param rowNumber position, from 1
 * @param channel display name
 * @param subchannel display name, empty for none
 */
public record RuleRow(int rowNumber, String channel, String subchannel) {
    /** What a key gets that no row matches. */
    public static final RuleRow OTHER = new RuleRow(0, "Other", "");

    /** True if touchpoints of the two stand in the same place. */
    public boolean hasSameChannel(RuleRow other) {
        return channel.equals(other.channel) && subchannel.equals(other.subchannel);
    }
}
