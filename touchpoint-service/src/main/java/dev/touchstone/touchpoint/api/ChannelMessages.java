package dev.touchstone.touchpoint.api;

import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.v1.ChannelAssignment;

/** Writes channels. */
public final class ChannelMessages {
    private ChannelMessages() {}

    /** The message of a channel. */
    public static ChannelAssignment of(Channel channel) {
        return ChannelAssignment.newBuilder()
                .setChannel(channel.channel())
                .setSubchannel(channel.subchannel())
                .setRuleSetVersion(channel.ruleSetVersion())
                .setRowNumber(channel.rowNumber())
                .build();
    }
}
