package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.activity.ActivitiesSettled;
import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMachine;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.outbox.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** The dead letters of activities: put when a row dies, taken away when it is done after all, retried by an operator. */
@ApplicationScoped
class ActivityLetters implements DeadLetterOwner {
    static final String KIND = "activity";

    private final DeadLetters letters;
    private final OutboxStore outbox;
    private final OutboxClock clock;

    ActivityLetters(DeadLetters letters, OutboxStore outbox, OutboxClock clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Tells of rows that were just stored, within the same transaction. Any row that is done may have a letter of an earlier life,
     * which its history does not tell once an operator gave it back.
     */
    void report(List<OutboxEntry> stored, Instant now) {
        letters.putAll(stored.stream()
                .filter(row -> row.state() == OutboxState.DEAD)
                .map(row -> letter(row, now))
                .toList());
        letters.settle(
                KIND,
                stored.stream()
                        .filter(row -> row.state() == OutboxState.DONE)
                        .map(OutboxEntry::key)
                        .toList());
    }

    private static DeadLetter letter(OutboxEntry row, Instant now) {
        String code = row.status().code() == null ? "" : row.status().code();
        String cause = row.cause().orElse("UNKNOWN_CODE");
        return new DeadLetter(
                KIND, row.key(), cause, code, sentence(cause, code), OptionalLong.of(row.orderKey()), now);
    }

    private static String sentence(String cause, String code) {
        return switch (cause) {
            case "LEAD_GONE" -> "Marketo does not know the person (1004), and nobody knows whom it was merged into";
            case "ATTRIBUTES_TOO_LONG" ->
                "The attributes are too long for Marketo (1049), also after the longest was cut";
            case "SYSTEM_ERROR" -> "Marketo fails within whenever this activity is in a call (" + code + ")";
            case "TOO_LARGE" -> "The activity alone is too large for a call to Marketo";
            default -> "Marketo refuses the activity (" + code + ")";
        };
    }

    void settled(@Observes ActivitiesSettled event) {
        letters.settle(KIND, event.keys());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void retry(List<String> keys) {
        Instant now = clock.now();
        outbox.overwrite(outbox.lock(keys).stream()
                .filter(row -> row.state() == OutboxState.DEAD)
                .map(row -> OutboxMachine.retried(row, now))
                .toList());
    }
}
