package dev.touchstone.mapping.channel;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.ChannelPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.UnaryOperator;

/** Renames channels and subchannels, takes them out of use and brings them back. */
@ApplicationScoped
public class ChangeChannels {
    private final ChannelStore store;
    private final ChannelUsage usage;

    ChangeChannels(ChannelStore store, ChannelUsage usage) {
        this.store = store;
        this.usage = usage;
    }

    /**
     * Gives another name, also in all versions of the rules and in drafts.
     *
     * @param displayName a valid name
     * @param etag of the channel as it was read
     * @return the channel as it is now
     * @throws RpcFailure.NotFound CHANNEL_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     * @throws RpcFailure.AlreadyExists CHANNEL_EXISTS
     * @throws RpcFailure.InvalidRequest for Other, where touchpoints are that no row matches
     */
    @Transactional
    public Channel rename(ChannelPlace place, String displayName, String etag) {
        Channel before = lockAndFind(place, etag);
        ChannelPath oldName = path(before, place);
        Channel after = place.subchannelId().isEmpty()
                ? new Channel(
                        before.channelId(), displayName, before.archived(), before.revision() + 1, before.subchannels())
                : withSubchannel(before, place, old -> new Subchannel(old.subchannelId(), displayName, old.archived()));
        ChannelPath newName = path(after, place);
        if (newName.equals(oldName)) {
            return before;
        }
        requireNotOther(oldName);
        requireFree(before, place, displayName);
        store.update(after);
        usage.rename(oldName, newName);
        store.nextCatalogueVersion();
        return after;
    }

    /**
     * Takes out of use, or brings back; nothing happens to what is so already.
     *
     * @param archived true to take it out of use
     * @param etag of the channel as it was read
     * @return the channel as it is now
     * @throws RpcFailure.NotFound CHANNEL_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     * @throws RpcFailure.FailedPrecondition CHANNEL_IN_USE
     */
    @Transactional
    public Channel setArchived(ChannelPlace place, boolean archived, String etag) {
        Channel before = lockAndFind(place, etag);
        Channel after = place.subchannelId().isEmpty()
                ? new Channel(
                        before.channelId(),
                        before.displayName(),
                        archived,
                        before.archived() == archived ? before.revision() : before.revision() + 1,
                        before.subchannels())
                : withSubchannel(before, place, old -> new Subchannel(old.subchannelId(), old.displayName(), archived));
        if (after.equals(before)) {
            return before;
        }
        if (archived) {
            usage.find(place).ifPresent(use -> {
                throw ChannelRefusals.inUse(use);
            });
            if (path(before, place).equals(ChannelPath.OTHER)) {
                throw ChannelRefusals.inUse(new ChannelUsage.Use(0, 0));
            }
        }
        store.update(after);
        return after;
    }

    private Channel lockAndFind(ChannelPlace place, String etag) {
        store.lock();
        Channel channel = store.find(place.channelId())
                .filter(found -> place.subchannelId()
                        .map(id -> found.find(id).isPresent())
                        .orElse(true))
                .orElseThrow(() -> ChannelRefusals.notFound(place));
        if (!channel.etag().equals(etag)) {
            throw ChannelRefusals.changed();
        }
        return channel;
    }

    /** The channel with one subchannel changed; the channel itself if that changes nothing. */
    private static Channel withSubchannel(Channel channel, ChannelPlace place, UnaryOperator<Subchannel> change) {
        List<Subchannel> subchannels = channel.subchannels().stream()
                .map(old ->
                        place.subchannelId().filter(old.subchannelId()::equals).isPresent() ? change.apply(old) : old)
                .toList();
        return subchannels.equals(channel.subchannels())
                ? channel
                : new Channel(
                        channel.channelId(),
                        channel.displayName(),
                        channel.archived(),
                        channel.revision() + 1,
                        subchannels);
    }

    private static ChannelPath path(Channel channel, ChannelPlace place) {
        String subchannel = place.subchannelId()
                .flatMap(channel::find)
                .map(Subchannel::displayName)
                .orElse("");
        return new ChannelPath(channel.displayName(), subchannel);
    }

    private static void requireNotOther(ChannelPath oldName) {
        if (oldName.equals(ChannelPath.OTHER)) {
            FieldViolations violations = new FieldViolations();
            violations.add(
                    "display_name",
                    "FIXED_NAME",
                    "must stay \"" + oldName.channel() + "\": touchpoints that no row matches are counted there");
            violations.throwIfAny();
        }
    }

    private void requireFree(Channel channel, ChannelPlace place, String displayName) {
        String folded = CaseFold.fold(displayName);
        boolean taken = place.subchannelId()
                .map(id -> channel.subchannels().stream()
                        .anyMatch(other -> !other.subchannelId().equals(id)
                                && CaseFold.fold(other.displayName()).equals(folded)))
                .orElseGet(() -> store.hasOther(displayName, channel.channelId()));
        if (taken) {
            throw ChannelRefusals.exists(displayName);
        }
    }
}
