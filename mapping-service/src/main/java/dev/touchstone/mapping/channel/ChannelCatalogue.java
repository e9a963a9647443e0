package dev.touchstone.mapping.channel;

import dev.touchstone.mapping.classify.ChannelPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All channels by name. Names are compared exactly: rules must write them as the catalogue does. */
public final class ChannelCatalogue {
    private final Map<String, Channel> channels;
    private final Map<ChannelPath, Subchannel> subchannels = new HashMap<>();

    /** @throws IllegalStateException if two channels have the same name */
    public ChannelCatalogue(Collection<Channel> channels) {
        this.channels = channels.stream()
                .collect(Collectors.toMap(
                        Channel::displayName,
                        Function.identity(),
                        (one, two) -> {
                            throw new IllegalStateException("two channels are named " + one.displayName());
                        },
                        TreeMap::new));
        for (Channel channel : channels) {
            for (Subchannel subchannel : channel.subchannels()) {
                subchannels.put(new ChannelPath(channel.displayName(), subchannel.displayName()), subchannel);
            }
        }
    }

    /** The channels in the order of their names' characters. */
    public List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    /** The subchannel of a path; empty if there is none. */
    public Optional<Subchannel> find(ChannelPath path) {
        return Optional.ofNullable(subchannels.get(path));
    }

    /** The channel of a name; empty if there is none. */
    public Optional<Channel> find(String displayName) {
        return Optional.ofNullable(channels.get(displayName));
    }
}
