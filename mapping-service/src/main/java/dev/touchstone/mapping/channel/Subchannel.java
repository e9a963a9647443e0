package dev.touchstone.mapping.channel;

import java.util.UUID;

/**
 * The lower level of where a marketing effort is counted, within one channel.
 *
 * @param subchannelId assigned by us; stays when it is renamed
 * @param displayName name as shown and as rules write it (see {@link ChannelName})
 * @param archived true if no new rule may name it
 */
public record Subchannel(UUID subchannelId, String displayName, boolean archived) {
    /** @throws IllegalArgumentException if the name is not valid */
    public Subchannel {
        Channel.requireName(displayName);
    }
}
