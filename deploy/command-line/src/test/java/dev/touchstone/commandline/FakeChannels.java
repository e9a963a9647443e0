package dev.touchstone.commandline;

import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelServiceGrpc;
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
import dev.touchstone.mapping.v1.Subchannel;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A catalogue in memory, by id; an id is the first name in lower case. */
final class FakeChannels extends ChannelServiceGrpc.ChannelServiceImplBase {
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    FakeChannels() {
        put(Channel.newBuilder().setDisplayName("Social").addSubchannels(subchannel("Facebook")));
        put(Channel.newBuilder().setDisplayName("Old").setArchived(true));
    }

    private Channel put(Channel.Builder channel) {
        if (channel.getChannelId().isEmpty()) {
            channel.setChannelId(channel.getDisplayName().toLowerCase(Locale.ROOT));
        }
        Channel put = channel.setEtag("etag").build();
        channels.put(put.getChannelId(), put);
        return put;
    }

    private static Subchannel.Builder subchannel(String name) {
        return Subchannel.newBuilder().setDisplayName(name).setSubchannelId(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void listChannels(ListChannelsRequest request, StreamObserver<ListChannelsResponse> answers) {
        ListChannelsResponse.Builder answer = ListChannelsResponse.newBuilder();
        channels.values().stream()
                .filter(channel -> request.getShowArchived() || !channel.getArchived())
                .forEach(answer::addChannels);
        FakeRuleSets.end(answers, answer.build());
    }

    @Override
    public void createChannel(CreateChannelRequest request, StreamObserver<CreateChannelResponse> answers) {
        Channel.Builder channel = Channel.newBuilder().setDisplayName(request.getDisplayName());
        request.getSubchannelNamesList().forEach(name -> channel.addSubchannels(subchannel(name)));
        FakeRuleSets.end(
                answers,
                CreateChannelResponse.newBuilder().setChannel(put(channel)).build());
    }

    @Override
    public void createSubchannel(CreateSubchannelRequest request, StreamObserver<CreateSubchannelResponse> answers) {
        Channel.Builder channel =
                channels.get(request.getChannelId()).toBuilder().addSubchannels(subchannel(request.getDisplayName()));
        FakeRuleSets.end(
                answers,
                CreateSubchannelResponse.newBuilder().setChannel(put(channel)).build());
    }

    @Override
    public void renameChannel(RenameChannelRequest request, StreamObserver<RenameChannelResponse> answers) {
        Channel.Builder channel = channels.get(request.getChannelId()).toBuilder();
        if (request.getSubchannelId().isEmpty()) {
            channel.setDisplayName(request.getDisplayName());
        } else {
            channel.getSubchannelsBuilderList().stream()
                    .filter(one -> one.getSubchannelId().equals(request.getSubchannelId()))
                    .forEach(one -> one.setDisplayName(request.getDisplayName()));
        }
        FakeRuleSets.end(
                answers,
                RenameChannelResponse.newBuilder().setChannel(put(channel)).build());
    }

    @Override
    public void setChannelArchived(
            SetChannelArchivedRequest request, StreamObserver<SetChannelArchivedResponse> answers) {
        Channel.Builder channel =
                channels.get(request.getChannelId()).toBuilder().setArchived(request.getArchived());
        FakeRuleSets.end(
                answers,
                SetChannelArchivedResponse.newBuilder().setChannel(put(channel)).build());
    }
}
