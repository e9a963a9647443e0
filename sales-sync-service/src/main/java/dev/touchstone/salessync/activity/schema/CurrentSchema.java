package dev.touchstone.salessync.activity.schema;

import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types in use, remembered. They are looked up again after an hour, after ten minutes while some are missing, when another
 * process made some, for another instance, and when Marketo says that one is not there.
 */
@ApplicationScoped
public class CurrentSchema {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration LIFE_INCOMPLETE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_DOUBTS = Duration.ofMinutes(1);

    private final ManageActivityTypes types;
    private final SqlSchemaStore store;
    private final Clock clock;
    private @Nullable Known known;
    private @Nullable Doubt doubt;

    CurrentSchema(ManageActivityTypes types, SqlSchemaStore store, Clock clock) {
        this.types = types;
        this.store = store;
        this.clock = clock;
    }

    private record Known(ManageActivityTypes.Ensured types, MarketoInstance marketo, Instant until) {}

    /** When Marketo was last asked because of what it said of a row. */
    private record Doubt(MarketoInstance marketo, Instant at) {}

    /**
     * The types in use; those that are missing are made if that is possible.
     *
     * @throws MarketoFailure if they have to be looked up and Marketo does not answer
     */
    public synchronized ActivitySchema get(MarketoInstance marketo) {
        Optional<ActivitySchema> remembered = remembered(marketo);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        ManageActivityTypes.Ensured ensured = types.ensure(marketo);
        Duration life = ensured.schema().isComplete() ? LIFE : LIFE_INCOMPLETE;
        known = new Known(ensured, marketo, clock.instant().plus(life));
        return ensured.schema();
    }

    private Optional<ActivitySchema> remembered(MarketoInstance marketo) {
        @Nullable Known current = known;
        boolean usable = current != null
                && current.marketo() == marketo
                && current.types().revision() == store.stand().revision()
                && clock.instant().isBefore(current.until());
        return current != null && usable ? Optional.of(current.types().schema()) : Optional.empty();
    }

    /**
     * Looks again, because Marketo may mean that a type is not there.
     *
     * @return the types; empty if that was asked within the last minute: calls are limited, and rows that are wrong look the same
     * @throws MarketoFailure if Marketo does not answer
     */
    public synchronized Optional<ActivitySchema> again(MarketoInstance marketo) {
        Instant now = clock.instant();
        @Nullable Doubt last = doubt;
        // A time to come was told by a clock that was set back since.
        if (last != null
                && last.marketo() == marketo
                && !now.isBefore(last.at())
                && now.isBefore(last.at().plus(BETWEEN_DOUBTS))) {
            return Optional.empty();
        }
        doubt = new Doubt(marketo, now);
        known = null;
        return Optional.of(get(marketo));
    }

    /** How long {@link #again} will not look again for; above zero, so that it will after that. */
    public synchronized Duration untilAgain() {
        @Nullable Doubt last = doubt;
        Duration left = last == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), last.at().plus(BETWEEN_DOUBTS));
        return Duration.ofMillis(Math.max(0, left.toMillis()) + 1);
    }
}
