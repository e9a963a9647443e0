package dev.touchstone.salessync.reminder;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a task of Salesforce says in this service's terms. A value that has no counterpart here says nothing: it stands for the base, so
 * that it neither changes anything here nor is written over. Pure.
 *
 * @param fields the values
 * @param mapped false if the task belongs to a user who is no seller here
 */
record SeenFields(ReminderFields fields, boolean mapped) {
    /**
     * Translates a task.
     *
     * @param base what both sides agreed on
     * @param ours what is here
     * @param sellerOfUser address of the seller who is a Salesforce user
     */
    static SeenFields of(
            SalesforceTask task,
            ReminderFields base,
            ReminderFields ours,
            Function<String, Optional<String>> sellerOfUser) {
        Optional<String> seller = sellerOfUser.apply(task.links().ownerId());
        ReminderFields fields = new ReminderFields(
                ReminderStatus.ofSalesforce(task.status()).orElse(base.status()),
                ReminderPriority.ofSalesforce(task.priority()).orElse(base.priority()),
                task.dueDate(),
                DetailsText.seen(task.description(), base.details(), ours.details()),
                seller.orElse(base.assignee()));
        return new SeenFields(fields, seller.isPresent());
    }
}
