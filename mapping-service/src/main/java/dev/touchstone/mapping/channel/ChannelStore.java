package dev.touchstone.mapping.channel;

import dev.touchstone.mapping.classify.ChannelPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps the catalogue. Every method needs a transaction. */
public interface ChannelStore {
    /**
     * Keeps every other change of the catalogue, and every publication, out until the end of the transaction; readers are not
     * held up.
     */
    void lock();

    /**
     * Adds what ships and is not there yet; a channel that ships is known by its shipped name, whatever it is called since, and is
     * brought back if it was archived.
     *
     * @return for each shipped path, what it is called today
     */
    Map<ChannelPath, ChannelPath> addShipped(ChannelCatalogue shipped);

    /** The whole catalogue. */
    ChannelCatalogue load();

    /** The channel of an id; empty if there is none. */
    Optional<Channel> find(UUID channelId);

    /** Numbers of channels and of subchannels, archived ones included. */
    Count countAll();

    /** How many there are. */
    record Count(long channels, long subchannels) {}

    /** True if a channel, other than the one of the id, has the name in any case. */
    boolean hasOther(String displayName, UUID channelId);

    /** Adds a channel with its subchannels. */
    void add(Channel channel);

    /** Writes a channel that is there, with its subchannels, of which some may be new. */
    void update(Channel channel);

    /** Notes that a name changed. */
    void nextCatalogueVersion();

    /**
     * Channels in the order of their names' characters.
     *
     * @param after the name after which to start; empty for the beginning
     * @param limit channels at most
     * @param archived whether archived channels are listed, too
     */
    List<Channel> list(Optional<String> after, int limit, boolean archived);
}
