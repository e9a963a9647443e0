package dev.touchstone.mapping.channel;

import java.util.List;
import java.util.Optional;

/** Keeps the catalogue. Every method needs a transaction. */
public interface ChannelStore {
    /** Adds the channels and subchannels that are not there yet; those that are stay as they are. */
    void addMissing(ChannelCatalogue catalogue);

    /** The whole catalogue. */
    ChannelCatalogue load();

    /**
     * Channels in the order of their names' characters.
     *
     * @param after the name after which to start; empty for the beginning
     * @param limit channels at most
     */
    List<Channel> list(Optional<String> after, int limit);
}
