package dev.touchstone.mapping.channel;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.runtime.IdSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds channels and subchannels. */
@ApplicationScoped
public class CreateChannels {
    private final ChannelStore store;
    private final ChannelLimits limits;
    private final IdSource ids;

    CreateChannels(ChannelStore store, ChannelLimits limits, IdSource ids) {
        this.store = store;
        this.limits = limits;
        this.ids = ids;
    }

    /**
     * Adds a channel.
     *
     * @param displayName a valid name
     * @param subchannelNames valid names that differ, whatever the case
     * @throws RpcFailure.AlreadyExists CHANNEL_EXISTS
     * @throws RpcFailure.ResourceExhausted TOO_MANY_CHANNELS
     */
    @Transactional
    public Channel create(String displayName, List<String> subchannelNames) {
        store.lock();
        UUID id = ids.next();
        if (store.hasOther(displayName, id)) {
            throw ChannelRefusals.exists(displayName);
        }
        requireRoom(1, subchannelNames.size());
        List<Subchannel> subchannels = subchannelNames.stream()
                .map(name -> new Subchannel(ids.next(), name, false))
                .toList();
        Channel channel = new Channel(id, displayName, false, 1, subchannels);
        store.add(channel);
        return channel;
    }

    /**
     * Adds a subchannel.
     *
     * @param displayName a valid name
     * @return the channel with it
     * @throws RpcFailure.NotFound CHANNEL_NOT_FOUND
     * @throws RpcFailure.AlreadyExists CHANNEL_EXISTS
     * @throws RpcFailure.ResourceExhausted TOO_MANY_CHANNELS
     */
    @Transactional
    public Channel createSubchannel(UUID channelId, String displayName) {
        store.lock();
        Channel channel = store.find(channelId)
                .orElseThrow(() -> ChannelRefusals.notFound(new ChannelPlace(channelId, Optional.empty())));
        String folded = CaseFold.fold(displayName);
        if (channel.subchannels().stream()
                .anyMatch(known -> CaseFold.fold(known.displayName()).equals(folded))) {
            throw ChannelRefusals.exists(displayName);
        }
        requireRoom(0, 1);
        List<Subchannel> subchannels = new ArrayList<>(channel.subchannels());
        subchannels.add(new Subchannel(ids.next(), displayName, false));
        Channel changed =
                new Channel(channelId, channel.displayName(), channel.archived(), channel.revision() + 1, subchannels);
        store.update(changed);
        return changed;
    }

    private void requireRoom(int channels, int subchannels) {
        ChannelStore.Count count = store.countAll();
        if (channels > 0 && count.channels() + channels > limits.channels()) {
            throw ChannelRefusals.tooMany("channels", limits.channels());
        }
        if (subchannels > 0 && count.subchannels() + subchannels > limits.subchannels()) {
            throw ChannelRefusals.tooMany("subchannels", limits.subchannels());
        }
    }
}
