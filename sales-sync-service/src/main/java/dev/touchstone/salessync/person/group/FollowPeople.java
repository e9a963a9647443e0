package dev.touchstone.salessync.person.group;

import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PeopleMerged;
import dev.touchstone.salessync.person.PersonErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Lets memberships follow what becomes of people, in the same transaction. */
@ApplicationScoped
class FollowPeople {
    private final PersonGroupStore store;

    FollowPeople(PersonGroupStore store) {
        this.store = store;
    }

    /** A group may have one more person than its limit for this: nobody is lost to a merge. */
    void merged(@Observes PeopleMerged event) {
        store.replace(event.loser(), event.winner());
    }

    void erased(@Observes PersonErased event) {
        store.removeEverywhere(List.of(event.marketoId()));
    }

    void forgotten(@Observes PeopleForgotten event) {
        store.removeEverywhere(event.marketoIds());
    }
}
