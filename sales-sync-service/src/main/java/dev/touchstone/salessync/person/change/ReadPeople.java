package dev.touchstone.salessync.person.change;

import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonState;
import dev.touchstone.salessync.person.PersonStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads everybody as they are and then each change, step by step, for readers that keep a cursor. */
@ApplicationScoped
public class ReadPeople {
    private final PersonFeed feed;
    private final PersonStore people;
    private final PersonIdentities identities;
    private final ChangePolicy policy;
    private final Clock clock;

    ReadPeople(PersonFeed feed, PersonStore people, PersonIdentities identities, ChangePolicy policy, Clock clock) {
        this.feed = feed;
        this.people = people;
        this.identities = identities;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * What became of a person.
     *
     * @param type what happened; null of everybody as they are
     * @param person as it is now, whatever its state; null if it was forgotten
     * @param winner the person it is part of now; null if it was not merged
     * @param changedAt when that was stored; of everybody as they are, when they were read
     */
    public record Seen(
            PersonFeed.@Nullable Type type,
            long marketoId,
            @Nullable Person person,
            @Nullable Long winner,
            Instant changedAt) {}

    /**
     * A step.
     *
     * @param seen each person once; empty if nothing happened
     * @param cursor where the reader stands after it
     */
    public record Step(List<Seen> seen, PeopleCursor cursor) {
        public Step {
            seen = List.copyOf(seen);
        }
    }

    /** The cursor of a reader that wants everybody, and then what changes. */
    public PeopleCursor everybody() {
        return new PeopleCursor(feed.end(), 0L, clock.instant());
    }

    /** The cursor of a reader that wants what changes from now on. */
    public PeopleCursor now() {
        return new PeopleCursor(feed.end(), null, clock.instant());
    }

    /** True if changes after the cursor may have been dropped. */
    public boolean isExpired(PeopleCursor cursor) {
        return cursor.seenAt().isBefore(clock.instant().minus(policy.feed()));
    }

    /** The next people, at most so many; returns at once. */
    public Step next(PeopleCursor cursor, int limit) {
        // Taken before the look, so that the cursor never claims to have seen more than it has.
        Instant lookedAt = clock.instant();
        @Nullable Long afterId = cursor.afterId();
        return afterId == null ? changes(cursor, lookedAt, limit) : everybody(cursor, afterId, lookedAt, limit);
    }

    private Step everybody(PeopleCursor cursor, long afterId, Instant lookedAt, int limit) {
        List<Person> found = people.scan(afterId, limit);
        Map<Long, Long> winners = winners(found.stream()
                .filter(person -> person.standing().state() == PersonState.ALIAS)
                .map(Person::marketoId)
                .toList());
        List<Seen> seen = found.stream()
                .map(person -> new Seen(null, person.marketoId(), person, winners.get(person.marketoId()), lookedAt))
                .toList();
        @Nullable
        Long last = found.size() < limit ? null : found.get(found.size() - 1).marketoId();
        // The feed is gone on with where it was when everybody began to be read; until then that time counts.
        return new Step(seen, new PeopleCursor(cursor.position(), last, cursor.seenAt()));
    }

    private Step changes(PeopleCursor cursor, Instant lookedAt, int limit) {
        List<PersonFeed.Change> changes = feed.read(cursor.position(), limit);
        if (changes.isEmpty()) {
            return new Step(List.of(), new PeopleCursor(cursor.position(), null, lookedAt));
        }
        Map<Long, PersonFeed.Change> lasts = new LinkedHashMap<>();
        for (PersonFeed.Change change : changes) {
            // In the place of the last change, so that what is told of two people keeps its order.
            lasts.remove(change.marketoId());
            lasts.put(change.marketoId(), change);
        }
        Map<Long, Person> now = people.findAll(List.copyOf(lasts.keySet())).stream()
                .collect(Collectors.toMap(Person::marketoId, Function.identity()));
        Map<Long, Long> winners = winners(lasts.keySet());
        List<Seen> seen = new ArrayList<>(lasts.size());
        lasts.forEach((id, change) ->
                seen.add(new Seen(change.type(), id, now.get(id), winners.get(id), change.changedAt())));
        PersonFeed.Change last = changes.get(changes.size() - 1);
        // With a full page there may be more: what is older than the look was not seen then.
        boolean toTheEnd = changes.size() < limit || last.changedAt().isAfter(lookedAt);
        Instant seenAt = toTheEnd ? lookedAt : last.changedAt();
        return new Step(seen, new PeopleCursor(last.position(), null, seenAt));
    }

    private Map<Long, Long> winners(Collection<Long> ids) {
        Map<Long, Long> winners = new HashMap<>();
        identities.resolve(ids).forEach((id, identity) -> {
            if (identity instanceof Identity.Alias alias) {
                winners.put(id, alias.winner());
            }
        });
        return winners;
    }
}
