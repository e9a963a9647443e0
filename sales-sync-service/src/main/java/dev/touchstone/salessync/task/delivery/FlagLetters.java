package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.task.TaskStore;
import dev.touchstone.salessync.task.TaskStore.DueFlags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The dead letters of flags that Salesforce refuses: the task is there, but does not tell that its e-mail was opened, clicked or replied to. */
@ApplicationScoped
class FlagLetters implements DeadLetterOwner {
    static final String KIND = "crm-task-flags";

    private static final String CAUSE = "FLAGS_REFUSED";

    private final DeadLetters letters;
    private final TaskStore tasks;
    private final OutboxClock clock;

    FlagLetters(DeadLetters letters, TaskStore tasks, OutboxClock clock) {
        this.letters = letters;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Tells of flags that were just stored, within the same transaction. */
    void report(List<DueFlags> written, Map<DueFlags, String> refused, Instant now) {
        letters.settle(KIND, written.stream().map(DueFlags::taskKey).toList());
        letters.putAll(refused.entrySet().stream()
                .map(entry -> new DeadLetter(
                        KIND,
                        entry.getKey().taskKey(),
                        CAUSE,
                        "",
                        "Salesforce refuses what became of the e-mail: " + entry.getValue(),
                        OptionalLong.empty(),
                        now))
                .toList());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void retry(List<String> keys) {
        tasks.flagsDue(keys, clock.now());
    }
}
