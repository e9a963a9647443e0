package dev.touchstone.salessync.activity.panel;

import dev.touchstone.salessync.activity.Erasures;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PeopleMerged;
import dev.touchstone.salessync.person.PersonErased;
import dev.touchstone.salessync.person.PersonSought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Every change of the mirror, each in one transaction. */
@ApplicationScoped
class MirrorJournal {
    private final SqlMirrorStore store;
    private final Erasures erasures;

    MirrorJournal(SqlMirrorStore store, Erasures erasures) {
        this.store = store;
        this.erasures = erasures;
    }

    /** Stores what was read of a person, unless it was erased meanwhile. */
    @Transactional
    void write(long marketoId, List<MirroredActivity> activities) {
        if (isKept(marketoId)) {
            store.write(activities);
        }
    }

    /** A reading came to its end. */
    @Transactional
    void remember(long marketoId, Instant readAt) {
        if (isKept(marketoId)) {
            store.remember(marketoId, readAt);
        }
    }

    /** A reading did not come to its end, but has everything up to a time. */
    @Transactional
    void reached(long marketoId, Instant readTo) {
        if (isKept(marketoId)) {
            store.reached(marketoId, readTo);
        }
    }

    private boolean isKept(long marketoId) {
        return erasures.erasedAmong(List.of(marketoId)).isEmpty();
    }

    @Transactional
    int drop(Instant before) {
        return store.drop(before);
    }

    /** What Marketo had of the loser is read anew as the winner's. */
    void merged(@Observes PeopleMerged event) {
        store.move(event.loser(), event.winner());
    }

    void sought(@Observes PersonSought question) {
        if (store.holdsAny(question.marketoId())) {
            question.found();
        }
    }

    void erased(@Observes PersonErased event) {
        erasures.begin();
        store.erase(List.of(event.marketoId()));
    }

    void forgotten(@Observes PeopleForgotten event) {
        erasures.begin();
        store.erase(event.marketoIds());
    }
}
