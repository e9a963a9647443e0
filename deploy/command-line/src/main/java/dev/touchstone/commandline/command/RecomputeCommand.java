package dev.touchstone.commandline.command;

import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RecomputeResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Has everything derived anew. */
@Command(name = "recompute", description = "Derive all sessions and touchpoints anew from the stored facts.")
public final class RecomputeCommand implements Callable<Integer> {
    private final Context context;

    public RecomputeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RecomputeResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> AdminServiceGrpc.newBlockingStub(channel)
                                .recompute(RecomputeRequest.getDefaultInstance()));
        return context.show(
                answer,
                () -> Words.count(answer.getVisitorCount(), "visitor") + " and "
                        + Words.count(answer.getPersonCount(), "person", "people")
                        + " are derived anew; `touchstone status` shows when it is done.\n");
    }
}
