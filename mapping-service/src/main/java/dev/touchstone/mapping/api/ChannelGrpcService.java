package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ListChannels;
import dev.touchstone.mapping.v1.ChannelService;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.mapping.v1.ListChannelsResponse;
import dev.touchstone.mapping.v1.Subchannel;
import dev.touchstone.runtime.BlockingCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Lists the catalogue. */
@GrpcService
final class ChannelGrpcService implements ChannelService {
    private static final int KEY_PARTS = 1;

    private final BlockingCalls calls;
    private final ListChannels listChannels;

    ChannelGrpcService(BlockingCalls calls, ListChannels listChannels) {
        this.calls = calls;
        this.listChannels = listChannels;
    }

    @Override
    public Uni<ListChannelsResponse> listChannels(ListChannelsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListChannelsResponse answer(ListChannelsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations);
        violations.throwIfAny();
        // One more than the page holds, to learn whether another page follows.
        List<Channel> found = listChannels.list(page.after().map(List::getFirst), page.size() + 1);
        List<Channel> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListChannelsResponse.Builder response = ListChannelsResponse.newBuilder();
        shown.forEach(channel -> response.addChannels(message(channel)));
        if (found.size() > shown.size()) {
            response.setNextPageToken(Page.token(List.of(shown.getLast().displayName())));
        }
        return response.build();
    }

    private static dev.touchstone.mapping.v1.Channel message(Channel channel) {
        dev.touchstone.mapping.v1.Channel.Builder message =
                dev.touchstone.mapping.v1.Channel.newBuilder().setDisplayName(channel.displayName());
        channel.subchannels()
                .forEach(name -> message.addSubchannels(Subchannel.newBuilder().setDisplayName(name)));
        return message.build();
    }
}
