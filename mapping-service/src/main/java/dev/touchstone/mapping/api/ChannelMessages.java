package dev.touchstone.mapping.api;

import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.Subchannel;

/** Writes channels. */
final class ChannelMessages {
    private ChannelMessages() {}

    static Channel of(dev.touchstone.mapping.channel.Channel channel) {
        Channel.Builder message = Channel.newBuilder()
                .setDisplayName(channel.displayName())
                .setChannelId(channel.channelId().toString())
                .setArchived(channel.archived())
                .setEtag(channel.etag());
        channel.subchannels()
                .forEach(subchannel -> message.addSubchannels(Subchannel.newBuilder()
                        .setDisplayName(subchannel.displayName())
                        .setSubchannelId(subchannel.subchannelId().toString())
                        .setArchived(subchannel.archived())));
        return message.build();
    }
}
