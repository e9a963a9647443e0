package dev.touchstone.salessync.activity;

import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMachine;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PeopleMerged;
import dev.touchstone.salessync.person.PersonErased;
import dev.touchstone.salessync.person.PersonSought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Lets activities follow their people, in the transaction in which these change: to the winner of a merge, and into oblivion with
 * an erasure or when a deleted person is forgotten. The rows of the outbox are locked before the activities, as delivery does.
 */
@ApplicationScoped
class ActivityMoves {
    private final ActivityStore activities;
    private final OutboxStore outbox;
    private final Erasures erasures;
    private final Event<ActivitiesSettled> settled;
    private final OutboxClock clock;

    ActivityMoves(
            ActivityStore activities,
            OutboxStore outbox,
            Erasures erasures,
            Event<ActivitiesSettled> settled,
            OutboxClock clock) {
        this.activities = activities;
        this.outbox = outbox;
        this.erasures = erasures;
        this.settled = settled;
        this.clock = clock;
    }

    /** What died because its person was gone may live now: where it was gone to is known (AC-26). */
    void merged(@Observes PeopleMerged event) {
        Map<Long, Long> winner = Map.of(event.loser(), event.winner());
        outbox.move(RecordActivities.LANE, winner);
        activities.move(winner);
        List<OutboxEntry> gone = outbox.lockDead(RecordActivities.LANE, event.winner()).stream()
                .filter(OutboxMachine::isGone)
                .toList();
        if (!gone.isEmpty()) {
            Instant now = clock.now();
            outbox.overwrite(
                    gone.stream().map(row -> OutboxMachine.retried(row, now)).toList());
            settled.fire(
                    new ActivitiesSettled(gone.stream().map(OutboxEntry::key).toList()));
        }
    }

    void sought(@Observes PersonSought question) {
        if (!activities.keys(List.of(question.marketoId())).isEmpty()) {
            question.found();
        }
    }

    /** Whoever has a row of the person under way gets no result stored: it is not looked for again either. */
    void erased(@Observes PersonErased event) {
        erasures.begin();
        erase(List.of(event.marketoId()));
    }

    /** What was said to somebody who was deleted long ago goes as well (R-D-6): that something was sent stays, and when. */
    void forgotten(@Observes PeopleForgotten event) {
        erasures.begin();
        erase(event.marketoIds());
    }

    private void erase(List<Long> marketoIds) {
        List<String> keys = activities.keys(marketoIds);
        if (keys.isEmpty()) {
            return;
        }
        Instant now = clock.now();
        List<OutboxEntry> unfinished = outbox.lock(keys).stream()
                .filter(row -> !OutboxMachine.erased(row, now).equals(row))
                .toList();
        outbox.overwrite(
                unfinished.stream().map(row -> OutboxMachine.erased(row, now)).toList());
        activities.erase(marketoIds);
        settled.fire(
                new ActivitiesSettled(unfinished.stream().map(OutboxEntry::key).toList()));
    }
}
