package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps which fields were seen. This process remembers which it has kept, so that few batches write any. */
@ApplicationScoped
class SeenFields {
    /** A source that makes up names would fill the memory; from here on they are written again and again instead. */
    private static final int MAX_REMEMBERED = 100_000;

    private final CrmFieldStore store;
    private final Set<SeenField> kept = ConcurrentHashMap.newKeySet();

    SeenFields(CrmFieldStore store) {
        this.store = store;
    }

    /**
     * Keeps the fields of some records, in the caller's transaction.
     *
     * @return the fields that were not known to be kept, for {@link #remember} once the transaction is committed
     */
    Set<SeenField> keep(Collection<CrmRecord> records) {
        SortedMap<SeenField, String> spellings = new TreeMap<>(SeenField.IN_ORDER);
        for (CrmRecord record : records) {
            RecordObject object = record.object();
            List<CrmField> fields = record.head().fields().list();
            if (object != null) {
                for (CrmField field : fields) {
                    SeenField seen = SeenField.of(object, field);
                    if (!kept.contains(seen)) {
                        spellings.putIfAbsent(seen, field.name());
                    }
                }
            }
        }
        if (!spellings.isEmpty()) {
            store.add(spellings);
        }
        return spellings.keySet();
    }

    /** Fields that are certainly kept. */
    void remember(Set<SeenField> fields) {
        if (kept.size() < MAX_REMEMBERED) {
            kept.addAll(fields);
        }
    }
}
