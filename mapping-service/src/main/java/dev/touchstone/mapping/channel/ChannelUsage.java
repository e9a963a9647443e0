package dev.touchstone.mapping.channel;

import dev.touchstone.mapping.classify.ChannelPath;
import java.util.Optional;

/** Where rules name channels. Every method needs a transaction. */
public interface ChannelUsage {
    /**
     * A row that decides.
     *
     * @param version of the rules
     * @param rowNumber from 1 upwards; 0 for what no row matches
     */
    record Use(long version, int rowNumber) {}

    /** The first row, of the earliest version that decides, that names a channel or subchannel; empty if none does. */
    Optional<Use> find(ChannelPlace place);

    /**
     * Gives a channel or subchannel its new name in rules that are being edited.
     *
     * @param before the old name; its subchannel is empty if the channel was renamed
     * @param after the new name, likewise
     */
    void rename(ChannelPath before, ChannelPath after);
}
