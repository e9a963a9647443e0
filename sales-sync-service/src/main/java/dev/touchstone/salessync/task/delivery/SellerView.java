package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenSeller;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import dev.touchstone.salessync.task.rule.TaskWriting;

/**
 * Salesforce as a seller sees it.
 *
 * @param seller the open connection
 * @param task what a task looks like to the seller
 * @param timeZone of the seller; empty if the seller may not see it
 */
record SellerView(OpenSeller seller, ObjectDescription task, String timeZone) {
    /** True if tasks are known by our key, so that repeating a write does no harm. */
    boolean keyed() {
        return task.field(TaskWriting.KEY_FIELD)
                .filter(field -> field.key().externalId() && field.key().unique())
                .filter(field -> field.access().createable())
                .isPresent();
    }

    /** User id of the seller. */
    String userId() {
        return seller.connection().userId();
    }
}
