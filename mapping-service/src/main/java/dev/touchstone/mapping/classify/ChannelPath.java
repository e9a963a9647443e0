package dev.touchstone.mapping.classify;

/**
 * Where a rule puts a touchpoint.
 *
 * @param channel display name of the channel
 * @param subchannel display name of the subchannel; empty where the channel has none
 */
public record ChannelPath(String channel, String subchannel) {
    /** Where a touchpoint is that no rule matched. */
    public static final ChannelPath OTHER = new ChannelPath("Other", "");

    /** {@code Channel.Subchannel}, or {@code Channel}. */
    @Override
    public String toString() {
        return subchannel.isEmpty() ? channel : channel + "." + subchannel;
    }
}
