package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.OverlapText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.ListTouchpointOverlapsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointOverlapsResponse;
import dev.touchstone.touchpoint.v1.TouchpointOverlapServiceGrpc;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reports touchpoints of two sources that are likely one interaction. */
@Command(
        name = "overlaps",
        description =
                "Show which campaigns, programs and forms make two touchpoints of what is likely one interaction.")
public final class OverlapsCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 100 if not given.")
    private int limit;

    public OverlapsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ListTouchpointOverlapsRequest request =
                ListTouchpointOverlapsRequest.newBuilder().setPageSize(limit).build();
        ListTouchpointOverlapsResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> TouchpointOverlapServiceGrpc.newBlockingStub(channel)
                                .listTouchpointOverlaps(request));
        return context.show(
                answer,
                () -> OverlapText.list(
                        answer.getOverlapsList(), context.terminal().outWidth()));
    }
}
