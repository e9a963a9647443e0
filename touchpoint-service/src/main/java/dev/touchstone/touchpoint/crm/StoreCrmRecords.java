package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.erased.PersonalId;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch of records, what is seen in them and where their source stands, in one transaction; when it returns all of it
 * is durable.
 */
@ApplicationScoped
public class StoreCrmRecords {
    private static final Comparator<CrmRecord> BY_AGE = Comparator.comparing(CrmRecord::modifiedAt)
            .thenComparing(CrmRecord::digest, StoreCrmRecords::compareBytes)
            .thenComparing(StoreCrmRecords::mergedIntoId);

    private final CrmRecordStore store;
    private final ErasedIdentities erasedIdentities;
    private final SeenFields seenFields;
    private final CrmCursorStore cursors;
    private final Wakeup wakeup;
    private final Clock clock;

    StoreCrmRecords(
            CrmRecordStore store,
            ErasedIdentities erasedIdentities,
            SeenFields seenFields,
            CrmCursorStore cursors,
            Wakeup wakeup,
            Clock clock) {
        this.store = store;
        this.erasedIdentities = erasedIdentities;
        this.seenFields = seenFields;
        this.cursors = cursors;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * What became of a batch.
     *
     * @param changed how many records changed what is stored
     * @param erased positions of the records that were not stored because they are of somebody who was erased, ascending
     */
    public record Stored(int changed, List<Integer> erased) {
        public Stored {
            erased = List.copyOf(erased);
        }
    }

    private record Outcome(Stored stored, Set<SeenField> seen) {}

    /**
     * Stores the records.
     *
     * @param records in any order, of any kinds, repeated or not
     * @param cursor where their source stands after them; null if it does not say
     */
    public Stored store(List<CrmRecord> records, @Nullable SourceCursor cursor) {
        if (records.isEmpty() && cursor == null) {
            return new Stored(0, List.of());
        }
        Outcome outcome = QuarkusTransaction.requiringNew().call(() -> {
            Outcome stored = store(records);
            if (cursor != null) {
                cursors.write(cursor, clock.instant());
            }
            return stored;
        });
        seenFields.remember(outcome.seen());
        wakeup.signal();
        return outcome.stored();
    }

    /** That somebody who is erased was deleted changes nothing, and is no reason to refuse. */
    private Outcome store(List<CrmRecord> records) {
        Set<PersonalId> people = erasedIdentities.hold(() -> people(records));
        List<CrmRecord> toStore = new ArrayList<>(records.size());
        List<Integer> erased = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            CrmRecord record = records.get(i);
            if (people.isEmpty() || RecordPeople.of(record).stream().noneMatch(people::contains)) {
                toStore.add(record);
            } else if (!RecordPeople.isDeletionOfPerson(record)) {
                erased.add(i);
            }
        }
        int changed = storeEach(newestOfEach(toStore));
        return new Outcome(new Stored(changed, erased), seenFields.keep(toStore));
    }

    private static Set<PersonalId> people(List<CrmRecord> records) {
        return records.stream()
                .flatMap(record -> RecordPeople.of(record).stream())
                .collect(Collectors.toSet());
    }

    private int storeEach(Map<CrmRecord.Kind, Map<String, CrmRecord>> newest) {
        int stored = 0;
        for (Map.Entry<CrmRecord.Kind, Map<String, CrmRecord>> ofKind : newest.entrySet()) {
            stored += store.store(
                    ofKind.getKey(), new ArrayList<>(ofKind.getValue().values()));
        }
        return stored;
    }

    /** One statement cannot take a record twice. Kinds and ids in one order for all batches, so that none deadlock. */
    private static Map<CrmRecord.Kind, Map<String, CrmRecord>> newestOfEach(List<CrmRecord> records) {
        Map<CrmRecord.Kind, Map<String, CrmRecord>> newest = new TreeMap<>();
        for (CrmRecord record : records) {
            newest.computeIfAbsent(record.kind(), kind -> new TreeMap<>())
                    .merge(record.id(), record, (a, b) -> BY_AGE.compare(a, b) >= 0 ? a : b);
        }
        return newest;
    }

    /** A deletion that says into whom a person was merged says more than one that does not. */
    private static String mergedIntoId(CrmRecord record) {
        return record instanceof CrmRecord.Deletion deletion && deletion.mergedIntoId() != null
                ? deletion.mergedIntoId()
                : "";
    }

    /** As PostgreSQL orders ids: byte by byte. Java compares the halves as signed numbers. */
    private static int compareBytes(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
