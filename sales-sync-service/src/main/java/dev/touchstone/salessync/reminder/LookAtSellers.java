package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.reminder.SqlReminderSellers.ReminderSeller;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.salesforce.write.CollectionsApi;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all tasks of sellers who have begun, or of whom deletions may have been missed: those that become reminders, and those that are
 * some already. Each is read as the seller, who sees them all.
 */
@ApplicationScoped
class LookAtSellers {
    private final ConnectedSalesforce salesforce;
    private final PollJournal journal;
    private final ReadTasks read;

    LookAtSellers(ConnectedSalesforce salesforce, PollJournal journal, ReadTasks read) {
        this.salesforce = salesforce;
        this.journal = journal;
        this.read = read;
    }

    /**
     * Looks at those that are to be looked at and whose connections can be used.
     *
     * @param all as whom a task is looked for that its seller does not find
     * @throws SalesforceFailure if it cannot be looked for so
     */
    void look(SalesforceOrg all) {
        for (ReminderSeller seller : journal.unseen()) {
            salesforce.seller(seller.seller()).ifPresent(open -> look(seller, open, all));
        }
    }

    private void look(ReminderSeller seller, ConnectedSalesforce.OpenSeller open, SalesforceOrg all) {
        List<String> missing;
        try {
            takeOver(seller, open);
            missing = compare(seller, open.org());
        } catch (SalesforceFailure failure) {
            salesforce.broken(open, failure.error());
            Log.warnf("the tasks of a seller are not read: %s", failure.error().sentence());
            return;
        }
        read.goneUnlessFound(all, missing);
        journal.seen(seller);
    }

    private void takeOver(ReminderSeller seller, ConnectedSalesforce.OpenSeller open) {
        Soql openTasks = Soql.select(List.of(TaskFields.ID), TaskWrite.OBJECT)
                .where(Soql.equal("OwnerId", open.connection().userId()))
                .where(Soql.is("IsClosed", false));
        ImportWindow window = seller.window();
        for (String condition : List.of(
                Soql.from("SystemModstamp", window.changedSince()), Soql.onDays("ActivityDate", window.days()))) {
            open.org()
                    .queries(SalesforceLane.REMINDER)
                    .pages(
                            openTasks.where(condition),
                            page -> read.readAll(
                                    open.org(),
                                    page.records().stream()
                                            .map(SalesforceRecord::id)
                                            .toList()));
        }
    }

    /** Ids of the tasks that the seller does not find. */
    private List<String> compare(ReminderSeller seller, SalesforceOrg org) {
        List<String> missing = new ArrayList<>();
        List<String> part = journal.tasks(seller.seller(), "", CollectionsApi.MAX_ROWS);
        while (!part.isEmpty()) {
            missing.addAll(read.read(org, TaskFields.ID, part).missing(part));
            part = journal.tasks(seller.seller(), part.getLast(), CollectionsApi.MAX_ROWS);
        }
        return missing;
    }
}
