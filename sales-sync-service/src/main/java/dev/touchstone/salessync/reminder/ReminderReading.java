package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a reading of a task does to its reminder. Readings may come in any order and any number of times: one that was made before
 * what is known, changes nothing. Pure.
 */
final class ReminderReading {
    private static final String UNNAMED = "Task";

    private final boolean sendsName;
    private final Function<String, Optional<String>> sellerOfUser;
    private final Function<String, OptionalLong> personOfWho;

    /**
     * Reads with the mappings of the moment.
     *
     * @param sendsName whether the subject follows the reminder's name
     * @param sellerOfUser address of the seller who is a Salesforce user
     * @param personOfWho the person who is a lead or contact
     */
    ReminderReading(
            boolean sendsName,
            Function<String, Optional<String>> sellerOfUser,
            Function<String, OptionalLong> personOfWho) {
        this.sendsName = sendsName;
        this.sellerOfUser = sellerOfUser;
        this.personOfWho = personOfWho;
    }

    /**
     * A reminder after a reading.
     *
     * @param taken false if the reading told nothing new; nothing may be sent on the strength of it
     * @param lost values that gave way
     */
    record Read(Reminder reminder, boolean taken, List<LostValue> lost) {
        Read {
            lost = List.copyOf(lost);
        }

        static Read quiet(Reminder reminder) {
            return new Read(reminder, false, List.of());
        }
    }

    /** The task is there. */
    Read present(Reminder before, SalesforceTask task, ReadingTime time) {
        if (before.link().state() == LinkState.LOCAL
                || time.readAt().isBefore(before.link().notBefore())) {
            return Read.quiet(before);
        }
        if (time.readAt().equals(before.link().notBefore())) {
            return Read.quiet(sameSecond(before));
        }
        Reminder reminder = before.link().state() == LinkState.GONE ? undeleted(before) : before;
        SeenFields seen = SeenFields.of(task, reminder.link().base(), reminder.fields(), sellerOfUser);
        ReminderMerge.Merged merged = ReminderMerge.merge(
                reminder.link().base(),
                reminder.fields(),
                seen.fields(),
                new EditTimes(reminder.edits(), time.clockOffset(), task.stamp()));
        Reminder read = linked(reminder, task)
                .with(reminder.link().reading(task, merged.base(), time.readAt()))
                .with(merged.fields(), reminder.edits());
        LinkEvent event = seen.mapped() ? settled(read) : LinkEvent.UNMAPPED;
        return new Read(read.with(read.link().after(event)), true, merged.lost());
    }

    /** The task is deleted, or nobody may see it any more; a reminder that is there is deleted too. */
    Reminder gone(Reminder before, ReadingTime time) {
        LinkState state = before.link().state();
        if (state == LinkState.LOCAL || time.readAt().isBefore(before.link().notBefore())) {
            return before;
        }
        Reminder gone = before.with(before.link().after(LinkEvent.DELETED_THERE).notBefore(time.readAt()));
        return gone.deletedAt().isPresent() ? gone : gone.deleted(Optional.of(time.here()));
    }

    /**
     * What was sent is there. What was changed here since then is left to send; the task is read once more.
     *
     * @param now the reminder as it is by now
     * @param written what Salesforce took
     * @param sentAt by Salesforce's clock, not earlier than the write
     */
    Reminder sent(Reminder now, String taskId, ReminderLink written, Instant sentAt) {
        ReminderLink link = now.link()
                .to(taskId)
                .holding(written.base(), written.sentName())
                .notBefore(sentAt);
        Reminder sent = now.with(link).with(now.fields(), now.edits());
        LinkEvent event = settled(sent);
        return sent.with(sent.link().after(event).after(LinkEvent.SIGNALLED));
    }

    /**
     * A task that is taken over, with what Salesforce has. What has no counterpart here begins as on any new reminder.
     *
     * @param seller whose task it is
     */
    Reminder imported(UUID id, SalesforceTask task, String seller, ReadingTime time) {
        ReminderFields start = ReminderFields.of(seller);
        ReminderFields fields = SeenFields.of(task, start, start, sellerOfUser).fields();
        String name = task.subject().isBlank() ? UNNAMED : task.subject();
        OptionalLong person = personOfWho.apply(task.links().whoId());
        Reminder made = Reminder.made(
                id, name, fields, person, LinkState.LINKED, task.links().whoId());
        return made.with(made.link().reading(task, fields, time.readAt()));
    }

    private LinkEvent settled(Reminder reminder) {
        return reminder.hasToSend(sendsName) ? LinkEvent.LEFT_TO_SEND : LinkEvent.AGREED;
    }

    /** Two readings of one second do not tell which is newer: the next one does. A task that is gone stays so until then. */
    private static Reminder sameSecond(Reminder before) {
        return before.link().state() == LinkState.GONE
                ? before
                : before.with(before.link().after(LinkEvent.SIGNALLED));
    }

    private static Reminder undeleted(Reminder before) {
        return before.with(before.link().after(LinkEvent.UNDELETED)).deleted(Optional.empty());
    }

    /** Salesforce says whom the task is about once it says something new; until then it is whom it was made for. */
    private Reminder linked(Reminder reminder, SalesforceTask task) {
        String who = task.links().whoId();
        boolean same = who.equals(reminder.link().whoId());
        OptionalLong person = personOfWho.apply(who);
        return same && (reminder.marketoId().isPresent() || person.isEmpty()) ? reminder : reminder.about(person);
    }
}
