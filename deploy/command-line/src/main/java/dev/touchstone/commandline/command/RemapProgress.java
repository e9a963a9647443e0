package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.RemapText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.ProgressLine;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.GetRemapStatusRequest;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import java.time.Duration;

/** Waits until all touchpoints show a version. */
final class RemapProgress {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

    private RemapProgress() {}

    static RemapStatus status(Context context) {
        return context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> RemapServiceGrpc.newBlockingStub(channel)
                                .getRemapStatus(GetRemapStatusRequest.getDefaultInstance()))
                .getStatus();
    }

    /**
     * Returns when the version, or a later one, decides in every answer.
     *
     * @throws CommandFailed if nothing moves for two minutes; the re-map goes on nevertheless
     */
    static void await(Context context, long version) {
        RemapStatus status = status(context);
        try (ProgressLine progress = new ProgressLine(context.terminal())) {
            long movedAt = System.nanoTime();
            while (!shows(status, version)) {
                progress.show(RemapText.line(status));
                Services.sleep(BETWEEN_QUESTIONS);
                RemapStatus next = status(context);
                if (!work(next).equals(work(status))) {
                    movedAt = System.nanoTime();
                } else if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
                    throw new CommandFailed("touchpoints do not show version " + version + " yet and nothing moved for "
                            + Words.duration(LONGEST_STANDSTILL)
                            + "; it goes on by itself, `touchstone remap status` tells how far it is");
                }
                status = next;
            }
        }
        context.terminal().out().print(RemapText.done(status));
        context.terminal().out().flush();
    }

    private static boolean shows(RemapStatus status, long version) {
        return status.getState() == RemapState.REMAP_STATE_IN_STEP
                && status.getPeriodsList().stream().anyMatch(period -> period.getVersion() >= version);
    }

    private static String work(RemapStatus status) {
        return status.getState() + " " + status.getTargetVersion() + " " + status.getDoneKeyCount() + " "
                + status.getPeriodsList();
    }
}
