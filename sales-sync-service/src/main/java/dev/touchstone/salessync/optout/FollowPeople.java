package dev.touchstone.salessync.optout;

import dev.touchstone.salessync.person.AddressesChanging;
import dev.touchstone.salessync.person.PeopleBuried;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PeopleMerged;
import dev.touchstone.salessync.person.PeopleMerging;
import dev.touchstone.salessync.person.PersonErased;
import dev.touchstone.salessync.person.PersonSought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Keeps opt-outs when people are merged (R-U-8: out if either was), get another address, are deleted (R-D-7), forgotten (R-D-6) or
 * erased, in the transaction in which that is stored.
 */
@ApplicationScoped
class FollowPeople {
    private final OptOuts optOuts;

    FollowPeople(OptOuts optOuts) {
        this.optOuts = optOuts;
    }

    /**
     * As long as the loser has an address: what was said of the address was said of the loser. Whoever says something of the loser
     * at the same moment waits, and then means the winner, too.
     */
    void merging(@Observes PeopleMerging event) {
        Whose loser = Whose.ofPerson(event.loser());
        optOuts.hold(List.of(loser));
        optOuts.isOut(loser);
    }

    void merged(@Observes PeopleMerged event) {
        OptOutFact merge = OptOutFact.Unsubscribe.derived(UnsubscribeSource.MERGE);
        if (optOuts.isOutAlone(event.loser())) {
            optOuts.record(Whose.ofPerson(event.winner()), merge);
        } else if (optOuts.isOut(Whose.ofPerson(event.winner()))) {
            optOuts.recordAlone(event.loser(), merge);
        }
    }

    /** Whoever is out because of their address stays out with another one. */
    void changing(@Observes AddressesChanging event) {
        optOuts.keepOut(event.marketoIds());
    }

    /** Their address, too, is out from now on, whoever has it next: the tombstone that connects the two is not kept for ever. */
    void buried(@Observes PeopleBuried event) {
        optOuts.keepOut(event.marketoIds());
    }

    void forgotten(@Observes PeopleForgotten event) {
        optOuts.forgetIds(event.marketoIds());
    }

    /** What was said of somebody who is not among the people is kept all the same. */
    void sought(@Observes PersonSought question) {
        if (optOuts.isNoted(question.marketoId())) {
            question.found();
        }
    }

    void erased(@Observes PersonErased event) {
        optOuts.erase(event.marketoId(), event.addressHash());
    }
}
