package dev.touchstone.commandline.command;

import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.render.ChangeText;
import dev.touchstone.commandline.rpc.CallFailure;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.TouchpointChange;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.WatchTouchpointsRequest;
import dev.touchstone.touchpoint.v1.WatchTouchpointsResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows the change feed until it is stopped; after a break it goes on where it was. */
@Command(
        name = "watch",
        description = "Follow changes of touchpoints; --json writes one document a line.",
        footer = "The cursor printed at a break resumes without gap: touchstone watch --after CURSOR")
public final class WatchCommand implements Callable<Integer> {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int ATTEMPTS_WITHOUT_ANSWER = 8;

    private final Context context;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Resume after this cursor.")
    private String cursor = "";

    @Option(names = "--limit", paramLabel = "N", description = "End after this many changes; 0 for no end.")
    private int limit;

    private int seen;
    private int attempts;

    public WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                if (follow()) {
                    return Context.OK;
                }
            } catch (StatusRuntimeException e) {
                attempts++;
                if (e.getStatus().getCode() != Code.UNAVAILABLE || attempts == ATTEMPTS_WITHOUT_ANSWER) {
                    tellCursor();
                    throw CallFailure.of(Remote.TOUCHPOINT, context.services().address(Remote.TOUCHPOINT), e);
                }
            }
            Services.sleep(pause);
            pause = attempts == 0 || pause.compareTo(LONGEST_PAUSE) >= 0 ? FIRST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** True when the limit is reached; false when the server ended the stream. */
    private boolean follow() {
        Iterator<WatchTouchpointsResponse> answers = TouchpointServiceGrpc.newBlockingStub(
                        context.services().channel(Remote.TOUCHPOINT))
                .watchTouchpoints(WatchTouchpointsRequest.newBuilder()
                        .setAfterCursor(cursor)
                        .build());
        while (answers.hasNext()) {
            WatchTouchpointsResponse answer = answers.next();
            attempts = 0;
            for (TouchpointChange change : answer.getChangesList()) {
                show(change);
                if (limit > 0 && ++seen >= limit) {
                    cursor = answer.getAfterCursor();
                    tellCursor();
                    return true;
                }
            }
            cursor = answer.getAfterCursor();
        }
        return false;
    }

    private void show(TouchpointChange change) {
        String line = context.json()
                ? Context.json(change, JsonFormat.printer().omittingInsignificantWhitespace())
                : ChangeText.line(change);
        context.terminal().out().println(line);
    }

    private void tellCursor() {
        if (!cursor.isEmpty()) {
            context.terminal().err().println("resume with: touchstone watch --after " + cursor);
        }
    }
}
