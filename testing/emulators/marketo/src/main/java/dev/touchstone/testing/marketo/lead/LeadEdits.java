package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.marketo.http.Times;
import dev.touchstone.testing.marketo.lead.LeadJournal.FieldChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edits of people, all journalled in the same manner. Each edit is one step: nobody sees half of it. */
public final class LeadEdits {
    private static final FieldCatalogue STANDARD = FieldCatalogue.standard();
    private static final String UPDATED_AT = "updatedAt";

    private final LeadStore store;
    private final Optional<LeadJournal> journal;
    private final Optional<Instant> date;

    LeadEdits(LeadStore store, Optional<LeadJournal> journal, Optional<Instant> date) {
        this.store = store;
        this.journal = journal;
        this.date = date;
    }

    /**
     * Adds a person, or replaces one with the same id.
     *
     * @throws IllegalArgumentException if the id is below 1
     */
    public void put(long id, Map<String, ? extends @Nullable Object> fields) {
        put(id, fields, Lead.DEFAULT_PARTITION);
    }

    /** Adds or replaces a person of a partition. */
    public void put(long id, Map<String, ? extends @Nullable Object> fields, String partition) {
        if (id < 1) {
            throw new IllegalArgumentException("ids start at 1 but this is " + id);
        }
        synchronized (store) {
            Optional<Lead> before = store.find(id);
            StoredLead after = store.store(id, fields, partition);
            if (before.isEmpty()) {
                journal.ifPresent(to -> to.created(after, date));
            } else {
                Set<String> names = new HashSet<>(fields(before.get()).keySet());
                names.addAll(after.fields().keySet());
                tell(after, changes(before.get(), fields(after), names));
            }
        }
    }

    /** Changes one field of a person. */
    public void change(long id, String field, @Nullable Object value) {
        Map<String, @Nullable Object> one = new HashMap<>();
        one.put(field, value);
        change(id, one);
    }

    /**
     * Changes fields of a person, in one activity; fields that are equal are no change.
     *
     * @throws IllegalArgumentException if there is no such person
     */
    public void change(long id, Map<String, ? extends @Nullable Object> fields) {
        synchronized (store) {
            Lead before = store.find(id).orElseThrow(() -> new IllegalArgumentException("there is no lead " + id));
            Map<String, @Nullable Object> all = fields(before);
            all.putAll(fields);
            List<FieldChange> changes = changes(before, all, fields.keySet());
            if (changes.isEmpty()) {
                return;
            }
            // The visible time of change follows standard fields only, and only where there is one.
            if (all.get(UPDATED_AT) != null
                    && !fields.containsKey(UPDATED_AT)
                    && changes.stream()
                            .anyMatch(change -> STANDARD.find(change.field()).isPresent())) {
                all.put(UPDATED_AT, Times.zulu(store.now()));
            }
            tell(store.store(id, all, before.partition()), changes);
        }
    }

    /** Deletes a person; nothing happens if there is none. */
    public void remove(long id) {
        synchronized (store) {
            store.find(id).ifPresent(lead -> {
                store.drop(id);
                journal.ifPresent(to -> to.deleted(lead, date));
            });
        }
    }

    /**
     * Merges records into one: what the winner lacks is taken from them in their order, and they are gone.
     *
     * @throws IllegalArgumentException if one of them does not exist
     */
    public void merge(long winner, Collection<Long> losers) {
        synchronized (store) {
            Lead kept =
                    store.find(winner).orElseThrow(() -> new IllegalArgumentException("there is no lead " + winner));
            List<Lead> lost = new ArrayList<>();
            for (long loser : losers) {
                lost.add(store.find(loser)
                        .filter(lead -> loser != winner)
                        .orElseThrow(() -> new IllegalArgumentException("lead " + loser + " cannot be merged")));
            }
            Map<String, @Nullable Object> all = fields(kept);
            for (Lead lead : lost) {
                fields(lead).forEach((name, value) -> {
                    if (all.get(name) == null) {
                        all.put(name, value);
                    }
                });
                store.drop(lead.id());
            }
            StoredLead merged = store.store(winner, all, kept.partition());
            journal.ifPresent(to -> to.merged(merged, lost, date));
        }
    }

    private void tell(Lead after, List<FieldChange> changes) {
        if (!changes.isEmpty()) {
            journal.ifPresent(to -> to.changed(after, changes, date));
        }
    }

    private static List<FieldChange> changes(
            Lead before, Map<String, @Nullable Object> after, Collection<String> fields) {
        return fields.stream()
                .filter(field -> !Objects.equals(before.value(field), after.get(field)))
                .map(field -> new FieldChange(field, before.value(field), after.get(field)))
                .toList();
    }

    private static Map<String, @Nullable Object> fields(Lead lead) {
        if (lead instanceof StoredLead own) {
            return new HashMap<>(own.fields());
        }
        Map<String, @Nullable Object> all = new HashMap<>();
        STANDARD.fields().forEach(field -> all.put(field.name(), lead.value(field.name())));
        return all;
    }
}
