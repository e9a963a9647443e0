package dev.touchstone.mapping.channel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Lists the catalogue by pages. */
@ApplicationScoped
public class ListChannels {
    private final ChannelStore store;

    ListChannels(ChannelStore store) {
        this.store = store;
    }

    /**
     * Channels in the order of their names' characters.
     *
     * @param after the name after which to start; empty for the beginning
     * @param limit channels at most
     * @param archived whether archived channels and subchannels are listed, too
     */
    @Transactional
    public List<Channel> list(Optional<String> after, int limit, boolean archived) {
        List<Channel> channels = store.list(after, limit, archived);
        return archived ? channels : channels.stream().map(ListChannels::inUse).toList();
    }

    private static Channel inUse(Channel channel) {
        return new Channel(
                channel.channelId(),
                channel.displayName(),
                channel.archived(),
                channel.revision(),
                channel.subchannels().stream()
                        .filter(subchannel -> !subchannel.archived())
                        .toList());
    }
}
