package dev.touchstone.salessync.activity;

import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PersonIdentities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whose activities are whose after merges. */
@ApplicationScoped
public class ActivityPeople {
    private final PersonIdentities identities;

    ActivityPeople(PersonIdentities identities) {
        this.identities = identities;
    }

    /** The person that has an id's records now: the winner of its merge, or the id itself. All that were asked for are there. */
    public Map<Long, Long> winners(Collection<Long> marketoIds) {
        Map<Long, Long> winners = new HashMap<>();
        Map<Long, Identity> known = identities.resolve(new HashSet<>(marketoIds));
        for (long id : marketoIds) {
            winners.put(id, winner(known.get(id)).orElse(id));
        }
        return winners;
    }

    /** Whom people were merged into, by person; those who were not are left out. */
    public Map<Long, Long> mergedInto(Collection<Long> marketoIds) {
        Map<Long, Long> merged = new HashMap<>();
        identities
                .resolve(new HashSet<>(marketoIds))
                .forEach((id, identity) -> winner(identity).ifPresent(winner -> merged.put(id, winner)));
        return merged;
    }

    /** True if Marketo does not have the person any more, or it is erased here. */
    public boolean isGone(long marketoId) {
        return identities.resolve(List.of(marketoId)).get(marketoId) instanceof Identity.Tombstone;
    }

    private static OptionalLong winner(@Nullable Identity identity) {
        return identity instanceof Identity.Alias alias ? OptionalLong.of(alias.winner()) : OptionalLong.empty();
    }
}
