package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.erased.PersonalId;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores which e-mail addresses another system knows aliases by; when it returns they are durable and their aliases marked. */
@ApplicationScoped
class RecordAliasIdentities {
    private final AliasIdentityStore store;
    private final ErasedIdentities erasedIdentities;
    private final Wakeup wakeup;

    RecordAliasIdentities(AliasIdentityStore store, ErasedIdentities erasedIdentities, Wakeup wakeup) {
        this.store = store;
        this.erasedIdentities = erasedIdentities;
        this.wakeup = wakeup;
    }

    /**
     * What became of identities.
     *
     * @param changed how many changed what is stored
     * @param erased positions of those that were not stored because their address is of somebody who was erased, ascending
     */
    record Stored(int changed, List<Integer> erased) {}

    /** Stores them, in one transaction. */
    Stored store(List<AliasIdentity> identities) {
        if (identities.isEmpty()) {
            return new Stored(0, List.of());
        }
        Stored stored = QuarkusTransaction.requiringNew().call(() -> storeTogether(identities));
        wakeup.signal();
        return stored;
    }

    private Stored storeTogether(List<AliasIdentity> identities) {
        Set<PersonalId> people = erasedIdentities.hold(
                () -> identities.stream().map(RecordAliasIdentities::person).collect(Collectors.toSet()));
        List<AliasIdentity> toStore = new ArrayList<>(identities.size());
        List<Integer> erased = new ArrayList<>();
        for (int i = 0; i < identities.size(); i++) {
            if (people.contains(person(identities.get(i)))) {
                erased.add(i);
            } else {
                toStore.add(identities.get(i));
            }
        }
        return new Stored(toStore.isEmpty() ? 0 : store.store(toStore), erased);
    }

    private static PersonalId person(AliasIdentity identity) {
        return PersonalId.ofEmail(identity.email());
    }
}
