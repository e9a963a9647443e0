package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.RecordActivities;
import dev.touchstone.salessync.activity.delivery.DeliveryJournal.Claimed;
import dev.touchstone.salessync.activity.schema.ActivitySchema;
import dev.touchstone.salessync.activity.schema.CurrentSchema;
import dev.touchstone.salessync.marketo.CustomActivity;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMeters;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.outbox.RowAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sends one batch. Everything that the next step needs is stored before the call and after it. */
@ApplicationScoped
class SendActivities {
    private final DeliveryJournal journal;
    private final OutboxPolicy policy;
    private final OutboxMeters meters;
    private final CurrentSchema schemas;

    SendActivities(DeliveryJournal journal, OutboxPolicy policy, OutboxMeters meters, CurrentSchema schemas) {
        this.schemas = schemas;
        this.journal = journal;
        this.policy = policy;
        this.meters = meters;
    }

    /** What a step did. */
    enum Step {
        /** There was nothing to send yet. */
        IDLE,
        /** A call was made and answered. */
        SENT,
        /** A call was made, or tried, without success. */
        FAILED
    }

    Step send(UUID worker, MarketoInstance marketo, ActivitySchema schema) {
        Claimed batch = journal.claim(worker, policy, schema);
        if (batch.rows().isEmpty()) {
            return Step.IDLE;
        }
        BatchOutcome outcome = checked(marketo, schema, batch, call(marketo, schema, batch));
        List<OutboxEntry> stored = journal.settle(worker, batch.rows(), outcome);
        meters.called(RecordActivities.LANE, outcome);
        meters.sent(
                RecordActivities.LANE,
                stored.stream().filter(row -> row.state() == OutboxState.DONE).count());
        return outcome instanceof BatchOutcome.Answered ? Step.SENT : Step.FAILED;
    }

    /**
     * Of a type that was deleted meanwhile, Marketo says that the row is wrong. Whether it is the row or its type is seen by looking
     * at the types again, unless the same call wrote another row into it. While that cannot be seen, no row is judged.
     */
    private BatchOutcome checked(MarketoInstance marketo, ActivitySchema schema, Claimed batch, BatchOutcome outcome) {
        if (!(outcome instanceof BatchOutcome.Answered answered)) {
            return outcome;
        }
        Set<Optional<ActivitySchema.Type>> doubted = doubted(schema, batch, answered.rows());
        if (doubted.isEmpty()) {
            return outcome;
        }
        Optional<ActivitySchema> fresh = lookAgain(marketo);
        return fresh.isPresent()
                ? told(batch, answered, schema, fresh.get())
                : unjudged(batch, answered, schema, doubted, schemas.untilAgain());
    }

    private Optional<ActivitySchema> lookAgain(MarketoInstance marketo) {
        try {
            return schemas.again(marketo);
        } catch (MarketoFailure failure) {
            return Optional.empty();
        }
    }

    /** The types that may not be there any more. */
    private static Set<Optional<ActivitySchema.Type>> doubted(
            ActivitySchema schema, Claimed batch, List<RowAnswer> answers) {
        Set<Optional<ActivitySchema.Type>> refused = new HashSet<>();
        Set<Optional<ActivitySchema.Type>> there = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (SendOutcomes.mayMeanTheType(answers.get(i))) {
                refused.add(schema.type(kind(batch, i)));
            } else if (answers.get(i) instanceof RowAnswer.Added) {
                there.add(schema.type(kind(batch, i)));
            }
        }
        refused.removeAll(there);
        return refused;
    }

    private static BatchOutcome unjudged(
            Claimed batch,
            BatchOutcome.Answered answered,
            ActivitySchema schema,
            Set<Optional<ActivitySchema.Type>> doubted,
            Duration wait) {
        List<RowAnswer> answers = new ArrayList<>(answered.rows());
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof RowAnswer.Skipped skipped
                    && SendOutcomes.mayMeanTheType(skipped)
                    && doubted.contains(schema.type(kind(batch, i)))) {
                answers.set(i, new RowAnswer.Unjudged(skipped.code(), wait));
            }
        }
        return new BatchOutcome.Answered(answers);
    }

    private static BatchOutcome told(
            Claimed batch, BatchOutcome.Answered answered, ActivitySchema schema, ActivitySchema fresh) {
        List<RowAnswer> answers = new ArrayList<>(answered.rows());
        for (int i = 0; i < answers.size(); i++) {
            ActivityKind kind = kind(batch, i);
            boolean typeIsGone = !fresh.type(kind).equals(schema.type(kind));
            if (typeIsGone && SendOutcomes.mayMeanTheType(answers.get(i))) {
                answers.set(i, new RowAnswer.TypeGone());
            }
        }
        return new BatchOutcome.Answered(answers);
    }

    private static ActivityKind kind(Claimed batch, int row) {
        return batch.contents().get(row).recorded().content().kind();
    }

    private static BatchOutcome call(MarketoInstance marketo, ActivitySchema schema, Claimed batch) {
        List<CustomActivity> written = new ArrayList<>(batch.rows().size());
        for (int i = 0; i < batch.rows().size(); i++) {
            OutboxEntry row = batch.rows().get(i);
            ActivitySchema.Type type = schema.type(kind(batch, i))
                    .orElseThrow(() -> new IllegalStateException("rows without a type are put aside"));
            written.add(ActivityWriting.write(batch.contents().get(i), row, type, schema.mode()));
        }
        try {
            return SendOutcomes.of(marketo.customActivities(Lane.ACTIVITY).add(written));
        } catch (MarketoFailure failure) {
            return SendOutcomes.of(failure.error());
        }
    }
}
