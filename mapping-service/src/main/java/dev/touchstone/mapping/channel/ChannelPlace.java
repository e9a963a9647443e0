package dev.touchstone.mapping.channel;

import java.util.Optional;
import java.util.UUID;

/**
 * A channel, or one of its subchannels.
 *
 * @param channelId the channel
 * @param subchannelId the subchannel of it that is meant; empty if the channel is
 */
public record ChannelPlace(UUID channelId, Optional<UUID> subchannelId) {}
