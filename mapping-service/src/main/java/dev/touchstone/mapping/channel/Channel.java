package dev.touchstone.mapping.channel;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A channel with its subchannels.
 *
 * @param channelId assigned by us; stays when it is renamed
 * @param displayName name as shown and as rules write it (see {@link ChannelName})
 * @param archived true if no new rule may name it
 * @param revision grows with every change of the channel or its subchannels
 * @param subchannels in the order of their names' characters; empty where it has none
 */
public record Channel(
        UUID channelId, String displayName, boolean archived, long revision, List<Subchannel> subchannels) {
    /** @throws IllegalArgumentException if a name is not valid */
    public Channel {
        subchannels = subchannels.stream()
                .sorted(Comparator.comparing(Subchannel::displayName))
                .toList();
        requireName(displayName);
    }

    /** A channel as a list of names has it, with ids that follow from the names: for one that is not stored. */
    public static Channel named(String displayName, List<String> subchannelNames) {
        List<Subchannel> subchannels = subchannelNames.stream()
                .map(name -> new Subchannel(id(displayName + "." + name), name, false))
                .toList();
        return new Channel(id(displayName), displayName, false, 1, subchannels);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    static void requireName(String name) {
        ChannelName.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("the name of a channel " + problem + ": " + name);
        });
    }

    /** The subchannel of a name, compared exactly; empty if there is none. */
    public Optional<Subchannel> find(String subchannelName) {
        return subchannels.stream()
                .filter(subchannel -> subchannel.displayName().equals(subchannelName))
                .findFirst();
    }

    /** The subchannel of an id; empty if there is none. */
    public Optional<Subchannel> find(UUID subchannelId) {
        return subchannels.stream()
                .filter(subchannel -> subchannel.subchannelId().equals(subchannelId))
                .findFirst();
    }

    /** For a change of the channel: changes with everything above. */
    public String etag() {
        return Long.toString(revision);
    }
}
