package dev.touchstone.salessync.person;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Erases a person on request (R-D-8): the personal fields and the history go, and by {@link PersonErased} whatever others hold,
 * all in one transaction. What stays is the Marketo id, so that no later reading brings the person back, and a salted hash of
 * the address, so that nothing is sent to it.
 */
@ApplicationScoped
public class ErasePerson {
    private final PersonFates fates;
    private final PersonStore people;
    private final Event<PersonErased> erased;
    private final Event<PersonSought> sought;
    private final Clock clock;

    ErasePerson(
            PersonFates fates,
            PersonStore people,
            Event<PersonErased> erased,
            Event<PersonSought> sought,
            Clock clock) {
        this.fates = fates;
        this.people = people;
        this.erased = erased;
        this.sought = sought;
        this.clock = clock;
    }

    /**
     * What was erased.
     *
     * @param marketoIds the Marketo ids that the person had, the one it has now first
     * @param sharing other people with the same address, who were left as they are; at most 100
     * @param erasedBefore true if there was nothing left to do
     */
    public record Erased(List<Long> marketoIds, List<Long> sharing, boolean erasedBefore) {}

    /**
     * Erases, for good. An id that was merged stands for the person it was merged into. Somebody who never was among the people,
     * but of whom something else is kept, is erased as well. Repeating it does no harm.
     *
     * @throws RpcFailure.NotFound {@code PERSON_NOT_FOUND} if nothing was ever kept of such a person
     */
    @Transactional
    public Erased erase(long marketoId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PersonFates.Erasure erasure = fates.erase(marketoId, now);
        boolean unknown = people.findAll(erasure.ids()).isEmpty();
        if (unknown) {
            requireTraces(erasure.ids(), marketoId);
            fates.keepOut(erasure.ids(), now);
        }
        erasure.ids().forEach(id -> erased.fire(new PersonErased(id, erasure.addressHash())));
        return new Erased(erasure.ids(), erasure.sharing(), erasure.erasedBefore() && !unknown);
    }

    private void requireTraces(List<Long> ids, long asked) {
        for (long id : ids) {
            PersonSought question = new PersonSought(id);
            sought.fire(question);
            if (question.isFound()) {
                return;
            }
        }
        throw new RpcFailure.NotFound(
                "PERSON_NOT_FOUND", "no person has the Marketo id " + asked, Map.of("id", Long.toString(asked)));
    }
}
