package dev.touchstone.salessync.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Says who a Marketo id is now: itself, the winner it was merged into (chains are flattened), or gone. */
@ApplicationScoped
public class PersonIdentities {
    private final PersonFates fates;

    PersonIdentities(PersonFates fates) {
        this.fates = fates;
    }

    /** Who each of the ids is; all that were asked for are in the answer. */
    public Map<Long, Identity> resolve(Collection<Long> marketoIds) {
        return marketoIds.isEmpty() ? Map.of() : fates.identities(marketoIds);
    }
}
