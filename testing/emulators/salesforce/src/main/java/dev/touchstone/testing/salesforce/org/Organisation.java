package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.org.Writer.Rights;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import dev.touchstone.testing.salesforce.schema.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An organisation: its types, its records, and every way in which they change. Each write is one transaction; a read sees all of
 * a transaction or nothing of it. Thread-safe.
 */
public final class Organisation {
    private final MovableClock clock;
    private final Schema schema;
    private final FieldAccess access = new FieldAccess();
    private final Automation automation = new Automation();
    private final RowLocks locks;
    private final ChangeJournal journal = new ChangeJournal();
    private final TruthLog truth = new TruthLog();
    private final DeleteLog deletions = new DeleteLog();
    private final Later later = new Later();
    private final Tables tables;
    private final Commit commit;
    private final Saving saving;
    private final Rows rows;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile long indexedSchema;
    private volatile String adminId = "";

    /** An organisation with an administrator, the stages of opportunities, and nothing else. */
    public Organisation(MovableClock clock) {
        this.clock = clock;
        schema = new Schema(clock);
        locks = new RowLocks(clock);
        tables = new Tables(schema);
        commit = new Commit(tables, journal, truth, deletions);
        saving = new Saving(new FieldReader(schema, access), access, automation);
        rows = new Rows(schema, access, locks, saving);
        found();
    }

    /** The organisation's id of 18 characters. */
    public String id() {
        return RecordId.of("00D", 1);
    }

    /** The organisation's time. */
    public MovableClock clock() {
        return clock;
    }

    /** Its types. */
    public Schema schema() {
        return schema;
    }

    /** What users may not see or change. */
    public FieldAccess access() {
        return access;
    }

    /** What happens by itself. */
    public Automation automation() {
        return automation;
    }

    /** What is locked. */
    public RowLocks locks() {
        return locks;
    }

    /** All committed changes. */
    public ChangeJournal journal() {
        return journal;
    }

    /** All writes that were carried out. */
    public TruthLog truth() {
        return truth;
    }

    /** The administrator: a user who is there from the start. */
    public String adminId() {
        return adminId;
    }

    /** Adds an active user and returns the id. */
    public String addUser(String username, String email) {
        return create("User", Map.of("Username", username, "Email", email, "LastName", username, "IsActive", true));
    }

    /**
     * Writes rows in one transaction.
     *
     * @param allOrNone true if nothing is written as soon as one row fails; the others then fail with
     *     {@code ALL_OR_NONE_OPERATION_ROLLED_BACK}
     * @return what became of each row, in order
     */
    public List<WriteResult> write(Writer writer, List<Write> writes, boolean allOrNone) {
        List<Set<String>> parents = read(
                source -> writes.stream().map(row -> rows.parents(source, row)).toList());
        Set<String> taken = locks.take(parents.stream().flatMap(Set::stream).toList());
        try {
            pause(locks.hold().toMillis());
            return exclusively(() -> {
                WriteSet set = open(writer);
                List<WriteResult> results = rows.write(set, writes, parents, taken);
                if (allOrNone && !results.stream().allMatch(WriteResult::isDone)) {
                    return Rows.rolledBack(results);
                }
                commit(set, true);
                return results;
            });
        } finally {
            locks.release(taken);
        }
    }

    /** Writes one row. */
    public WriteResult write(Writer writer, Write row) {
        return write(writer, List.of(row), false).get(0);
    }

    /**
     * Creates a record as a test sets it up: as the administrator, with any field but Id and SystemModstamp.
     *
     * @return its id
     * @throws IllegalArgumentException if it is refused
     */
    public String create(String type, Map<String, ? extends @Nullable Object> fields) {
        return done(new Write.Create(type, new HashMap<>(fields)));
    }

    /**
     * Changes a record as a test sets it up.
     *
     * @throws IllegalArgumentException if it is refused
     */
    public void update(String id, Map<String, ? extends @Nullable Object> fields) {
        String type = schema.ofId(id).map(ObjectType::name).orElse("");
        done(new Write.Update(type, id, new HashMap<>(fields)));
    }

    /**
     * Puts a record into the recycle bin as a test sets it up.
     *
     * @throws IllegalArgumentException if it is refused
     */
    public void delete(String id) {
        done(new Write.Delete("", id));
    }

