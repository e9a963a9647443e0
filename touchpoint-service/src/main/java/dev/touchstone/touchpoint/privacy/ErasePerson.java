package dev.touchstone.touchpoint.privacy;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.erased.KeyedErasedIdentities;
import dev.touchstone.touchpoint.erased.PersonalId;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Erases a person: removes the facts and keeps the hashes in one transaction, with marks for all that is derived from them. What a
 * crash leaves is either everything as it was, or the facts gone and the marks there, which workers then derive.
 */
@ApplicationScoped
class ErasePerson {
    private final KeyedErasedIdentities erasedIdentities;
    private final FindPerson findPerson;
    private final PersonalData data;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final Clock clock;

    ErasePerson(
            KeyedErasedIdentities erasedIdentities,
            FindPerson findPerson,
            PersonalData data,
            MarkStore marks,
            Wakeup wakeup,
            Clock clock) {
        this.erasedIdentities = erasedIdentities;
        this.findPerson = findPerson;
        this.data = data;
        this.marks = marks;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * What was erased.
     *
     * @param erasedAt when the person was erased first
     * @param erasedBefore true if that was before
     * @param removed rows removed now, by table
     * @param pending rows that are still to be derived anew and removed
     */
    record Erased(Instant erasedAt, boolean erasedBefore, Map<String, Long> removed, long pending) {}

    private record Done(Person person, Instant erasedAt, boolean erasedBefore, Map<String, Long> removed) {}

    /**
     * Erases, for good. Repeating it does no harm.
     *
     * @throws RpcFailure.FailedPrecondition {@code PERSON_AMBIGUOUS} for a visitor whom several people share;
     *     {@code ERASURE_KEY_MISSING} without a key
     */
    Erased erase(PersonReference reference) {
        Done done = QuarkusTransaction.requiringNew().call(() -> remove(reference));
        wakeup.signal();
        return new Erased(done.erasedAt(), done.erasedBefore(), done.removed(), data.pending(done.person()));
    }

    private Done remove(PersonReference reference) {
        erasedIdentities.exclude();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Instant> before = erasedIdentities.firstErasedAt(List.of(reference.id()));
        Person person = findPerson.find(reference);
        Map<String, Long> removed = data.remove(person);
        Set<PersonalId> ids = new HashSet<>(person.ids());
        ids.add(reference.id());
        erasedIdentities.keepOut(ids, now);
        mark(person);
        return new Done(person, before.orElse(now), before.isPresent(), removed);
    }

    /** The tasks that named the visitors are gone, too, so whoever's sessions they belonged to is derived anew. */
    private void mark(Person person) {
        marks.mark(
                Queue.ALIAS,
                Stream.concat(person.visitorIds().stream(), person.sharedVisitorIds().stream())
                        .map(visitor -> IdentityKey.CALLED + visitor)
                        .toList());
        marks.mark(Queue.CRM_PERSON, person.crmPersonIds());
        UUID personId = person.personId();
        if (personId != null) {
            marks.mark(Queue.PERSON, List.of(personId.toString()));
        }
    }
}
