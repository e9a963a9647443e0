package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The tables {@code salesforce_budget}, {@code salesforce_budget_lane} and {@code salesforce_budget_hour}. Callers hold a transaction. */
@ApplicationScoped
class SqlOrgStore {
    private static final String LOCK = "SELECT 1 FROM salesforce_budget FOR UPDATE";

    private static final String READ = """
            SELECT place_calls, place_until, breaker_since, breaker_probe_at, parked_until, park_refusals, opt_out_at,
                told_used, told_max, told_at, called_since, calls_per_hour, calls_per_hour_at, clock_timestamp() AS now
            FROM salesforce_budget
            """;

    private static final String READ_LANES = """
            SELECT lane, waiting_since, waiting_until FROM salesforce_budget_lane WHERE waiting_since IS NOT NULL
            """;

    private static final String READ_HOURS = "SELECT hour_at, lane, used FROM salesforce_budget_hour";

    private static final String WRITE = """
            UPDATE salesforce_budget SET place_calls = ?, place_until = ?, breaker_since = ?, breaker_probe_at = ?,
                parked_until = ?, park_refusals = ?, opt_out_at = ?, told_used = ?, told_max = ?, told_at = ?,
                called_since = ?, calls_per_hour = ?, calls_per_hour_at = ?
            """;

    private static final String WRITE_LANES = """
            UPDATE salesforce_budget_lane l SET waiting_since = v.waiting_since, waiting_until = v.waiting_until
            FROM unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) AS v (lane, waiting_since, waiting_until)
            WHERE l.lane = v.lane
              AND (l.waiting_since, l.waiting_until) IS DISTINCT FROM (v.waiting_since, v.waiting_until)
            """;

    private static final String WRITE_HOURS = """
            INSERT INTO salesforce_budget_hour AS h (hour_at, lane, used)
            SELECT hour_at, lane, used FROM unnest(?::timestamptz[], ?::text[], ?::int8[]) AS v (hour_at, lane, used)
            ON CONFLICT (hour_at, lane) DO UPDATE SET used = EXCLUDED.used WHERE h.used <> EXCLUDED.used
            """;

    private static final String FORGET_HOURS =
            "DELETE FROM salesforce_budget_hour WHERE NOT hour_at = ANY (?::timestamptz[])";

    private static final String USAGE_DUE = "SELECT usage_due_at FROM salesforce_budget";

    private static final String WRITE_USAGE_DUE = "UPDATE salesforce_budget SET usage_due_at = ?";

    private final Database database;

    SqlOrgStore(Database database) {
        this.database = database;
    }

    /**
     * What is stored.
     *
     * @param now the database's time after the row was read
     */
    record Stored(OrgState state, Instant now) {}

    private record Hour(Instant at, SalesforceLane lane, long used) {}

    /** Keeps every other change out until the transaction ends. */
    void lock() {
        database.get(LOCK, parameters -> {}, row -> true);
    }

    Stored read() {
        LaneWaits<SalesforceLane> waits = waits();
        RollingUse ours = ours();
        return database.get(READ, parameters -> {}, row -> new Stored(state(row, ours, waits), row.time("now")));
    }

    /**
     * Stores what is not as it was read.
     *
     * @param before as it was read
     */
    void write(OrgState before, OrgState state) {
        if (!rowOf(before).equals(rowOf(state))) {
            writeRow(state);
        }
        if (!before.waits().equals(state.waits())) {
            writeLanes(state.waits());
        }
        if (!before.ours().equals(state.ours())) {
            writeHours(state.ours());
        }
    }

    /** When Salesforce is to be asked for its numbers; empty before the first look. */
    Optional<Instant> usageDueAt() {
        return database.get(USAGE_DUE, parameters -> {}, row -> row.optionalTime("usage_due_at"));
    }

    void usageDueAt(Instant time) {
        database.update(WRITE_USAGE_DUE, parameters -> parameters.time(time));
    }

    /** The state without what has tables of its own. */
    private static OrgState rowOf(OrgState state) {
        return new OrgState(
                state.places(),
                state.breaker(),
                state.parking(),
                state.usage(),
                RollingUse.NONE,
                state.rate(),
                LaneWaits.none());
    }

