package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.MappingText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.ChannelServiceGrpc;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.mapping.v1.ListChannelsResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the channel catalogue. */
@Command(name = "channels", description = "List the channels and their subchannels.")
public final class ChannelsCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    private final Context context;

    public ChannelsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ListChannelsResponse.Builder all = ListChannelsResponse.newBuilder();
        ListChannelsRequest.Builder request = ListChannelsRequest.newBuilder().setPageSize(PAGE);
        do {
            ListChannelsResponse page = context.services()
                    .call(
                            Remote.MAPPING,
                            channel ->
                                    ChannelServiceGrpc.newBlockingStub(channel).listChannels(request.build()));
            all.addAllChannels(page.getChannelsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return context.show(
                all.build(),
                () -> MappingText.channels(
                        all.getChannelsList(), context.terminal().outWidth()));
    }
}
