package dev.touchstone.salessync.reminder;

import static dev.touchstone.salessync.reminder.ReminderScene.ANN_USER;
import static dev.touchstone.salessync.reminder.ReminderScene.BASE;
import static dev.touchstone.salessync.reminder.ReminderScene.TASK;
import static dev.touchstone.salessync.reminder.ReminderScene.TEN;
import static dev.touchstone.salessync.reminder.ReminderScene.at;
import static dev.touchstone.salessync.reminder.ReminderScene.day;
import static dev.touchstone.salessync.reminder.ReminderScene.linked;
import static dev.touchstone.salessync.reminder.ReminderScene.reading;
import static dev.touchstone.salessync.reminder.ReminderScene.task;
import static dev.touchstone.salessync.reminder.ReminderScene.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReminderReadingTest {
    private static final Instant LATER = TEN.plusSeconds(60);

    private static Reminder edited(ReminderFields fields) {
        return ReminderEdits.edit(linked(), "Call", fields, TEN.plusSeconds(10));
    }

    @Test
    @DisplayName("AC-66: a status that is not translated survives an edit of another field")
    void statusThatIsNotTranslated() {
        Reminder edited = edited(BASE.withDueDate(day("2026-12-03")));
        Reminder read = reading()
                .present(edited, task(BASE, "In Progress", "Normal", ANN_USER, LATER), at(LATER))
                .reminder();
        assertThat(read.fields().status()).isEqualTo(ReminderStatus.OPEN);
        assertThat(write().changes(read)).containsOnlyKeys("ActivityDate");
    }

    @Test
    @DisplayName("AC-67: Low in Salesforce leaves the priority here, and is left alone")
    void priorityThatIsNotTranslated() {
        Reminder read = reading()
                .present(linked(), task(BASE, "Not Started", "Low", ANN_USER, LATER), at(LATER))
                .reminder();
        assertThat(read.fields().priority()).isEqualTo(ReminderPriority.NORMAL);
        assertThat(read.version()).isEqualTo(linked().version());
        assertThat(write().changes(read)).isEmpty();
    }

    @Test
    @DisplayName("AC-68: the subject never comes back")
    void subject() {
        SalesforceTask renamed = new SalesforceTask(
                TASK,
                "",
                task(BASE, LATER).links(),
                "Not Started",
                "Normal",
                BASE.dueDate(),
                "a",
                "Renamed",
                false,
                false,
                LATER);
        Reminder read = reading().present(linked(), renamed, at(LATER)).reminder();
        assertThat(read.name()).isEqualTo("Call");
        assertThat(write().changes(read)).isEmpty();
    }

    @Test
    @DisplayName("AC-71: what a flow makes of our text is taken over, not fought")
    void aFlowThatChangesTheText() {
        Reminder edited = edited(BASE.withDetails("b"));
        Reminder sent = reading().sent(edited, TASK, write().written(edited), LATER);
        assertThat(sent.link().state()).isEqualTo(LinkState.UNREAD);
        Instant after = LATER.plusSeconds(1);
        ReminderReading.Read read = reading().present(sent, task(BASE.withDetails("b!"), LATER), at(after));
        assertThat(read.reminder().fields().details()).isEqualTo("b!");
        assertThat(read.reminder().link().state()).isEqualTo(LinkState.LINKED);
        assertThat(write().changes(read.reminder())).isEmpty();
        assertThat(read.lost()).isEmpty();
    }

    @Test
    void anEditDuringASendIsLeftToSend() {
        Reminder edited = edited(BASE.withDetails("b"));
        Reminder again = ReminderEdits.edit(edited, "Call", BASE.withDetails("c"), TEN.plusSeconds(20));
        Reminder sent = reading().sent(again, TASK, write().written(edited), LATER);
        assertThat(sent.link().state()).isEqualTo(LinkState.CHANGED);
        assertThat(write().changes(sent)).containsExactly(Map.entry("Description", "c"));
    }

    @Test
    void aReadingFromBeforeTheWriteChangesNothing() {
        Reminder edited = edited(BASE.withDetails("b"));
        Reminder sent = reading().sent(edited, TASK, write().written(edited), LATER);
        assertThat(reading()
                        .present(sent, task(BASE, TEN), at(LATER.minusSeconds(1)))
                        .reminder())
                .isEqualTo(sent);
    }

    @Test
    void aReadingOfTheSecondOfTheWriteIsMadeAgain() {
        Reminder edited = edited(BASE.withDetails("b"));
        Reminder sent = reading().sent(edited, TASK, write().written(edited), LATER);
        Reminder read = reading().present(sent, task(BASE, TEN), at(LATER)).reminder();
        assertThat(read.fields().details()).isEqualTo("b");
        assertThat(read.link().state()).isEqualTo(LinkState.UNREAD);
    }

    @Test
    void aDeleteWinsOverAnEditWhicheverSideItCameFrom() {
        Reminder edited = edited(BASE.withDetails("b"));
        Reminder gone = reading().gone(edited, at(LATER));
        assertThat(gone.link().state()).isEqualTo(LinkState.GONE);
        assertThat(gone.deletedAt()).contains(LATER);
        assertThat(gone.fields().details()).isEqualTo("b");

        Reminder deleted = ReminderEdits.delete(linked(), TEN.plusSeconds(10));
        Reminder read = reading()
                .present(deleted, task(BASE.withDetails("c"), LATER), at(LATER))
                .reminder();
        assertThat(read.link().state()).isEqualTo(LinkState.DELETING);
        assertThat(read.deletedAt()).isPresent();
        assertThat(read.fields().details()).isEqualTo("c");
    }

    @Test
    void oneThatIsUndeletedIsThereAgain() {
        Reminder gone = reading().gone(linked(), at(LATER));
        Reminder stale =
                reading().present(gone, task(BASE, TEN), at(TEN.plusSeconds(5))).reminder();
        assertThat(stale).isEqualTo(gone);
        Instant after = LATER.plusSeconds(5);
        Reminder back = reading().present(gone, task(BASE, after), at(after)).reminder();
        assertThat(back.link().state()).isEqualTo(LinkState.LINKED);
        assertThat(back.deletedAt()).isEmpty();
        assertThat(reading().gone(back, at(LATER))).isEqualTo(back);
    }

    @Test
    void aTaskOfAUserWhoIsNoSellerIsInNobodysList() {
        Reminder read = reading()
                .present(
                        edited(BASE.withDetails("b")),
                        task(BASE, "Not Started", "Normal", "005000000000009AAA", LATER),
                        at(LATER))
                .reminder();
        assertThat(read.link().state()).isEqualTo(LinkState.DETACHED);
        Instant after = LATER.plusSeconds(5);
        Reminder back = reading().present(read, task(BASE, after), at(after)).reminder();
        assertThat(back.link().state()).isEqualTo(LinkState.CHANGED);
        assertThat(write().changes(back)).containsOnlyKeys("Description");
    }

    @Test
    void oneThatNeverWentOutIsGoneAtOnce() {
        Reminder made = Reminder.made(linked().id(), "Call", BASE, OptionalLong.empty(), LinkState.UNSENT, "");
        assertThat(ReminderEdits.delete(made, TEN).link().state()).isEqualTo(LinkState.GONE);
        Reminder attempted = made.with(write().written(made));
        assertThat(ReminderEdits.delete(attempted, TEN).link().state()).isEqualTo(LinkState.DELETING);
    }
}