    private void writeRow(OrgState state) {
        @Nullable Cut cut = state.places().cut();
        database.update(
                WRITE,
                parameters -> parameters
                        .optionalNumber(cut == null ? OptionalLong.empty() : OptionalLong.of(cut.calls()))
                        .time(cut == null ? null : cut.until())
                        .time(state.breaker().since())
                        .time(state.breaker().probeAt())
                        .time(state.parking().until())
                        .number(state.parking().refusals())
                        .time(state.parking().optOutAt())
                        .number(state.usage().used())
                        .number(state.usage().max())
                        .time(state.usage().toldAt())
                        .number(state.usage().since())
                        .number(Math.round(state.rate().perHour()))
                        .time(state.rate().at()));
    }

    private void writeLanes(LaneWaits<SalesforceLane> waits) {
        List<SalesforceLane> lanes = Arrays.asList(SalesforceLane.values());
        database.update(
                WRITE_LANES,
                parameters -> parameters
                        .texts(lanes, Enum::name)
                        .times(lanes, lane -> {
                            LaneWaits.@Nullable Waiting waiting = waits.byLane().get(lane);
                            return waiting == null ? null : waiting.since();
                        })
                        .times(lanes, lane -> {
                            LaneWaits.@Nullable Waiting waiting = waits.byLane().get(lane);
                            return waiting == null ? null : waiting.until();
                        }));
    }

    private void writeHours(RollingUse ours) {
        List<Hour> hours = ours.hours().entrySet().stream()
                .flatMap(hour -> hour.getValue().entrySet().stream()
                        .map(lane -> new Hour(hour.getKey(), lane.getKey(), lane.getValue())))
                .toList();
        database.update(
                WRITE_HOURS,
                parameters -> parameters
                        .times(hours, Hour::at)
                        .texts(hours, hour -> hour.lane().name())
                        .numbers(hours, Hour::used));
        database.update(
                FORGET_HOURS,
                parameters -> parameters.times(List.copyOf(ours.hours().keySet()), hour -> hour));
    }

    private LaneWaits<SalesforceLane> waits() {
        Map<SalesforceLane, LaneWaits.Waiting> waits = new EnumMap<>(SalesforceLane.class);
        database.forEach(
                READ_LANES,
                parameters -> {},
                row -> Map.entry(
                        SalesforceLane.valueOf(row.text("lane")),
                        new LaneWaits.Waiting(row.time("waiting_since"), row.time("waiting_until"))),
                lane -> waits.put(lane.getKey(), lane.getValue()));
        return new LaneWaits<>(waits);
    }

    private RollingUse ours() {
        Map<Instant, Map<SalesforceLane, Long>> hours = new HashMap<>();
        database.forEach(
                READ_HOURS,
                parameters -> {},
                row -> new Hour(row.time("hour_at"), SalesforceLane.valueOf(row.text("lane")), row.number("used")),
                hour -> hours.computeIfAbsent(hour.at(), at -> new EnumMap<>(SalesforceLane.class))
                        .put(hour.lane(), hour.used()));
        return new RollingUse(hours);
    }

    private static OrgState state(SqlRow row, RollingUse ours, LaneWaits<SalesforceLane> waits) throws SQLException {
        @Nullable Instant fewerUntil = row.optionalTime("place_until").orElse(null);
        return new OrgState(
                new Places(fewerUntil == null ? null : new Cut(row.integer("place_calls"), fewerUntil)),
                new Breaker(
                        row.time("breaker_since"),
                        row.optionalTime("breaker_probe_at").orElse(null)),
                new OrgParking(
                        row.optionalTime("parked_until").orElse(null),
                        row.integer("park_refusals"),
                        row.time("opt_out_at")),
                new OrgUsage(
                        row.number("told_used"),
                        row.number("told_max"),
                        row.number("called_since"),
                        row.optionalTime("told_at").orElse(null)),
                ours,
                new UseRate(row.number("calls_per_hour"), row.time("calls_per_hour_at")),
                waits);
    }
}
