package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.optout.OptOutRecorded;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.Subject;
import dev.touchstone.salessync.optout.Subjects;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PeopleWritten;
import dev.touchstone.salessync.person.PersonErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Has opt-outs written to Salesforce, decided in the transaction in which they are kept: none is lost, and none is written that was
 * not kept. An opt-out of somebody without a record waits for one.
 */
@ApplicationScoped
class FollowOptOuts {
    private final SqlSearches searches;
    private final SqlPushes pushes;
    private final TakeReadings readings;
    private final OptOuts optOuts;
    private final Subjects subjects;
    private final Clock clock;

    FollowOptOuts(
            SqlSearches searches,
            SqlPushes pushes,
            TakeReadings readings,
            OptOuts optOuts,
            Subjects subjects,
            Clock clock) {
        this.searches = searches;
        this.pushes = pushes;
        this.readings = readings;
        this.optOuts = optOuts;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** A resubscribe is not written to Salesforce; what is still to be written because of the opt-out before is not, either. */
    void recorded(@Observes OptOutRecorded event) {
        switch (event.fact()) {
            case OptOutFact.Resubscribe ignored -> {
                searches.withdraw(event.subjects());
                pushes.withdraw(event.subjects());
            }
            case OptOutFact.Unsubscribe unsubscribe -> {
                if (unsubscribe.source() != UnsubscribeSource.ERASURE) {
                    search(event, unsubscribe.source().isDerived());
                }
            }
        }
    }

    private void search(OptOutRecorded event, boolean background) {
        Instant now = clock.instant();
        if (!event.people().isEmpty()) {
            searches.addPeople(event.people(), background, now);
        }
        event.address().ifPresent(address -> searches.addAddress(subjects.of(address), address, background, now));
    }

    /** Whoever is new, or has another record or address. */
    void written(@Observes PeopleWritten event) {
        optOuts.keepOut(event.marketoIds());
        readings.linked(event.marketoIds());
        searches.addMissing(event.marketoIds(), clock.instant());
    }

    void forgotten(@Observes PeopleForgotten event) {
        searches.forget(event.marketoIds());
    }

    /** The address goes with the search for it; the opt-out stays. */
    void erased(@Observes PersonErased event) {
        searches.forget(List.of(event.marketoId()));
        if (event.addressHash().length > 0) {
            searches.withdraw(Set.of(Subject.ofAddress(event.addressHash())));
        }
    }
}
