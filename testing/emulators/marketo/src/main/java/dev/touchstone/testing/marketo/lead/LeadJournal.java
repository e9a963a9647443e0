package dev.touchstone.testing.marketo.lead;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is told of every edit that Marketo's activity log would have. */
public interface LeadJournal {
    /**
     * One field that changed.
     *
     * @param field REST name
     */
    record FieldChange(
            String field, @Nullable Object before, @Nullable Object after) {}

    /** A person came about; {@code date} is the activity's date, now if it is empty. */
    void created(Lead lead, Optional<Instant> date);

    /** Fields of a person changed. */
    void changed(Lead lead, List<FieldChange> changes, Optional<Instant> date);

    /** A person was deleted. */
    void deleted(Lead lead, Optional<Instant> date);

    /** Other records were merged into this one, and are gone. */
    void merged(Lead winner, List<Lead> losers, Optional<Instant> date);
}
