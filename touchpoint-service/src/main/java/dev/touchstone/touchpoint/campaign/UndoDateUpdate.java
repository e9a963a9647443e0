package dev.touchstone.touchpoint.campaign;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.rulebook.ChangeKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a bulk update of touchpoint dates back, and has what it concerns derived anew, in one transaction. */
@ApplicationScoped
class UndoDateUpdate {
    private final DateUpdateStore store;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final Clock clock;

    UndoDateUpdate(DateUpdateStore store, MarkStore marks, Wakeup wakeup, Clock clock) {
        this.store = store;
        this.marks = marks;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * Takes an update back; one that was taken back already stays as it is.
     *
     * @throws RpcFailure.NotFound {@code TOUCHPOINT_DATE_UPDATE_NOT_FOUND}
     */
    DateUpdate undo(UUID updateId) {
        DateUpdate undone = QuarkusTransaction.requiringNew().call(() -> {
            store.lock();
            DateUpdate update = find(updateId);
            if (update.undoneAt() != null) {
                return update;
            }
            store.undo(update.ordinal(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            marks.mark(
                    Queue.RULE_LIST,
                    List.of(ChangeKey.OfDates.from(update.ordinal()).text()));
            return find(updateId);
        });
        wakeup.signal();
        return undone;
    }

    private DateUpdate find(UUID updateId) {
        return store.find(updateId)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "TOUCHPOINT_DATE_UPDATE_NOT_FOUND",
                        "there is no bulk update " + updateId,
                        Map.of("id", updateId.toString())));
    }
}
