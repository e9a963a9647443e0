package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.ProgressLine;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import dev.touchstone.touchpoint.v1.QueueStatus;
import java.time.Duration;

/** Waits until every stored fact has had its effect. */
public final class Settling {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(3);

    private Settling() {}

    /**
     * Returns when everything is derived and mapped.
     *
     * @throws CommandFailed if nothing moves for three minutes
     */
    public static GetDerivationStatusResponse await(Services services, Terminal terminal) {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            long movedAt = System.nanoTime();
            GetDerivationStatusResponse before = GetDerivationStatusResponse.getDefaultInstance();
            while (true) {
                GetDerivationStatusResponse status = services.call(
                        Remote.TOUCHPOINT,
                        channel -> AdminServiceGrpc.newBlockingStub(channel)
                                .getDerivationStatus(GetDerivationStatusRequest.getDefaultInstance()));
                progress.show(line(status));
                if (StatusText.isSettled(status)) {
                    return status;
                }
                if (!work(status).equals(work(before))) {
                    before = status;
                    movedAt = System.nanoTime();
                } else if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
                    throw new CommandFailed("deriving stands still: " + waiting(status)
                            + " wait and nothing moved for " + Words.duration(LONGEST_STANDSTILL)
                            + "; the logs of touchpoint-service and mapping-service say why");
                }
                Services.sleep(BETWEEN_QUESTIONS);
            }
        }
    }

    /** What has to change for the wait to go on: everything but the ages. */
    private static String work(GetDerivationStatusResponse status) {
        return status.getStored() + waiting(status) + status.getUnmappedKeyCount() + status.getOutdatedKeyCount();
    }

    private static String line(GetDerivationStatusResponse status) {
        String done = Words.count(status.getStored().getSessionCount(), "session") + ", "
                + Words.count(status.getStored().getTouchpointCount(), "touchpoint");
        return StatusText.isSettled(status)
                ? "derived and mapped: " + done
                : "deriving: " + done + "; waiting: " + waiting(status);
    }

    private static String waiting(GetDerivationStatusResponse status) {
        long marks = status.getQueuesList().stream()
                .mapToLong(QueueStatus::getMarkCount)
                .sum();
        long keys = status.getUnmappedKeyCount() + status.getOutdatedKeyCount();
        return Words.count(marks, "change") + " and " + Words.count(keys, "mapping key");
    }
}
