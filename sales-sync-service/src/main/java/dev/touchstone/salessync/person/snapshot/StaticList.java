package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.FeedPage;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.feed.MergeLog;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** W3: reads a static list page by page. The list is as good as the administrator who keeps it. */
@ApplicationScoped
class StaticList implements Way {
    static final String NOT_CONFIGURED = "no static list is configured";

    private final CommitPage page;
    private final SnapshotPolicy policy;
    private final Clock clock;

    StaticList(CommitPage page, SnapshotPolicy policy, Clock clock) {
        this.page = page;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public SnapshotWay name() {
        return SnapshotWay.STATIC_LIST;
    }

    @Override
    public Outcome step(Reading reading) {
        if (policy.listId().isEmpty()) {
            return new Outcome.Unavailable(NOT_CONFIGURED);
        }
        long listId = policy.listId().getAsLong();
        @Nullable String token = reading.run().listToken();
        if (token != null && token.isEmpty()) {
            // The last page was stored, but the process ended before the end of the run was.
            return new Outcome.Exhausted();
        }
        Instant readAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FeedPage<MarketoLead> found;
        try {
            found = page(reading.leads(), listId, token);
        } catch (MarketoFailure failure) {
            return switch (failure.error()) {
                case MarketoError.FeatureOff off -> new Outcome.Unavailable(off.sentence());
                case MarketoError.Permanent gone -> new Outcome.Unavailable(gone.sentence());
                default -> throw failure;
            };
        }
        List<PersonReading> people =
                found.items().stream().map(PersonReading::of).toList();
        Reading after = reading.with(reading.run().at(found.nextToken()));
        page.commit(after, List.of(new ReadBatch(people, readAt)), () -> {});
        return found.more() ? new Outcome.Worked() : new Outcome.Exhausted();
    }

    /** The page at a position. One that Marketo does not take any more is given up: to read people twice does no harm. */
    private static FeedPage<MarketoLead> page(LeadsApi leads, long listId, @Nullable String token) {
        if (token == null) {
            return leads.list(listId, "");
        }
        try {
            return leads.list(listId, token);
        } catch (MarketoFailure failure) {
            if (!MergeLog.mayBeThePosition(failure.error())) {
                throw failure;
            }
            Log.warn("the position in the static list is refused; it is read from its beginning");
            return leads.list(listId, "");
        }
    }
}
