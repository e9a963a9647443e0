package dev.touchstone.commandline.command;

import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.render.RemapText;
import dev.touchstone.commandline.rpc.CallFailure;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.WatchRemapRequest;
import dev.touchstone.touchpoint.v1.WatchRemapResponse;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how far touchpoints are in step with the channel rules. */
@Command(
        name = "remap",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tell how far touchpoints are in step with the channel rules that are published.")
public final class RemapCommand {
    private final Context context;

    private RemapCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new RemapCommand(context));
    }

    @Command(name = "status", description = "Show how it stands.")
    int status() {
        RemapStatus status = RemapProgress.status(context);
        return context.show(
                status, () -> RemapText.status(status, context.terminal().outWidth()));
    }

    @Command(name = "watch", description = "Follow it, a line each; --json writes one document a line.")
    int watch(@Option(names = "--until-done", description = "End when touchpoints are in step.") boolean untilDone) {
        try {
            Iterator<WatchRemapResponse> answers = RemapServiceGrpc.newBlockingStub(
                            context.services().channel(Remote.TOUCHPOINT))
                    .watchRemap(WatchRemapRequest.getDefaultInstance());
            while (answers.hasNext()) {
                RemapStatus status = answers.next().getStatus();
                context.terminal()
                        .out()
                        .println(
                                context.json()
                                        ? Context.json(
                                                status, JsonFormat.printer().omittingInsignificantWhitespace())
                                        : RemapText.line(status));
                if (untilDone && status.getState() == RemapState.REMAP_STATE_IN_STEP) {
                    return Context.OK;
                }
            }
            return Context.OK;
        } catch (StatusRuntimeException e) {
            throw CallFailure.of(Remote.TOUCHPOINT, context.services().address(Remote.TOUCHPOINT), e);
        }
    }
}
