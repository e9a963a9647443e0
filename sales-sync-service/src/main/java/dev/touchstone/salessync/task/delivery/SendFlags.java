package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.outbox.JudgedAnswer;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import dev.touchstone.salessync.outbox.RowAnswer;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import dev.touchstone.salessync.salesforce.write.RowResult;
import dev.touchstone.salessync.task.TaskStore.DueFlags;
import dev.touchstone.salessync.task.rule.SubjectTemplate;
import dev.touchstone.salessync.task.rule.TaskWriting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells tasks that are in Salesforce what became of their e-mails: one write for all that rose within a minute. */
@ApplicationScoped
class SendFlags {
    private final TaskJournal journal;
    private final FlagJournal flags;
    private final SellerViews views;
    private final ConnectedSalesforce connected;
    private final Clock clock;

    SendFlags(TaskJournal journal, FlagJournal flags, SellerViews views, ConnectedSalesforce connected, Clock clock) {
        this.journal = journal;
        this.flags = flags;
        this.views = views;
        this.connected = connected;
        this.clock = clock;
    }

    /** Sends what is due of a seller; true if a call was answered. */
    boolean send(UUID worker, SellerView view, OutboxPolicy policy) {
        String seller = view.seller().connection().seller();
        List<DueFlags> due = flags.claim(worker, seller, policy.lease(), policy.batchSize());
        TaskWriting.Manner manner = new TaskWriting.Manner(SubjectTemplate.DEFAULT, view.task(), Set.of());
        Map<DueFlags, RecordWrite> writes = new LinkedHashMap<>();
        List<DueFlags> written = new ArrayList<>();
        for (DueFlags each : due) {
            Map<String, @Nullable Object> values =
                    TaskWriting.update(each.flags(), manner).values();
            // What the task has already, or has no field for, needs no call.
            if (each.flags().without(each.written()).isEmpty() || values.isEmpty()) {
                written.add(each);
            } else {
                writes.put(each, new RecordWrite(TaskWriting.OBJECT, each.taskId(), values));
            }
        }
        boolean answered = !writes.isEmpty();
        Map<DueFlags, String> refused = new HashMap<>();
        try {
            write(view, writes, written, refused);
        } catch (SalesforceFailure failure) {
            answered = false;
            connected.broken(view.seller(), failure.error());
            journal.failed(
                    seller,
                    TaskOutcomes.of(failure.error(), new TaskOutcomes.Call(writes.size(), true), clock.instant()));
        }
        flags.settle(worker, written, refused);
        return answered;
    }

    private void write(
            SellerView view, Map<DueFlags, RecordWrite> writes, List<DueFlags> written, Map<DueFlags, String> refused) {
        if (writes.isEmpty()) {
            return;
        }
        List<DueFlags> order = List.copyOf(writes.keySet());
        List<RowResult> results =
                view.seller().org().collections(SalesforceLane.ACTIVITY).update(List.copyOf(writes.values()));
        for (int i = 0; i < order.size(); i++) {
            RowAnswer answer = TaskAnswers.of(results.get(i));
            switch (answer) {
                case RowAnswer.Added ignored -> written.add(order.get(i));
                case JudgedAnswer.Passing ignored -> {}
                case JudgedAnswer.Again ignored -> {}
                // What the fields are is looked at again before the next attempt.
                case JudgedAnswer.Reduced ignored -> views.doubt(view);
                default ->
                    refused.put(order.get(i), results.get(i).errors().get(0).words());
            }
        }
    }
}
