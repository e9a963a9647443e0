package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMeters;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.error.Verdict;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.write.CollectionsApi;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import dev.touchstone.salessync.salesforce.write.RowResult;
import dev.touchstone.salessync.task.TaskLane;
import dev.touchstone.salessync.task.TaskStore.Attempt;
import dev.touchstone.salessync.task.delivery.TaskJournal.Refusal;
import dev.touchstone.salessync.task.delivery.TaskJournal.Result;
import dev.touchstone.salessync.task.rule.CustomField;
import dev.touchstone.salessync.task.rule.SubjectTemplate;
import dev.touchstone.salessync.task.rule.TaskType;
import dev.touchstone.salessync.task.rule.TaskWriting;
import dev.touchstone.salessync.task.rule.TaskWriting.Manner;
import dev.touchstone.salessync.task.rule.TaskWriting.Written;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends one batch of a seller's tasks. Everything that the next step needs is stored before the call and after it. */
@ApplicationScoped
class SendTasks {
    private final TaskJournal journal;
    private final ConnectedSalesforce connected;
    private final SellerViews views;
    private final TellTaskFields findings;
    private final OutboxMeters meters;
    private final Clock clock;

    SendTasks(
            TaskJournal journal,
            ConnectedSalesforce connected,
            SellerViews views,
            TellTaskFields findings,
            OutboxMeters meters,
            Clock clock) {
        this.journal = journal;
        this.connected = connected;
        this.views = views;
        this.findings = findings;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Sends a batch.
     *
     * @param worker whose leases the rows and their parents are
     * @return true if a call was made and answered, so that there may be more to do at once
     */
    boolean send(UUID worker, SellerView view, SubjectTemplate template, OutboxPolicy policy) {
        String seller = view.seller().connection().seller();
        List<TaskItem> batch = journal.claim(worker, seller, policy);
        if (batch.isEmpty()) {
            return false;
        }
        List<Written> written = batch.stream()
                .map(item -> TaskWriting.create(
                        item.task(view),
                        new Manner(template, view.task(), item.record().leftOut())))
                .toList();
        tell(written);
        if (!view.keyed()) {
            journal.tried(attempts(batch, written, view));
        }
        Result result = call(batch, written, view);
        List<OutboxEntry> stored = journal.settle(worker, seller, batch, result);
        meters.called(TaskLane.ALL, result.outcome());
        meters.sent(
                TaskLane.ALL,
                stored.stream().filter(row -> row.state() == OutboxState.DONE).count());
        return result.outcome() instanceof BatchOutcome.Answered;
    }

    private void tell(List<Written> written) {
        Map<String, String> warnings = new TreeMap<>();
        written.forEach(each -> warnings.putAll(each.warnings()));
        findings.tell(
                written.stream()
                        .flatMap(each -> each.values().keySet().stream())
                        .distinct()
                        .toList(),
                warnings);
    }

    private static Map<String, Attempt> attempts(List<TaskItem> batch, List<Written> written, SellerView view) {
        Map<String, Attempt> attempts = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Map<String, @Nullable Object> values = written.get(i).values();
            if (values.get("Subject") instanceof String subject
                    && values.get("ActivityDate") instanceof LocalDate dueDate) {
                attempts.put(batch.get(i).row().key(), new Attempt(subject, view.userId(), dueDate));
            }
        }
        return attempts;
    }

    private Result call(List<TaskItem> batch, List<Written> written, SellerView view) {
        try {
            List<RowResult> results = write(batch, written, view);
            return new Result(TaskOutcomes.of(results), refusals(batch, results, view));
        } catch (SalesforceFailure failure) {
            connected.broken(view.seller(), failure.error());
            return new Result(
                    TaskOutcomes.of(
                            failure.error(), new TaskOutcomes.Call(batch.size(), view.keyed()), clock.instant()),
                    Map.of());
        }
    }

    private static List<RowResult> write(List<TaskItem> batch, List<Written> written, SellerView view) {
        CollectionsApi tasks = view.seller().org().collections(SalesforceLane.ACTIVITY);
        if (!view.keyed()) {
            return tasks.create(written.stream().map(Written::write).toList());
        }
        List<RecordWrite> rows = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Map<String, @Nullable Object> values =
                    new LinkedHashMap<>(written.get(i).values());
            values.put(TaskWriting.KEY_FIELD, batch.get(i).row().key());
            rows.add(RecordWrite.of(TaskWriting.OBJECT, values));
        }
        return tasks.upsert(TaskWriting.OBJECT, TaskWriting.KEY_FIELD, rows);
    }

    /** A field that is refused although the description allows it: the description is old, or the organisation has another rule. */
    private Map<String, Refusal> refusals(List<TaskItem> batch, List<RowResult> results, SellerView view) {
        Map<String, Refusal> refusals = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            if (results.get(i).success()) {
                continue;
            }
            RowError error = results.get(i).errors().get(0);
            boolean ofFields = error.verdict().action() == Verdict.Action.REFRESH_FIELDS;
            if (ofFields) {
                views.doubt(view);
            }
            refusals.put(
                    batch.get(i).row().key(),
                    new Refusal(error.words(), ofFields ? namedOrAll(error.fields()) : List.of()));
        }
        return refusals;
    }

    /** Salesforce does not always name the field; then all that may be left out are. */
    private static List<String> namedOrAll(List<String> named) {
        List<String> optional = Stream.concat(
                        Stream.of(TaskType.FIELD),
                        Arrays.stream(CustomField.values()).map(CustomField::apiName))
                .toList();
        List<String> known = optional.stream().filter(named::contains).toList();
        return known.isEmpty() ? optional : known;
    }
}
