package dev.touchstone.salessync.optout;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PersonIdentities;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out what somebody asks for, once for each request id. */
@ApplicationScoped
public class ChangeOptOut {
    private static final Duration KEY_LIFE = Duration.ofDays(7);

    private final OptOuts optOuts;
    private final Subjects subjects;
    private final SqlRequestKeys keys;
    private final PersonIdentities people;
    private final Clock clock;

    ChangeOptOut(OptOuts optOuts, Subjects subjects, SqlRequestKeys keys, PersonIdentities people, Clock clock) {
        this.optOuts = optOuts;
        this.subjects = subjects;
        this.keys = keys;
        this.people = people;
        this.clock = clock;
    }

    /**
     * What became of a change.
     *
     * @param recorded false if the request was carried out before, or says nothing new
     * @param outInMarketo whether Marketo, as far as the store knows, has somebody of them unsubscribed
     */
    public record Changed(boolean recorded, boolean outInMarketo) {}

    /**
     * Carries out a request.
     *
     * @throws RpcFailure.NotFound {@code PERSON_NOT_FOUND} if only a person is named and nobody has or had the id
     * @throws RpcFailure.AlreadyExists {@code KEY_REUSED} if the id was used for another request
     */
    @Transactional
    public Changed change(RequestKey key, Whose whose, OptOutFact fact) {
        requirePerson(whose);
        boolean recorded = isNew(key) && optOuts.record(whose, fact);
        if (recorded) {
            Log.infof("an opt-out was changed: %s", fact.getClass().getSimpleName());
        }
        return new Changed(recorded, subjects.isUnsubscribedInMarketo(whose));
    }

    private void requirePerson(Whose whose) {
        if (whose.address().isPresent()) {
            return;
        }
        long marketoId = whose.marketoId().orElseThrow();
        if (people.resolve(List.of(marketoId)).get(marketoId) instanceof Identity.Unknown) {
            String id = Long.toString(marketoId);
            throw new RpcFailure.NotFound("PERSON_NOT_FOUND", "there is no person with the id " + id, Map.of("id", id));
        }
    }

    private boolean isNew(RequestKey key) {
        Instant now = clock.instant();
        keys.forgetBefore(now.minus(KEY_LIFE));
        if (keys.take(key.requestId(), key.digest(), now)) {
            return true;
        }
        Optional<byte[]> before = keys.find(key.requestId());
        if (before.isPresent() && !Arrays.equals(before.get(), key.digest())) {
            String id = key.requestId().toString();
            throw new RpcFailure.AlreadyExists(
                    "KEY_REUSED", "the request id " + id + " was used for another request", Map.of("key", id));
        }
        return false;
    }
}
