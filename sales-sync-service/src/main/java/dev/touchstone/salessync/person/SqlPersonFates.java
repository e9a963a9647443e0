package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of people, in the table {@code person} and those beside it. */
@ApplicationScoped
class SqlPersonFates implements PersonFates {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MAX_SHARING = 100;

    private final Database database;
    private final SuppressedAddresses suppressed;
    private final SqlUnqualifiedUnsubscribes unqualified;
    private final Clock clock;

    SqlPersonFates(
            Database database, SuppressedAddresses suppressed, SqlUnqualifiedUnsubscribes unqualified, Clock clock) {
        this.database = database;
        this.suppressed = suppressed;
        this.unqualified = unqualified;
        this.clock = clock;
    }

    @Override
    public Map<Long, Identity> identities(Collection<Long> ids) {
        Map<Long, Identity> known = new HashMap<>();
        database.list(
                        SqlPersonFate.IDENTITIES,
                        parameters -> parameters.numbers(List.copyOf(ids), id -> id),
                        row -> Map.entry(row.number("id"), identity(row)))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    private static Identity identity(SqlRow row) throws SQLException {
        Optional<PersonState> state = row.optionalText("state").map(PersonState::valueOf);
        if (state.filter(found -> found == PersonState.TOMBSTONE || found == PersonState.ERASED)
                .isPresent()) {
            return new Identity.Tombstone();
        }
        OptionalLong winner = row.optionalNumber("winner_id");
        if (winner.isPresent()) {
            return new Identity.Alias(winner.getAsLong());
        }
        return state.isPresent() ? new Identity.Live(row.number("id")) : new Identity.Unknown();
    }

    @Override
    public void hold() {
        lock();
    }

    @Override
    public Merge merge(long loser, long winner, ReadWay way, Instant at) {
        lock();
        long end = end(winner);
        if (end == loser || loser == winner) {
            return new Merge.Circular();
        }
        Optional<PersonState> state = state(loser);
        if (state.filter(PersonState.ERASED::equals).isPresent() || end(loser) != loser) {
            return new Merge.Known();
        }
        database.update(
                SqlPersonFate.FLATTEN, parameters -> parameters.number(end).number(loser));
        database.update(
                SqlPersonFate.ALIAS,
                parameters -> parameters.number(loser).number(end).time(at));
        database.update(
                SqlPersonFate.HAND_OVER_REFS,
                parameters -> parameters.number(end).time(at).number(loser));
        database.update(
                SqlPersonFate.MAKE_ALIAS,
                parameters -> parameters
                        .number(loser)
                        .time(at)
                        .number(end)
                        .time(clock.instant())
                        .text(way.name()));
        database.update(SqlPersonFate.DELETE_SIGHTING, parameters -> parameters.number(loser));
        unqualified.forget(loser);
        return new Merge.Done(
                end,
                new PeopleGone(
                        state.filter(PersonState.ACTIVE::equals).isPresent() ? 1 : 0,
                        state.filter(PersonState.HIDDEN::equals).isPresent() ? 1 : 0));
    }

    /** The end of an id's chain: the winner that it was merged into, or itself. */
    private long end(long id) {
        return database.find(SqlPersonFate.WINNER, parameters -> parameters.number(id), row -> row.number("winner_id"))
                .orElse(id);
    }

    private Optional<PersonState> state(long id) {
        return database.find(
                SqlPersonFate.STATE,
                parameters -> parameters.number(id),
                row -> PersonState.valueOf(row.text("state")));
    }

    @Override
    public PeopleGone bury(Collection<Long> ids, ReadWay way, Instant at) {
        lock();
        List<Long> sorted = ids.stream().sorted().toList();
        PeopleGone gone = database.get(
                SqlPersonFate.BURY,
                parameters -> parameters
                        .numbers(sorted, id -> id)
                        .time(at)
                        .time(clock.instant())
                        .text(way.name()),
                row -> new PeopleGone(row.number("active"), row.number("hidden")));
        database.update(
                SqlPersonFate.SIGHT_BURIED,
                parameters -> parameters.time(at).numbers(sorted, id -> id).time(at));
        unqualified.bury(sorted, at);
        return gone;
    }

    @Override
    public List<Long> forget(Instant goneBefore, Instant now, int limit) {
        lock();
        List<Long> ids = database.list(
                SqlPersonFate.OLD_TOMBSTONES,
                parameters -> parameters.time(goneBefore).number(limit),
                row -> row.number("marketo_id"));
        if (ids.isEmpty()) {
            return ids;
        }
        AddressHash hashing = suppressed.hashing();
        database.update(
                SqlPersonFate.FORGET,
                parameters -> parameters
                        .numbers(ids, id -> id)
                        .texts(ids, id -> HEX.formatHex(hashing.of(id)))
                        .time(now));
        deleteTraces(ids);
        return ids;
    }

    @Override
    public Erasure erase(long id, Instant now) {
        lock();
        long person = end(id);
        List<Long> ids = database.list(
                SqlPersonFate.ALL_IDS, parameters -> parameters.number(person).number(person), row -> row.number("id"));
        Optional<String> email = database
                .list(SqlPersonFate.EMAIL, parameters -> parameters.number(person), row -> row.optionalText("email"))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
        byte[] hash = email.map(suppressed::hash)
                .or(() -> unqualified.addressHash(ids))
                .orElseGet(() -> new byte[0]);
        List<Long> sharing = email.map(address -> sharing(address, person)).orElseGet(List::of);
        if (hash.length > 0) {
            database.update(
                    SqlPersonFate.SUPPRESS, parameters -> parameters.bytes(hash).time(now));
        }
        int erased = database.update(
                SqlPersonFate.ERASE,
                parameters -> parameters.numbers(ids, each -> each).time(now));
        deleteTraces(ids);
        return new Erasure(ids, hash, sharing, erased == 0);
    }

    @Override
    public void keepOut(List<Long> ids, Instant now) {
        database.update(
                SqlPersonFate.KEEP_OUT,
                parameters -> parameters.numbers(ids, id -> id).time(now));
    }

    private List<Long> sharing(String email, long person) {
        return database.list(
                SqlPersonFate.SHARING,
                parameters -> parameters.text(email).number(person).number(MAX_SHARING),
                row -> row.number("marketo_id"));
    }

    private void deleteTraces(List<Long> ids) {
        database.update(SqlPersonFate.DELETE_HISTORY, parameters -> parameters.numbers(ids, id -> id));
        database.update(SqlPersonFate.DELETE_REFS, parameters -> parameters.numbers(ids, id -> id));
    }

    private void lock() {
        database.list(SqlPersonWrite.LOCK, parameters -> {}, row -> row.text("locked"));
    }
}
