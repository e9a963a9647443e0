package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;

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
            List<CrmRecord> all = List.copyOf(ofKind.getValue().values());
            stored += storeIfAny(only(all, CrmRecord.CrmPerson.class), store::storePeople);
            stored += storeIfAny(only(all, CrmRecord.Campaign.class), store::storeCampaigns);
            stored += storeIfAny(only(all, CrmRecord.CampaignMember.class), store::storeCampaignMembers);
            stored += storeIfAny(only(all, CrmRecord.Activity.class), store::storeActivities);
            stored += storeIfAny(
                    only(all, CrmRecord.Deletion.class), deletions -> store.delete(ofKind.getKey(), deletions));
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
        return new LinkedHashMap<>(newest);
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

    private static <T extends CrmRecord> List<T> only(List<CrmRecord> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> int storeIfAny(List<T> records, ToIntFunction<List<T>> statement) {
        return records.isEmpty() ? 0 : statement.applyAsInt(records);
    }

    /** As PostgreSQL orders ids: byte by byte. Java compares the halves as signed numbers. */
    private static int compareBytes(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