    /**
     * Merges up to two records into one: fields that are given are set, children move, the losers are deleted.
     *
     * @param fields what the winner holds afterwards, beside what it has
     */
    public WriteResult merge(
            Writer writer, String winnerId, List<String> loserIds, Map<String, @Nullable Object> fields) {
        return exclusively(() -> {
            WriteSet set = open(writer);
            try {
                ObjectType type = rows.type(writer, new Write.Delete("", winnerId));
                WriteResult result = Merging.merge(set, saving, type, winnerId, loserIds, fields);
                commit(set, true);
                return result;
            } catch (Rejection rejection) {
                return rejection.result();
            }
        });
    }

    /** What a lead became. */
    public sealed interface Conversion {
        /** These. */
        record Done(
                String accountId,
                String contactId,
                @Nullable String opportunityId) implements Conversion {}

        /** Nothing. */
        record Failed(WriteError error) implements Conversion {}
    }

    /** Converts a lead. */
    public Conversion convert(Writer writer, LeadConversion conversion) {
        return exclusively(() -> {
            WriteSet set = open(writer);
            try {
                Conversion.Done done = Converting.convert(set, conversion);
                commit(set, true);
                return done;
            } catch (Rejection rejection) {
                return new Conversion.Failed(rejection.error());
            }
        });
    }

    /** Opens a transaction that is committed later. Records it has written are locked for others until then. */
    public LateTransaction begin(Writer writer) {
        WriteSet set = exclusively(() -> open(writer));
        return new LateTransaction() {
            @Override
            public List<WriteResult> write(List<Write> writes) {
                return exclusively(() -> {
                    set.stamp(now());
                    List<Set<String>> none =
                            writes.stream().map(row -> Set.<String>of()).toList();
                    List<WriteResult> results = rows.write(set, writes, none, Set.of());
                    tables.hold(written());
                    return results;
                });
            }

            @Override
            public void commit() {
                exclusively(() -> {
                    tables.release(written());
                    Organisation.this.commit(set, true);
                    return true;
                });
            }

            @Override
            public void rollback() {
                exclusively(() -> {
                    tables.release(written());
                    return true;
                });
            }

            private Set<String> written() {
                Set<String> ids = new HashSet<>();
                set.staged().forEach(staged -> ids.add(staged.id()));
                return ids;
            }
        };
    }

    /**
     * Reads on one consistent state. Nobody writes meanwhile.
     *
     * @param reading must not write, and must not keep the source
     */
    public <T> T read(Function<RecordSource, T> reading) {
        settle();
        return within(lock.readLock(), () -> reading.apply(tables));
    }

    /** Puts computed records below those of a type that are written. They are in no journal. */
    public void generate(String type, GeneratedRows generated) {
        exclusively(() -> {
            tables.table(type).generate(generated);
            return true;
        });
    }

    /** A record by its id in either form, also from the recycle bin. */
    public Optional<SObject> find(String id) {
        return RecordId.normalize(id).flatMap(full -> read(source -> source.get(full)));
    }

    /** The records with this value in an indexed field, without the recycle bin. */
    public List<SObject> find(String type, String field, Object value) {
        return read(source -> source.withValue(type, field, value)
                .filter(row -> !row.isDeleted())
                .toList());
    }

    /** How many records of a type there are, without the recycle bin. */
    public long count(String type) {
        return read(source -> source.count(type));
    }

    /** Shows all records of a type on one state, in the order of stamp and id, with the recycle bin. */
    public void forEach(String type, Consumer<SObject> reader) {
        read(source -> {
            source.byStamp(type, Instant.EPOCH).forEachRemaining(reader);
            return true;
        });
    }

    /** Ids of records whose SystemModstamp lies in the window, start included, without deleted ones, by stamp. */
    public List<String> updated(String type, Instant start, Instant end) {
        return read(source -> {
            List<String> ids = new ArrayList<>();
            Iterator<SObject> rows = source.byStamp(type, start.truncatedTo(ChronoUnit.SECONDS));
            while (rows.hasNext()) {
                SObject row = rows.next();
                if (!row.systemModstamp().isBefore(end)) {
                    break;
                }
                if (!row.systemModstamp().isBefore(start) && !row.isDeleted()) {
                    ids.add(row.id());
                }
            }
            return ids;
        });
    }

    /** Entries of the delete log within the window, start included, by time. */
    public List<DeletedRecord> deleted(String type, Instant start, Instant end) {
        return read(source -> deletions.within(type, start, end, clock.instant()));
    }

    /** The time before which the delete log holds nothing. */
    public Instant earliestDeletion() {
        return read(source -> deletions.earliest(clock.instant()));
    }

