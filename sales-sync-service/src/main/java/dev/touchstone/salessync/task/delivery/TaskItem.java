package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.task.TaskRecord;
import dev.touchstone.salessync.task.rule.DueDate;
import dev.touchstone.salessync.task.rule.TaskContent;
import dev.touchstone.salessync.task.rule.TaskRelation;
import dev.touchstone.salessync.task.rule.TaskWriting;

/**
 * A task of a batch.
 *
 * @param row its row of the outbox
 * @param record what is known of it
 * @param relation the records it is about
 * @param activity what it tells of
 * @param repliedTo subject of the e-mail that a reply answers; empty if it is not known, and for other kinds
 */
record TaskItem(OutboxEntry row, TaskRecord record, TaskRelation relation, Activity activity, String repliedTo) {
    /** The record whose lock a write of it takes. */
    String parent() {
        return relation.parent();
    }

    /** The task as a seller makes it. */
    TaskWriting.Task task(SellerView view) {
        return new TaskWriting.Task(
                TaskContent.of(record.kind(), activity.recorded().content(), repliedTo),
                relation,
                view.userId(),
                DueDate.of(activity.recorded().occurredAt(), view.timeZone()),
                record.flags());
    }
}
