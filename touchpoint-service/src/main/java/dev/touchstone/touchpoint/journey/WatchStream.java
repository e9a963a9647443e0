package dev.touchstone.touchpoint.journey;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import dev.touchstone.touchpoint.v1.TouchpointChange;
import dev.touchstone.touchpoint.v1.TouchpointChangeType;
import dev.touchstone.touchpoint.v1.WatchTouchpointsResponse;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes a gRPC stream of the change feed. The next step is read only when the watcher has room for it, so a slow watcher
 * costs no memory.
 */
@ApplicationScoped
class WatchStream {
    private final WatchTouchpoints watch;
    private final BlockingCalls calls;
    private final String kept;

    WatchStream(
            WatchTouchpoints watch,
            BlockingCalls calls,
            @ConfigProperty(name = "touchpoint.change-feed.kept") String kept) {
        this.watch = watch;
        this.calls = calls;
        this.kept = kept;
    }

    Multi<WatchTouchpointsResponse> open(String afterCursor) {
        return calls.answer(() -> start(afterCursor)).onItem().transformToMulti(start -> from(start, afterCursor));
    }

    private Multi<WatchTouchpointsResponse> from(FeedCursor start, String afterCursor) {
        AtomicReference<FeedCursor> cursor = new AtomicReference<>(start);
        Multi<WatchTouchpointsResponse> steps = calls.endless(() -> step(cursor));
        if (!afterCursor.isEmpty()) {
            return steps;
        }
        WatchTouchpointsResponse first = WatchTouchpointsResponse.newBuilder()
                .setAfterCursor(start.encode())
                .build();
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(first), steps);
    }

    private FeedCursor start(String afterCursor) {
        if (afterCursor.isEmpty()) {
            return watch.now();
        }
        FieldViolations violations = new FieldViolations();
        FeedCursor cursor = FeedCursor.decode(afterCursor).orElse(null);
        if (cursor == null) {
            violations.add(
                    "after_cursor", "INVALID_CURSOR", "must be the after_cursor of an earlier message, or empty");
            throw new RpcFailure.InvalidRequest(violations.list());
        }
        if (watch.isExpired(cursor)) {
            throw new RpcFailure.FailedPrecondition(
                    "CURSOR_EXPIRED",
                    "changes after the cursor are no longer kept: read all touchpoints, then watch anew",
                    Map.of("kept", kept));
        }
        return cursor;
    }

    private WatchTouchpointsResponse step(AtomicReference<FeedCursor> cursor) {
        try {
            WatchTouchpoints.Step step = watch.next(cursor.get());
            cursor.set(step.cursor());
            WatchTouchpointsResponse.Builder response = WatchTouchpointsResponse.newBuilder()
                    .setAfterCursor(step.cursor().encode());
            step.changes().forEach(seen -> response.addChanges(change(seen)));
            return response.build();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the watcher was stopped", stopped);
        }
    }

    private static TouchpointChange change(WatchTouchpoints.Seen seen) {
        TouchpointChange.Builder change = TouchpointChange.newBuilder()
                .setType(type(seen.type()))
                .setTouchpointId(seen.touchpointId().toString())
                .setPersonId(seen.personId().toString())
                .setChangeTime(ProtoTime.timestamp(seen.changedAt()));
        TouchpointView view = seen.view();
        if (view != null) {
            change.setTouchpoint(TouchpointMessages.of(view));
        }
        return change.build();
    }

    private static TouchpointChangeType type(ChangeFeed.Type type) {
        return switch (type) {
            case CREATED -> TouchpointChangeType.TOUCHPOINT_CHANGE_TYPE_CREATED;
            case UPDATED -> TouchpointChangeType.TOUCHPOINT_CHANGE_TYPE_UPDATED;
            case REMOVED -> TouchpointChangeType.TOUCHPOINT_CHANGE_TYPE_REMOVED;
            case REMAPPED -> TouchpointChangeType.TOUCHPOINT_CHANGE_TYPE_REMAPPED;
        };
    }
}