    /** Forgets entries of the delete log before a time, sooner than the 15 days. */
    public void purgeDeleteLog(Instant before) {
        exclusively(() -> {
            deletions.purge(before);
            return true;
        });
    }

    /** Empties the recycle bin of records deleted before a time; no change event tells it. */
    public void emptyRecycleBin(Instant deletedBefore) {
        exclusively(() -> {
            for (ObjectType type : schema.types()) {
                List<String> gone = new ArrayList<>();
                tables.byStamp(type.name(), Instant.EPOCH).forEachRemaining(row -> {
                    if (row.isDeleted() && row.systemModstamp().isBefore(deletedBefore)) {
                        gone.add(row.id());
                    }
                });
                gone.forEach(tables.table(type.name())::purge);
            }
            return true;
        });
    }

    /** Puts a gap event for these records into the journal. */
    public void gap(String type, Collection<String> ids, Change.Kind kind) {
        announce(type, List.copyOf(ids), kind.asGap());
    }

    /** Puts an overflow event for a type into the journal. */
    public void overflow(String type) {
        announce(type, List.of(schema.get(type).keyPrefix() + "*"), Change.Kind.GAP_OVERFLOW);
    }

    /** If true, changes from now on are told as gaps: nobody is told the values. */
    public void tellGaps(boolean gaps) {
        exclusively(() -> {
            commit.tellGaps(gaps);
            return true;
        });
    }

    /** Carries out the automation that is due by now; every read and write does so first. */
    public void settle() {
        if (indexedSchema != schema.version() || later.isDue(clock.instant())) {
            exclusively(() -> true);
        }
    }

    /**
     * A hash of the records of a type without the recycle bin, in no matter what order they came: {@link Digest}.
     *
     * @param fields what is looked at beside the id
     */
    public String digest(String type, List<String> fields) {
        Digest digest = new Digest(fields);
        forEach(type, row -> {
            if (!row.isDeleted()) {
                digest.add(row);
            }
        });
        return digest.text();
    }

    /** Back to the start, except for the clock. */
    public void reset() {
        exclusively(() -> {
            later.clear();
            schema.reset();
            tables.clear();
            deletions.clear();
            commit.tellGaps(false);
            return true;
        });
        access.clear();
        automation.clear();
        locks.clear();
        found();
    }

    private void found() {
        within(lock.writeLock(), () -> {
            WriteSet set = open(Writer.of(Tables.firstId(schema.get("User"))).withRights(Rights.SYSTEM));
            adminId = Founding.write(set);
            commit(set, false);
            return true;
        });
        journal.forget();
        truth.clear();
    }

    private String done(Write row) {
        Writer writer = Writer.of(adminId).withRights(Rights.SYSTEM);
        return switch (write(writer, row)) {
            case WriteResult.Done done -> done.id();
            case WriteResult.Failed failed -> throw new IllegalArgumentException(row.type() + ": " + failed.errors());
            case WriteResult.Several several ->
                throw new IllegalArgumentException(row.type() + ": several records: " + several.ids());
        };
    }

    private void announce(String type, List<String> ids, Change.Kind kind) {
        exclusively(() -> {
            commit.announce(type, ids, kind, Writer.of(adminId), clock.instant());
            return true;
        });
    }

    private WriteSet open(Writer writer) {
        return new WriteSet(tables, writer, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private void commit(WriteSet set, boolean planned) {
        Instant now = clock.instant();
        for (Change change : commit.commit(set, now)) {
            if (planned && change.kind() != Change.Kind.DELETE) {
                set.get(change.recordIds().get(0))
                        .ifPresent(row -> automation.afterSave(row.type()).stream()
                                .filter(flow -> flow.condition().test(row))
                                .forEach(flow -> later.plan(flow, row, now)));
            }
        }
    }

    /** Does something alone, after what is due before it. */
    private <T> T exclusively(Supplier<T> work) {
        return within(lock.writeLock(), () -> {
            long version = schema.version();
            if (indexedSchema != version) {
                tables.index();
                indexedSchema = version;
            }
            if (later.isDue(clock.instant())) {
                WriteSet set = open(Writer.of(adminId).withRights(Rights.SYSTEM));
                List<Write> due = later.take(clock.instant());
                rows.write(set, due, due.stream().map(row -> Set.<String>of()).toList(), Set.of());
                commit(set, false);
            }
            return work.get();
        });
    }

    private static <T> T within(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void pause(long millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
