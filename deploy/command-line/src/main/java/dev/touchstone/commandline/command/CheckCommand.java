package dev.touchstone.commandline.command;

import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Compares what is stored with what the facts say. */
@Command(
        name = "check",
        description = "Derive everything in memory and compare it with what is stored; fails if anything differs.")
public final class CheckCommand implements Callable<Integer> {
    private final Context context;

    public CheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CheckConsistencyResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> AdminServiceGrpc.newBlockingStub(channel)
                                .checkConsistency(CheckConsistencyRequest.getDefaultInstance()));
        context.show(answer, () -> text(answer));
        return answer.getDifferentSessionCount() + answer.getDifferentTouchpointCount() == 0
                ? Context.OK
                : Context.FAILED;
    }

    private static String text(CheckConsistencyResponse answer) {
        StringBuilder text = new StringBuilder("Compared ")
                .append(Words.count(answer.getSessionCount(), "session"))
                .append(" (")
                .append(Words.number(answer.getDifferentSessionCount()))
                .append(" different) and ")
                .append(Words.count(answer.getTouchpointCount(), "touchpoint"))
                .append(" (")
                .append(Words.number(answer.getDifferentTouchpointCount()))
                .append(" different).\n");
        answer.getExamplesList()
                .forEach(example ->
                        text.append("  ").append(Words.printable(example)).append('\n'));
        return text.toString();
    }
}
