package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.person.PeopleMerged;
import dev.touchstone.salessync.person.PersonErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps reminders with their people when these are merged or erased, in the transaction in which that is stored. */
@ApplicationScoped
class FollowReminderPeople {
    private final SqlReminderStore reminders;

    FollowReminderPeople(SqlReminderStore reminders) {
        this.reminders = reminders;
    }

    void merged(@Observes PeopleMerged event) {
        reminders.merge(event.loser(), event.winner());
    }

    /** The text is the seller's and stays; whom it was about is not kept. */
    void erased(@Observes PersonErased event) {
        reminders.forgetPerson(event.marketoId());
    }
}
