package dev.touchstone.salessync.person.explain;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonFields;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonState;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.SuppressedAddresses;
import dev.touchstone.salessync.person.change.ChangePolicy;
import dev.touchstone.salessync.person.change.FieldChange;
import dev.touchstone.salessync.person.change.FieldHistory;
import dev.touchstone.salessync.person.explain.Explanation.Field;
import dev.touchstone.salessync.person.explain.Explanation.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains a person: from what is stored, or, of somebody who is not, from Marketo. */
@ApplicationScoped
public class ExplainPerson {
    private final Stored stored;
    private final ReadLive live;
    private final SuppressedAddresses suppressed;
    private final Clock clock;

    ExplainPerson(Stored stored, ReadLive live, SuppressedAddresses suppressed, Clock clock) {
        this.stored = stored;
        this.live = live;
        this.suppressed = suppressed;
        this.clock = clock;
    }

    /** What is stored of people. */
    @ApplicationScoped
    static class Stored {
        private final PersonIdentities identities;
        private final PersonStore people;
        private final FieldHistory history;
        private final ChangePolicy policy;

        Stored(PersonIdentities identities, PersonStore people, FieldHistory history, ChangePolicy policy) {
            this.identities = identities;
            this.people = people;
            this.history = history;
            this.policy = policy;
        }

        /** The person that an id was merged into; null if it was not. */
        @Nullable
        Long winner(long marketoId) {
            return identities.resolve(List.of(marketoId)).get(marketoId) instanceof Identity.Alias alias
                    ? alias.winner()
                    : null;
        }

        Optional<Person> person(long marketoId) {
            return people.findAll(List.of(marketoId)).stream().findFirst();
        }

        Map<String, FieldChange.Source> sources(long marketoId) {
            return history.sources(marketoId);
        }

        /** The reading that added a person, if history tells of every change since; else null. */
        FieldChange.@Nullable Source addition(Person person, Instant now) {
            @Nullable Instant addedAt = person.provenance().addedAt();
            @Nullable ReadWay addedBy = person.provenance().addedBy();
            boolean wholeHistory = addedAt != null && !addedAt.isBefore(now.minus(policy.history()));
            return addedAt == null || addedBy == null || !wholeHistory
                    ? null
                    : new FieldChange.Source("marketo", addedBy, addedAt);
        }
    }

    /**
     * Explains.
     *
     * @throws RpcFailure.NotFound {@code PERSON_NOT_FOUND} if nobody has the id, here and in Marketo
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED} if Marketo has to be asked and cannot be
     */
    public Explanation explain(long marketoId) {
        @Nullable Long winner = stored.winner(marketoId);
        long subject = winner == null ? marketoId : winner;
        Optional<Person> person = stored.person(subject);
        if (person.isPresent()) {
            return ofStored(person.get(), winner);
        }
        if (suppressed.isForgotten(subject)) {
            return new Explanation(Standing.SUPPRESSION_ONLY, null, null, winner, List.of(), null);
        }
        Instant readAt = clock.instant();
        PersonReading reading = live.read(subject)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "PERSON_NOT_FOUND",
                        "nobody has the Marketo id " + subject + ", neither here nor in Marketo",
                        Map.of("id", Long.toString(subject))));
        return ofReading(reading, winner, readAt);
    }

    private Explanation ofStored(Person person, @Nullable Long winner) {
        Person.Standing standing = person.standing();
        return switch (standing.state()) {
            case ACTIVE -> new Explanation(Standing.ACTIVE, null, person, winner, fields(person), null);
            case HIDDEN ->
                new Explanation(Standing.HIDDEN, standing.hiddenReason(), person, winner, fields(person), null);
            case TOMBSTONE, ALIAS ->
                new Explanation(Standing.TOMBSTONE, null, null, winner, List.of(), standing.goneAt());
            case ERASED -> new Explanation(Standing.ERASED, null, null, winner, List.of(), standing.goneAt());
        };
    }

    /** A field that never changed comes from the reading that added the person. */
    private List<Field> fields(Person person) {
        Map<String, FieldChange.Source> changed = stored.sources(person.marketoId());
        FieldChange.@Nullable Source added = stored.addition(person, clock.instant());
        List<Field> fields = new ArrayList<>();
        PersonFields.of(person)
                .forEach((name, value) ->
                        fields.add(new Field(name, value, changed.containsKey(name) ? changed.get(name) : added)));
        return fields;
    }

    private Explanation ofReading(PersonReading reading, @Nullable Long winner, Instant readAt) {
        boolean erased = Optional.ofNullable(reading.details().email())
                .filter(email -> !suppressed.among(List.of(email)).isEmpty())
                .isPresent();
        Standing standing = reading.unqualifiedReason().isPresent()
                ? Standing.NOT_QUALIFIED
                : erased ? Standing.SUPPRESSED : Standing.NOT_READ_YET;
        Person person = new Person(
                reading.marketoId(),
                reading.details(),
                reading.crm(),
                reading.mail(),
                new Person.Standing(
                        reading.unqualifiedReason().isPresent() ? PersonState.HIDDEN : PersonState.ACTIVE,
                        reading.unqualifiedReason().orElse(null),
                        null),
                0,
                new Person.Provenance(reading.createdAt(), null, null, readAt));
        List<Field> fields = new ArrayList<>();
        PersonFields.of(person).forEach((name, value) -> fields.add(new Field(name, value, null)));
        return new Explanation(standing, reading.unqualifiedReason().orElse(null), person, winner, fields, null);
    }
}
