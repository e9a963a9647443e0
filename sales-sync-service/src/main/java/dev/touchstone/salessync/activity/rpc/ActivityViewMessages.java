package dev.touchstone.salessync.activity.rpc;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.activity.RecordActivities;
import dev.touchstone.salessync.activity.panel.FeedPosition;
import dev.touchstone.salessync.activity.panel.ListPersonActivities;
import dev.touchstone.salessync.activity.panel.ListPersonActivities.After;
import dev.touchstone.salessync.activity.panel.ListPersonActivities.Listing;
import dev.touchstone.salessync.activity.panel.PanelItem;
import dev.touchstone.salessync.activity.panel.PanelKind;
import dev.touchstone.salessync.activity.panel.WatchLiveFeed;
import dev.touchstone.salessync.outbox.LaneState;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.person.RecordId;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.ListActivitiesRequest;
import dev.touchstone.salessync.v1.ListActivitiesResponse;
import dev.touchstone.salessync.v1.PersonActivityKind;
import dev.touchstone.salessync.v1.WatchLiveFeedRequest;
import dev.touchstone.salessync.v1.WatchLiveFeedResponse;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The reading calls: the panel, the live feed, the counts. */
@ApplicationScoped
class ActivityViewMessages {
    private static final int KEY_PARTS = 2;

    private final BlockingCalls calls;
    private final ListPersonActivities panel;
    private final WatchLiveFeed feed;
    private final OutboxStore outbox;
    private final OutboxClock clock;

    ActivityViewMessages(
            BlockingCalls calls,
            ListPersonActivities panel,
            WatchLiveFeed feed,
            OutboxStore outbox,
            OutboxClock clock) {
        this.calls = calls;
        this.panel = panel;
        this.feed = feed;
        this.outbox = outbox;
        this.clock = clock;
    }

    ListActivitiesResponse list(ListActivitiesRequest request) {
        FieldViolations violations = new FieldViolations();
        if (request.getMarketoId() < 1) {
            violations.add("marketo_id", "OUT_OF_RANGE", "must be above 0 but is " + request.getMarketoId());
        }
        List<PanelKind> kinds = kinds(request, violations);
        @Nullable Instant since = since(request, violations);
        Object[] arguments = {request.getMarketoId(), request.getKindsValueList(), String.valueOf(since)};
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations, arguments);
        violations.throwIfAny();
        After after = page.after()
                .map(key -> new After(Instant.parse(key.get(0)), key.get(1)))
                .orElse(null);
        // One more than asked for: whether it is there tells if there is a next page.
        Listing listing = panel.list(
                new ListPersonActivities.Request(request.getMarketoId(), kinds, since, after, page.size() + 1));
        return message(listing, page.size(), arguments);
    }

    private static ListActivitiesResponse message(Listing listing, int size, Object[] arguments) {
        List<PanelItem> items = listing.items();
        List<PanelItem> shown = items.subList(0, Math.min(items.size(), size));
        ListActivitiesResponse.Builder response = ListActivitiesResponse.newBuilder();
        shown.forEach(item -> response.addActivities(PersonActivityMessages.message(item)));
        if (items.size() > size) {
            PanelItem last = shown.get(size - 1);
            response.setNextPageToken(Page.token(List.of(last.occurredAt().toString(), last.key()), arguments));
        }
        listing.readAt().ifPresent(at -> response.setMarketoReadTime(ActivityMessages.timestamp(at)));
        listing.problem().ifPresent(response::setMarketoProblem);
        return response.build();
    }

    private static List<PanelKind> kinds(ListActivitiesRequest request, FieldViolations violations) {
        List<PanelKind> kinds = new ArrayList<>();
        for (int i = 0; i < request.getKindsCount(); i++) {
            PersonActivityKind kind = request.getKinds(i);
            PersonActivityMessages.kind(kind).ifPresent(kinds::add);
            if (PersonActivityMessages.kind(kind).isEmpty()) {
                violations.add(
                        "kinds[" + i + "]", "UNKNOWN_ENUM_VALUE", "must be one of PersonActivityKind, and specified");
            }
        }
        return kinds;
    }

    private static @Nullable Instant since(ListActivitiesRequest request, FieldViolations violations) {
        if (!request.hasSinceTime()) {
            return null;
        }
        Timestamp time = request.getSinceTime();
        boolean valid = Timestamps.isValid(time);
        if (!valid) {
            violations.add("since_time", "TIME_OUT_OF_RANGE", "must be a valid time");
            return null;
        }
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    Multi<WatchLiveFeedResponse> watch(WatchLiveFeedRequest request) {
        return calls.answer(() -> start(request)).onItem().transformToMulti(start -> from(start, request));
    }

    /** Where a watcher stands. */
    private record Start(String ownerId, FeedPosition position) {}

    private Start start(WatchLiveFeedRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RecordId> owner = RecordId.parse(request.getOwnerId());
        if (owner.isEmpty()) {
            violations.add("owner_id", "INVALID_ID", "must be a Salesforce id of 15 or 18 characters");
        }
        String cursor = request.getAfterCursor();
        Optional<FeedPosition> position = cursor.isEmpty() ? Optional.empty() : FeedPosition.decode(cursor);
        if (!cursor.isEmpty() && position.isEmpty()) {
            violations.add(
                    "after_cursor", "INVALID_CURSOR", "must be the after_cursor of an earlier message, or empty");
        }
        violations.throwIfAny();
        String ownerId = owner.map(RecordId::value).orElse("");
        return new Start(ownerId, position.orElseGet(() -> feed.now(ownerId)));
    }

    private Multi<WatchLiveFeedResponse> from(Start start, WatchLiveFeedRequest request) {
        AtomicReference<FeedPosition> position = new AtomicReference<>(start.position());
        Multi<WatchLiveFeedResponse> steps = calls.endless(() -> step(start.ownerId(), position));
        if (!request.getAfterCursor().isEmpty()) {
            return steps;
        }
        WatchLiveFeedResponse first = WatchLiveFeedResponse.newBuilder()
                .setAfterCursor(start.position().encode())
                .build();
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(first), steps);
    }

    private WatchLiveFeedResponse step(String ownerId, AtomicReference<FeedPosition> position) {
        WatchLiveFeed.Step step = feed.next(ownerId, position.get());
        position.set(step.position());
        WatchLiveFeedResponse.Builder response = WatchLiveFeedResponse.newBuilder()
                .setAfterCursor(step.position().encode());
        step.activities().forEach(activity -> response.addActivities(ActivityMessages.message(activity)));
        return response.build();
    }

    GetActivityCountsResponse counts() {
        GetActivityCountsResponse.Builder response = ActivityMessages.counts(outbox.counts(RecordActivities.LANE));
        LaneState lane = outbox.lane(RecordActivities.LANE);
        if (!lane.isOpen(clock.now())) {
            response.setHeldUntilTime(ActivityMessages.timestamp(lane.until()));
            response.setHoldSentence(ActivityMessages.text(lane.sentence()));
        }
        return response.build();
    }
}
