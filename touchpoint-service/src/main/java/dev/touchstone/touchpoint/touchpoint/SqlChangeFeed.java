package dev.touchstone.touchpoint.touchpoint;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The change feed in PostgreSQL. */
@ApplicationScoped
class SqlChangeFeed implements ChangeFeed {
    /**
     * The last transaction that wrote to the feed, not the last of all: one that was committed asynchronously may be undone by a
     * crash of the server, which gives its number to another then, and a reader would take that one for known.
     */
    private static final String END = """
            SELECT coalesce((SELECT transaction_id::text::bigint FROM touchpoint_change
                             WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                             ORDER BY transaction_id DESC LIMIT 1), 0) AS transaction_id
            """;

    private static final String READ = """
            SELECT transaction_id::text::bigint AS transaction_id, ordinal, type, changed_at, touchpoint_id, person_id,
                   mapping_key_id
            FROM touchpoint_change
            WHERE (transaction_id, ordinal) > (?::text::xid8, ?::integer)
              AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY transaction_id, ordinal LIMIT ?
            """;

    /** One statement a transaction, so that the ordinals of a transaction are unique. */
    private static final String APPEND = """
            INSERT INTO touchpoint_change (ordinal, type, changed_at, touchpoint_id, person_id, mapping_key_id)
            SELECT ordinality, type, ?, touchpoint_id, person_id, mapping_key_id
            FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::uuid[])
                 WITH ORDINALITY AS c (type, touchpoint_id, person_id, mapping_key_id, ordinality)
            """;

    private static final String DROP = "DELETE FROM touchpoint_change WHERE changed_at < ?";

    private final Database database;
    private final Clock clock;
    private final Duration kept;

    SqlChangeFeed(Database database, Clock clock, @ConfigProperty(name = "touchpoint.change-feed.kept") Duration kept) {
        this.database = database;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public Position end() {
        long transactionId = database.get(END, parameters -> {}, row -> row.number("transaction_id"));
        return new Position(transactionId, Integer.MAX_VALUE);
    }

    @Override
    public List<Change> read(Position after, int limit) {
        return database.list(
                READ,
                parameters -> parameters
                        .text(Long.toString(after.transactionId()))
                        .number(after.ordinal())
                        .number(limit),
                row -> new Change(
                        new Position(row.number("transaction_id"), row.integer("ordinal")),
                        Type.valueOf(row.text("type")),
                        row.time("changed_at"),
                        row.optionalUuid("touchpoint_id").orElse(null),
                        row.optionalUuid("person_id").orElse(null),
                        row.optionalUuid("mapping_key_id").orElse(null)));
    }

    @Override
    public Instant keptSince() {
        return clock.instant().minus(kept);
    }

    @Override
    public void remapped(List<UUID> mappingKeyIds) {
        append(mappingKeyIds.stream()
                .map(id -> new Entry(Type.REMAPPED, null, null, id))
                .toList());
    }

    @Override
    public int drop() {
        return database.update(DROP, parameters -> parameters.time(keptSince()));
    }

    /** Writes the changes of a transaction; called at most once in it. */
    void append(TouchpointStore.Changes changes) {
        List<Entry> entries = new ArrayList<>(changes.count());
        changes.created().forEach(t -> entries.add(new Entry(Type.CREATED, t.touchpointId(), t.personId(), null)));
        changes.updated().forEach(t -> entries.add(new Entry(Type.UPDATED, t.touchpointId(), t.personId(), null)));
        changes.removed().forEach(t -> entries.add(new Entry(Type.REMOVED, t.touchpointId(), t.personId(), null)));
        append(entries);
    }

    private void append(List<Entry> entries) {
        if (!entries.isEmpty()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            database.update(
                    APPEND,
                    parameters -> parameters
                            .time(now)
                            .texts(entries, entry -> entry.type().name())
                            .uuids(entries, Entry::touchpointId)
                            .uuids(entries, Entry::personId)
                            .uuids(entries, Entry::mappingKeyId));
        }
    }

    private record Entry(
            Type type,
            @Nullable UUID touchpointId,
            @Nullable UUID personId,
            @Nullable UUID mappingKeyId) {}
}
