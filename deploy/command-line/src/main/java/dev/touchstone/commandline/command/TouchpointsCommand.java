package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.TouchpointText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsResponse;
import dev.touchstone.touchpoint.v1.TouchpointScope;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists or counts touchpoints. */
@Command(name = "touchpoints", description = "List touchpoints by time, or count them by channel.")
public final class TouchpointsCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    private final Context context;

    @Option(names = "--summary", description = "Count touchpoints and people by channel and subchannel.")
    private boolean summary;

    @Option(names = "--channel", paramLabel = "NAME", description = "Only this channel, by its exact name.")
    private String channel = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Only at or after this date or time (UTC).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Only before this date or time (UTC).")
    private @Nullable Instant to;

    @Option(
            names = "--buyer",
            description = "Only buyer touchpoints: those that surface in a lead's or contact's journey.")
    private boolean buyer;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many; 100 if not given.")
    private int limit = 100;

    public TouchpointsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.positive("--limit", limit);
        return summary ? summarize() : list();
    }

    private TouchpointScope scope() {
        return buyer ? TouchpointScope.TOUCHPOINT_SCOPE_BUYER : TouchpointScope.TOUCHPOINT_SCOPE_USER;
    }

    private int summarize() {
        SummarizeTouchpointsRequest.Builder request =
                SummarizeTouchpointsRequest.newBuilder().setScope(scope());
        if (from != null) {
            request.setStartTime(Times.timestamp(from));
        }
        if (to != null) {
            request.setEndTime(Times.timestamp(to));
        }
        SummarizeTouchpointsResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel ->
                                TouchpointServiceGrpc.newBlockingStub(channel).summarizeTouchpoints(request.build()));
        return context.show(
                answer, () -> TouchpointText.summary(answer, context.terminal().outWidth()));
    }

    private int list() {
        ListTouchpointsRequest.Builder request =
                ListTouchpointsRequest.newBuilder().setChannel(channel).setScope(scope());
        if (from != null) {
            request.setStartTime(Times.timestamp(from));
        }
        if (to != null) {
            request.setEndTime(Times.timestamp(to));
        }
        ListTouchpointsResponse.Builder all = ListTouchpointsResponse.newBuilder();
        do {
            request.setPageSize(Math.min(PAGE, limit - all.getTouchpointsCount()));
            ListTouchpointsResponse page = context.services()
                    .call(
                            Remote.TOUCHPOINT,
                            channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                    .listTouchpoints(request.build()));
            all.addAllTouchpoints(page.getTouchpointsList()).setNextPageToken(page.getNextPageToken());
            request.setPageToken(page.getNextPageToken());
        } while (!all.getNextPageToken().isEmpty() && all.getTouchpointsCount() < limit);
        String more = all.getNextPageToken().isEmpty() ? "" : "There are more; --limit asks for them.\n";
        return context.show(
                all.build(),
                () -> TouchpointText.list(
                                all.getTouchpointsList(), context.terminal().outWidth())
                        + more);
    }
}
