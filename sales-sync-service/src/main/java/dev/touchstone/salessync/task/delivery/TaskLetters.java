package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.outbox.JudgedRows;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.task.TaskStore;
import dev.touchstone.salessync.task.TasksSettled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The dead letters of tasks: put when a row dies, with Salesforce's own words; taken away when it is done after all. */
@ApplicationScoped
class TaskLetters implements DeadLetterOwner {
    static final String KIND = "crm-task";

    private final DeadLetters letters;
    private final OutboxStore outbox;
    private final TaskStore tasks;
    private final OutboxClock clock;

    TaskLetters(DeadLetters letters, OutboxStore outbox, TaskStore tasks, OutboxClock clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Tells of rows that were just stored, within the same transaction. */
    void report(List<OutboxEntry> stored, Map<String, TaskJournal.Refusal> refusals, Instant now) {
        letters.putAll(stored.stream()
                .filter(row -> row.state() == OutboxState.DEAD)
                .map(row -> letter(row, refusals, now))
                .toList());
        letters.settle(
                KIND,
                stored.stream()
                        .filter(row -> row.state() == OutboxState.DONE || row.state() == OutboxState.SKIPPED)
                        .map(OutboxEntry::key)
                        .toList());
    }

    private static DeadLetter letter(OutboxEntry row, Map<String, TaskJournal.Refusal> refusals, Instant now) {
        String code = row.status().code() == null ? "" : row.status().code();
        String cause = row.cause().orElse("OTHER");
        TaskJournal.Refusal refusal = refusals.get(row.key());
        String words = refusal == null ? "" : refusal.words();
        return new DeadLetter(
                KIND, row.key(), cause, code, sentence(cause, code, words), OptionalLong.of(row.orderKey()), now);
    }

    private static String sentence(String cause, String code, String words) {
        String plain = switch (cause) {
            case "ACCESS_VALIDATION" -> "The organisation's rules or rights refuse the task";
            case "IDENTITY" -> "The contact or lead is gone in Salesforce, and nobody knows what it became";
            case "INTERMITTENT" -> "Salesforce could not take the task for too long";
            case "NOT_CONNECTED" -> "The seller was not connected to Salesforce for 30 days";
            case "TASK_NOT_UNIQUE" ->
                "The answer to a call got lost, and several tasks in Salesforce look like this one: see whether it is there";
            default -> "Salesforce refuses the task";
        };
        String withCode = code.isEmpty() ? plain : plain + " (" + code + ")";
        return words.isEmpty() ? withCode : withCode + ": " + words;
    }

    void settled(@Observes TasksSettled event) {
        letters.settle(KIND, event.keys());
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** It begins anew, with the fields that were left out: a person may have mended them. */
    @Override
    public void retry(List<String> keys) {
        Instant now = clock.now();
        List<OutboxEntry> dead = outbox.lock(keys).stream()
                .filter(row -> row.state() == OutboxState.DEAD)
                .toList();
        outbox.overwrite(dead.stream().map(row -> JudgedRows.retried(row, now)).toList());
        tasks.takeIn(dead.stream().map(OutboxEntry::key).toList());
    }
}
