package dev.touchstone.salessync.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Stores that people were deleted in Marketo (R-D-6), within the caller's transaction: they become tombstones. */
@ApplicationScoped
public class BuryPeople {
    private final PersonFates fates;
    private final Event<PeopleBuried> buried;

    BuryPeople(PersonFates fates, Event<PeopleBuried> buried) {
        this.fates = fates;
        this.buried = buried;
    }

    /**
     * Buries. Whoever was read after {@code at} is there and stays; whoever was merged or erased stays so; of whoever is not
     * known, only the time is kept, so that an older reading does not bring them in.
     *
     * @param ids no id twice
     * @param way how it was found
     * @param at when they were deleted, or when the read began that did not find them, UTC
     * @return who left the people that are there
     */
    @Transactional(TxType.MANDATORY)
    public PeopleGone bury(Collection<Long> ids, ReadWay way, Instant at) {
        if (ids.isEmpty()) {
            return PeopleGone.NOBODY;
        }
        PeopleGone gone = fates.bury(ids, way, at);
        buried.fire(new PeopleBuried(List.copyOf(ids)));
        return gone;
    }
}
