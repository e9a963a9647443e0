package dev.touchstone.salessync.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * Deletes what is left of people who were deleted in Marketo long ago (R-D-6): a hash of the Marketo id and Marketo's opt-out
 * stay. Opt-outs of the address are kept by who keeps opt-outs.
 */
@ApplicationScoped
public class ForgetPeople {
    private final PersonFates fates;
    private final Event<PeopleForgotten> forgotten;

    ForgetPeople(PersonFates fates, Event<PeopleForgotten> forgotten) {
        this.fates = fates;
        this.forgotten = forgotten;
    }

    /**
     * Forgets people, at most so many in one transaction.
     *
     * @param goneBefore whoever was deleted before
     * @return how many were forgotten
     */
    @Transactional
    public int forget(Instant goneBefore, Instant now, int limit) {
        List<Long> ids = fates.forget(goneBefore, now, limit);
        if (!ids.isEmpty()) {
            forgotten.fire(new PeopleForgotten(ids, goneBefore));
        }
        return ids.size();
    }
}
