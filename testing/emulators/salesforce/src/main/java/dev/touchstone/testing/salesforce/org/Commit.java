package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.org.Change.Kind;
import dev.touchstone.testing.salesforce.org.WriteSet.Staged;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a transaction visible: tables, journal, truth log and delete log. Guarded by the organisation's lock. */
final class Commit {
    private static final String ORIGIN = "com/salesforce/api/rest/62.0";
    private static final Set<String> UNTOLD = Set.of(SystemFields.ID, SystemFields.STAMP, SystemFields.IS_DELETED);

    private final Tables tables;
    private final ChangeJournal journal;
    private final TruthLog truth;
    private final DeleteLog deletions;
    private long commits;
    private boolean gaps;

    Commit(Tables tables, ChangeJournal journal, TruthLog truth, DeleteLog deletions) {
        this.tables = tables;
        this.journal = journal;
        this.truth = truth;
        this.deletions = deletions;
    }

    void tellGaps(boolean only) {
        gaps = only;
    }

    /** Returns the changes, in order. */
    List<Change> commit(WriteSet set, Instant now) {
        List<Untold> untold = new ArrayList<>();
        for (Staged staged : set.staged()) {
            apply(staged, now);
            kind(staged).ifPresent(kind -> untold.add(new Untold(kind, staged)));
        }
        List<Change> changes = number(untold, set.writer(), now);
        recordTruth(set, now);
        if (!changes.isEmpty()) {
            journal.append(changes);
        }
        return changes;
    }

    /** Puts an event without values into the journal. */
    void announce(String type, List<String> ids, Kind kind, Writer writer, Instant now) {
        commits++;
        journal.append(List.of(new Change(
                journal.last() + 1,
                type,
                ids,
                kind,
                Set.of(),
                Set.of(),
                Optional.empty(),
                transaction(1, writer, now))));
    }

    private record Untold(Kind kind, Staged staged) {}

    private void apply(Staged staged, Instant now) {
        ObjectTable table = tables.table(staged.type());
        boolean wasThere = staged.before() != null && !staged.before().isDeleted();
        StoredObject after = staged.after();
        boolean isThere = after != null && !after.isDeleted();
        if (after == null) {
            table.purge(staged.id());
        } else {
            table.put(after);
        }
        if (wasThere && !isThere) {
            deletions.add(staged.type(), new DeletedRecord(staged.id(), now));
        } else if (!wasThere && isThere) {
            deletions.remove(staged.type(), staged.id());
        }
    }

    private static Optional<Kind> kind(Staged staged) {
        boolean wasThere = staged.before() != null && !staged.before().isDeleted();
        boolean isThere = staged.after() != null && !staged.after().isDeleted();
        if (wasThere) {
            return Optional.of(isThere ? Kind.UPDATE : Kind.DELETE);
        }
        if (!isThere) {
            return Optional.empty();
        }
        return Optional.of(staged.before() == null ? Kind.CREATE : Kind.UNDELETE);
    }

    private List<Change> number(List<Untold> untold, Writer writer, Instant now) {
        if (untold.isEmpty()) {
            return List.of();
        }
        commits++;
        List<Change> changes = new ArrayList<>();
        long last = journal.last();
        for (Untold each : untold) {
            int place = changes.size() + 1;
            changes.add(change(last + place, each, transaction(place, writer, now)));
        }
        return changes;
    }

    private Change change(long number, Untold untold, Change.Transaction transaction) {
        Staged staged = untold.staged();
        StoredObject after = staged.after();
        Set<String> changed = new LinkedHashSet<>();
        Set<String> nulled = new LinkedHashSet<>();
        boolean told = !gaps && untold.kind() != Kind.DELETE;
        if (told && after != null) {
            differences(tables.type(staged.type()), untold.kind(), staged.before(), after, changed, nulled);
        }
        return new Change(
                number,
                staged.type(),
                List.of(staged.id()),
                gaps ? untold.kind().asGap() : untold.kind(),
                changed,
                nulled,
                told ? Optional.ofNullable(after) : Optional.empty(),
                transaction);
    }

    /** A new or restored record tells all it holds, another one what is not as before, and always its time of change. */
    private static void differences(
            ObjectType type,
            Kind kind,
            @Nullable SObject before,
            SObject after,
            Set<String> changed,
            Set<String> nulled) {
        for (Field field : type.fields()) {
            String name = field.name();
            Object value = after.value(name);
            boolean other =
                    kind == Kind.UPDATE ? before != null && !Objects.equals(before.value(name), value) : value != null;
            if (!UNTOLD.contains(name) && (other || name.equals(SystemFields.MODIFIED))) {
                changed.add(name);
                if (value == null) {
                    nulled.add(name);
                }
            }
        }
    }

    private Change.Transaction transaction(int place, Writer writer, Instant now) {
        // Looks like a random UUID and is none: the same run gives the same keys.
        String key = new UUID((commits << 16) | 0x4000, Long.MIN_VALUE | commits).toString();
        String origin = writer.client().isEmpty() ? ORIGIN : ORIGIN + ";client=" + writer.client();
        return new Change.Transaction(key, place, now, commits, writer.userId(), origin);
    }

    private void recordTruth(WriteSet set, Instant now) {
        long next = truth.next();
        List<AcceptedWrite> writes = new ArrayList<>();
        for (WriteSet.Accepted accepted : set.accepted()) {
            writes.add(new AcceptedWrite(
                    next + writes.size(),
                    now,
                    set.writer().userId(),
                    set.writer().client(),
                    accepted.operation(),
                    accepted.type(),
                    accepted.id(),
                    accepted.fields()));
        }
        truth.add(writes);
    }
}
