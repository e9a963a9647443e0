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
     */
    @Transactional
    public List<Channel> list(Optional<String> after, int limit) {
        return store.list(after, limit);
    }
}
