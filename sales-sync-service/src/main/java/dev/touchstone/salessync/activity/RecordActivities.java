package dev.touchstone.salessync.activity;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.activity.ActivityStore.Existing;
import dev.touchstone.salessync.activity.ActivityStore.Insertion;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMachine;
import dev.touchstone.salessync.outbox.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Records activities: each with its row in the outbox, all in one transaction. */
@ApplicationScoped
public class RecordActivities {
    /** The lane of the outbox that brings activities to Marketo. */
    public static final String LANE = "marketo-activity";

    private final ActivityStore activities;
    private final OutboxStore outbox;
    private final ActivityPeople people;
    private final Erasures erasures;
    private final Event<ActivitiesRecorded> recorded;
    private final IdSource ids;
    private final OutboxClock clock;

    RecordActivities(
            ActivityStore activities,
            OutboxStore outbox,
            ActivityPeople people,
            Erasures erasures,
            Event<ActivitiesRecorded> recorded,
            IdSource ids,
            OutboxClock clock) {
        this.activities = activities;
        this.outbox = outbox;
        this.people = people;
        this.erasures = erasures;
        this.recorded = recorded;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of an activity. */
    public sealed interface Recorded {
        /** The key under which the caller's key is stored. */
        String key();

        /** Stored now. */
        record Created(String key) implements Recorded {}

        /** An equal one was there. */
        record There(String key) implements Recorded {}

        /** Another one is there under the caller's key; this one is not stored. */
        record KeyReused(String key) implements Recorded {}
    }

    /**
     * Records. Of what happens to an erased person nothing is kept but that it happened, and it does not go out.
     *
     * @return what became of each, in the order given
     */
    @Transactional
    public List<Recorded> record(List<NewActivity> given) {
        Instant now = clock.now();
        Map<Long, Long> winners =
                people.winners(given.stream().map(NewActivity::marketoId).toList());
        Set<Long> erased = erasures.erasedAmong(winners.values());
        Map<String, Insertion> byClientKey = new LinkedHashMap<>();
        for (NewActivity activity : given) {
            long person = Objects.requireNonNull(winners.get(activity.marketoId()));
            byClientKey.computeIfAbsent(
                    activity.clientKey(),
                    key -> new Insertion(ActivityKey.of(ids.next()), activity, person, erased.contains(person)));
        }
        List<Insertion> wanted = List.copyOf(byClientKey.values());
        Set<String> inserted = activities.insert(wanted, now);
        List<Insertion> created =
                wanted.stream().filter(row -> inserted.contains(row.key())).toList();
        send(created, now);
        return outcomes(given, inserted);
    }

    private void send(List<Insertion> created, Instant now) {
        if (created.isEmpty()) {
            return;
        }
        Set<String> repeated = activities.repeats(created);
        List<OutboxEntry> rows = new ArrayList<>(created.size());
        for (Insertion row : created) {
            ActivityKind kind = row.activity().content().kind();
            Instant at = row.activity().occurredAt();
            Optional<String> reason = row.erased()
                    ? Optional.of(OutboxMachine.PERSON_ERASED)
                    : Optional.of("DUPLICATE_" + kind.name()).filter(any -> repeated.contains(row.key()));
            rows.add(reason.map(cause -> OutboxEntry.skipped(row.key(), kind.name(), row.marketoId(), at, now, cause))
                    .orElseGet(() -> OutboxEntry.accepted(row.key(), kind.name(), row.marketoId(), at, now)));
        }
        outbox.accept(LANE, rows, now);
        recorded.fire(new ActivitiesRecorded(
                created.stream().filter(row -> !row.erased()).toList()));
    }

    private List<Recorded> outcomes(List<NewActivity> given, Set<String> inserted) {
        Map<String, Existing> stored = activities.existing(
                given.stream().map(NewActivity::clientKey).distinct().toList());
        List<Recorded> outcomes = new ArrayList<>(given.size());
        Set<String> unreported = new HashSet<>(inserted);
        for (NewActivity activity : given) {
            Existing existing = Objects.requireNonNull(stored.get(activity.clientKey()), "what is inserted is there");
            // The first of those with one key is the one that was inserted; its equals after it are repetitions.
            if (unreported.remove(existing.key())) {
                outcomes.add(new Recorded.Created(existing.key()));
            } else if (isEqual(existing, activity)) {
                outcomes.add(new Recorded.There(existing.key()));
            } else {
                outcomes.add(new Recorded.KeyReused(existing.key()));
            }
        }
        return outcomes;
    }

    /** Of an erased activity nobody can tell any more. */
    private static boolean isEqual(Existing existing, NewActivity activity) {
        return existing.digest().isEmpty() || existing.digest().equals(activity.digest());
    }
}
