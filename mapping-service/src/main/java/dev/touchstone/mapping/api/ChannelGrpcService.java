package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.mapping.channel.ChangeChannels;
import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.CreateChannels;
import dev.touchstone.mapping.channel.ListChannels;
import dev.touchstone.mapping.ruleset.RefreshActiveRuleSet;
import dev.touchstone.mapping.v1.ChannelService;
import dev.touchstone.mapping.v1.CreateChannelRequest;
import dev.touchstone.mapping.v1.CreateChannelResponse;
import dev.touchstone.mapping.v1.CreateSubchannelRequest;
import dev.touchstone.mapping.v1.CreateSubchannelResponse;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.mapping.v1.ListChannelsResponse;
import dev.touchstone.mapping.v1.RenameChannelRequest;
import dev.touchstone.mapping.v1.RenameChannelResponse;
import dev.touchstone.mapping.v1.SetChannelArchivedRequest;
import dev.touchstone.mapping.v1.SetChannelArchivedResponse;
import dev.touchstone.runtime.BlockingCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Lists and changes the catalogue. */
@GrpcService
final class ChannelGrpcService implements ChannelService {
    private static final int KEY_PARTS = 1;

    private final BlockingCalls calls;
    private final ListChannels listChannels;
    private final CreateChannels createChannels;
    private final ChangeChannels changeChannels;
    private final RefreshActiveRuleSet refresh;

    ChannelGrpcService(
            BlockingCalls calls,
            ListChannels listChannels,
            CreateChannels createChannels,
            ChangeChannels changeChannels,
            RefreshActiveRuleSet refresh) {
        this.calls = calls;
        this.listChannels = listChannels;
        this.createChannels = createChannels;
        this.changeChannels = changeChannels;
        this.refresh = refresh;
    }

    @Override
    public Uni<ListChannelsResponse> listChannels(ListChannelsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListChannelsResponse answer(ListChannelsRequest request) {
        boolean archived = request.getShowArchived();
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations, archived);
        violations.throwIfAny();
        // One more than the page holds, to learn whether another page follows.
        List<Channel> found = listChannels.list(page.after().map(List::getFirst), page.size() + 1, archived);
        List<Channel> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListChannelsResponse.Builder response = ListChannelsResponse.newBuilder();
        shown.forEach(channel -> response.addChannels(ChannelMessages.of(channel)));
        if (found.size() > shown.size()) {
            response.setNextPageToken(Page.token(List.of(shown.getLast().displayName()), archived));
        }
        return response.build();
    }

    @Override
    public Uni<CreateChannelResponse> createChannel(CreateChannelRequest request) {
        return calls.answer(() -> {
            ChannelRequests.check(request);
            Channel channel = createChannels.create(request.getDisplayName(), request.getSubchannelNamesList());
            return CreateChannelResponse.newBuilder()
                    .setChannel(ChannelMessages.of(channel))
                    .build();
        });
    }

    @Override
    public Uni<CreateSubchannelResponse> createSubchannel(CreateSubchannelRequest request) {
        return calls.answer(() -> {
            UUID channelId = ChannelRequests.channelId(request);
            Channel channel = createChannels.createSubchannel(channelId, request.getDisplayName());
            return CreateSubchannelResponse.newBuilder()
                    .setChannel(ChannelMessages.of(channel))
                    .build();
        });
    }

    @Override
    public Uni<RenameChannelResponse> renameChannel(RenameChannelRequest request) {
        return calls.answer(() -> {
            ChannelRequests.Change change = ChannelRequests.change(request);
            Channel channel = changeChannels.rename(change.place(), request.getDisplayName(), change.etag());
            refresh.now();
            return RenameChannelResponse.newBuilder()
                    .setChannel(ChannelMessages.of(channel))
                    .build();
        });
    }

    @Override
    public Uni<SetChannelArchivedResponse> setChannelArchived(SetChannelArchivedRequest request) {
        return calls.answer(() -> {
            ChannelRequests.Change change = ChannelRequests.change(request);
            Channel channel = changeChannels.setArchived(change.place(), request.getArchived(), change.etag());
            return SetChannelArchivedResponse.newBuilder()
                    .setChannel(ChannelMessages.of(channel))
                    .build();
        });
    }
}
