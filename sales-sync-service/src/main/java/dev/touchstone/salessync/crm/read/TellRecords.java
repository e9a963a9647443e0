package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.FieldPlan;
import dev.touchstone.salessync.crm.fact.GrpcRecordFacts;
import dev.touchstone.salessync.crm.fact.RecordFact;
import dev.touchstone.salessync.crm.fact.RecordRules;
import dev.touchstone.salessync.crm.fact.RecordRules.Decision;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.crm.fact.RecordsRead.ReadingTime;
import dev.touchstone.salessync.crm.fact.TellAnswer;
import dev.touchstone.salessync.crm.fact.ToldRecord;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tells touchpoint-service of what was read, and stores the position once it has answered. */
@ApplicationScoped
class TellRecords {
    /** Salesforce tells its time in whole seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SqlRecordStore records;
    private final GrpcRecordFacts facts;
    private final ReadJournal journal;
    private final ReadMeters meters;

    TellRecords(SqlRecordStore records, GrpcRecordFacts facts, ReadJournal journal, ReadMeters meters) {
        this.records = records;
        this.facts = facts;
        this.journal = journal;
        this.meters = meters;
    }

    /**
     * A part of an object's records.
     *
     * @param records that were found, deleted ones too
     * @param due rows that asked for records by their id; empty if they were found otherwise
     * @param isNow true if what was told before was read before this
     */
    record Part(
            ObjectState state,
            FieldPlan plan,
            List<SalesforceRecord> records,
            List<SqlRecordStore.Due> due,
            ReadingTime time,
            boolean isNow) {
        private CrmObject object() {
            return state.object();
        }

        /** By id; one that was found twice counts as it was found last. */
        private Map<String, SalesforceRecord> found() {
            Map<String, SalesforceRecord> found = new LinkedHashMap<>();
            records.forEach(record -> found.put(record.id(), record));
            return found;
        }
    }

    /**
     * Tells a part and moves the position.
     *
     * @throws dev.touchstone.salessync.facts.NotReached if touchpoint-service does not answer
     * @throws ReadTurn.Lost if another process has the turn now
     */
    void tell(ReadTurn turn, Part part, Consumer<SqlReadingStore> move) {
        ReadJournal.Effects effects = effects(turn, part);
        check(journal.commit(turn.fence(), effects, move));
    }

    /** The same for the last part of a job. */
    void tellLast(ReadTurn turn, Part part, ObjectState.Job job) {
        check(journal.loaded(turn.fence(), effects(turn, part), job));
    }

    /** Ends the turn unless the commit was taken. */
    static void check(boolean committed) {
        if (!committed) {
            throw new ReadTurn.Lost();
        }
    }

    private ReadJournal.Effects effects(ReadTurn turn, Part part) {
        Map<String, SalesforceRecord> found = part.found();
        List<String> absent = part.due().stream()
                .map(SqlRecordStore.Due::id)
                .filter(id -> !found.containsKey(id))
                .toList();
        Map<String, ToldRecord> known = records.find(
                Stream.concat(found.keySet().stream(), absent.stream()).toList());
        List<RecordFact> told = new ArrayList<>();
        List<ToldRecord> kept = new ArrayList<>();
        List<String> lookAgain = new ArrayList<>();
        Consumer<Decision.Tell> tell = decision -> {
            told.add(decision.fact());
            kept.add(decision.told());
        };
        found.forEach((id, record) -> {
            long digest = facts.digest(record, part.plan());
            switch (RecordRules.decide(part.object(), record, digest, known.get(id), part.isNow())) {
                case Decision.Tell decision -> tell.accept(decision);
                case Decision.LookAgain again -> lookAgain.add(id);
                case Decision.Skip skip -> {}
            }
        });
        Instant then = part.time().readAt().plus(SECOND);
        for (String id : absent) {
            if (RecordRules.absent(part.object(), id, known.get(id), then) instanceof Decision.Tell decision) {
                tell.accept(decision);
            }
        }
        TellAnswer answer = facts.tell(told, part.plan(), turn.number());
        turn.number(answer.cursor());
        meters.told(answer);
        return new ReadJournal.Effects(
                part.state(), kept, lookAgain, answer, part.due(), followed(part, found, absent));
    }

    private static List<RecordsRead> followed(Part part, Map<String, SalesforceRecord> found, List<String> absent) {
        List<SalesforceRecord> there = found.values().stream()
                .filter(record -> !record.flag("IsDeleted"))
                .toList();
        List<String> deleted = found.values().stream()
                .filter(record -> record.flag("IsDeleted"))
                .map(SalesforceRecord::id)
                .toList();
        Set<String> fields = part.plan().asked();
        List<RecordsRead> read = new ArrayList<>();
        chunks(there)
                .forEach(some ->
                        read.add(new RecordsRead(part.object(), fields, some, List.of(), List.of(), part.time())));
        chunks(deleted)
                .forEach(some ->
                        read.add(new RecordsRead(part.object(), fields, List.of(), some, List.of(), part.time())));
        chunks(absent)
                .forEach(some ->
                        read.add(new RecordsRead(part.object(), fields, List.of(), List.of(), some, part.time())));
        return read;
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += RecordsRead.MAX_RECORDS) {
            chunks.add(all.subList(from, Math.min(all.size(), from + RecordsRead.MAX_RECORDS)));
        }
        return chunks;
    }
}
