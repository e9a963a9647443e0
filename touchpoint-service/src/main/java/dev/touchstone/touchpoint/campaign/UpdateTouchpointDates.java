package dev.touchstone.touchpoint.campaign;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.rulebook.ChangeKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sets the touchpoint date of all members that a filter takes, and has what that concerns derived anew, in one transaction.
 *
 * <p><b>Why the people are not marked here:</b> a member may just be given to another person by a transaction that this one does
 * not see. The mark names the update; a later transaction finds whose its members are then.
 */
@ApplicationScoped
class UpdateTouchpointDates {
    private static final int MAX_EXAMPLES = 50;
    private static final int PORTION = 10_000;

    private final DateUpdateStore store;
    private final FilteredMembers members;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final Clock clock;
    private final long maxMembers;

    /**
     * @param maxMembers members that one update takes at most
     */
    UpdateTouchpointDates(
            DateUpdateStore store,
            FilteredMembers members,
            MarkStore marks,
            Wakeup wakeup,
            Clock clock,
            @ConfigProperty(name = "touchpoint.date-updates.max-members") long maxMembers) {
        this.store = store;
        this.members = members;
        this.marks = marks;
        this.wakeup = wakeup;
        this.clock = clock;
        this.maxMembers = maxMembers;
    }

    /**
     * Whom an update took or would take.
     *
     * @param update the update; null in a dry run
     * @param memberCount members
     * @param changedMemberCount members of them whose date is another one then
     * @param examples some of the changed members, by id
     */
    record Outcome(
            @Nullable DateUpdate update, long memberCount, long changedMemberCount, List<DateUpdate.Change> examples) {
        Outcome {
            examples = examples.stream()
                    .sorted(Comparator.comparing(DateUpdate.Change::campaignMemberId))
                    .toList();
        }
    }

    /**
     * Tells whom an update would take; changes nothing.
     *
     * @throws RpcFailure.FailedPrecondition {@code TOO_MANY_MEMBERS}
     */
    Outcome dryRun(MemberFilter filter, Instant touchpointAt) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Taking taking = new Taking(touchpointAt, ids -> {});
            members.forEach(filter, taking::add);
            taking.finish();
            return taking.outcome(null);
        });
    }

    /**
     * Makes an update; a repeated request changes nothing and has the same answer.
     *
     * @throws RpcFailure.FailedPrecondition {@code TOO_MANY_MEMBERS}
     */
    Outcome update(MemberFilter filter, DateUpdate.Request request) {
        Outcome outcome = QuarkusTransaction.requiringNew().call(() -> {
            store.lock();
            Optional<DateUpdate> known = store.find(request.updateId());
            return known.isPresent() ? outcome(known.get()) : make(filter, request);
        });
        wakeup.signal();
        return outcome;
    }

    private Outcome outcome(DateUpdate update) {
        return new Outcome(update, update.memberCount(), update.changedMemberCount(), store.examples(update.ordinal()));
    }

    private Outcome make(MemberFilter filter, DateUpdate.Request request) {
        long ordinal = store.nextOrdinal();
        Taking taking = new Taking(request.touchpointAt(), ids -> store.take(ordinal, request.touchpointAt(), ids));
        members.forEach(filter, taking::add);
        taking.finish();
        DateUpdate update = new DateUpdate(
                ordinal,
                request,
                taking.memberCount,
                taking.changedMemberCount,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        store.add(update, taking.examples);
        marks.mark(Queue.RULE_LIST, List.of(ChangeKey.OfDates.from(ordinal).text()));
        return taking.outcome(update);
    }

    /** Receives the members. */
    private interface Sink {
        void take(List<String> campaignMemberIds);
    }

    /** Counts the members, and hands them on in portions. */
    private final class Taking {
        private final Instant touchpointAt;
        private final Sink sink;
        private final List<String> portion = new ArrayList<>();
        private final List<DateUpdate.Change> examples = new ArrayList<>();
        private long memberCount;
        private long changedMemberCount;

        Taking(Instant touchpointAt, Sink sink) {
            this.touchpointAt = touchpointAt;
            this.sink = sink;
        }

        void add(DateUpdate.Change member) {
            memberCount++;
            if (!touchpointAt.equals(member.previouslyAt())) {
                changedMemberCount++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(member);
                }
            }
            if (memberCount <= maxMembers) {
                portion.add(member.campaignMemberId());
                if (portion.size() == PORTION) {
                    flush();
                }
            }
        }

        private void flush() {
            sink.take(List.copyOf(portion));
            portion.clear();
        }

        void finish() {
            if (memberCount > maxMembers) {
                throw new RpcFailure.FailedPrecondition(
                        "TOO_MANY_MEMBERS",
                        "the filter takes " + memberCount + " members, and an update at most " + maxMembers
                                + "; make several with narrower filters",
                        Map.of("count", Long.toString(memberCount), "limit", Long.toString(maxMembers)));
            }
            if (!portion.isEmpty()) {
                flush();
            }
        }

        Outcome outcome(@Nullable DateUpdate update) {
            return new Outcome(update, memberCount, changedMemberCount, examples);
        }
    }
}
