package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Stores a batch of records in one transaction; when it returns they are durable. */
@ApplicationScoped
public class StoreCrmRecords {
    private static final Comparator<CrmRecord> BY_AGE =
            Comparator.comparing(CrmRecord::modifiedAt).thenComparing(CrmRecord::digest, StoreCrmRecords::compareBytes);

    private final CrmRecordStore store;
    private final Wakeup wakeup;

    StoreCrmRecords(CrmRecordStore store, Wakeup wakeup) {
        this.store = store;
        this.wakeup = wakeup;
    }

    /**
     * Stores the records.
     *
     * @param records in any order, of any kinds, repeated or not
     * @return how many changed what is stored
     */
    public int store(List<CrmRecord> records) {
        int stored = QuarkusTransaction.requiringNew().call(() -> storeEach(newestOfEach(records)));
        wakeup.signal();
        return stored;
    }

    private int storeEach(Map<CrmRecord.Kind, Map<String, CrmRecord>> newest) {
        int stored = 0;
        for (Map.Entry<CrmRecord.Kind, Map<String, CrmRecord>> ofKind : newest.entrySet()) {
            stored += store.store(ofKind.getKey(), List.copyOf(ofKind.getValue().values()));
        }
        return stored;
    }

    /** One statement cannot take a record twice. Kinds and ids in one order for all batches, so that none deadlock. */
    private static Map<CrmRecord.Kind, Map<String, CrmRecord>> newestOfEach(List<CrmRecord> records) {
        Map<CrmRecord.Kind, Map<String, CrmRecord>> newest = new TreeMap<>();
        for (CrmRecord record : records) {
            newest.computeIfAbsent(kind(record), kind -> new TreeMap<>())
                    .merge(record.id(), record, (a, b) -> BY_AGE.compare(a, b) >= 0 ? a : b);
        }
        return newest;
    }

    private static CrmRecord.Kind kind(CrmRecord record) {
        return switch (record) {
            case CrmRecord.CrmPerson ignored -> CrmRecord.Kind.PERSON;
            case CrmRecord.Campaign ignored -> CrmRecord.Kind.CAMPAIGN;
            case CrmRecord.CampaignMember ignored -> CrmRecord.Kind.CAMPAIGN_MEMBER;
            case CrmRecord.Activity ignored -> CrmRecord.Kind.ACTIVITY;
            case CrmRecord.Deletion deletion -> deletion.kind();
        };
    }

    /** As PostgreSQL orders ids: byte by byte. Java compares the halves as signed numbers. */
    private static int compareBytes(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
