package dev.touchstone.salessync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows in PostgreSQL: who gets which, in what order, and what is counted. On a lane that nobody else works off. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class OutboxStoreTest {
    private static final String LANE = "test";
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final UUID WORKER = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final OutboxPolicy POLICY =
            new OutboxPolicy(300, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(10));

    @Inject
    OutboxStore outbox;

    @Inject
    SqlOutboxClock sqlClock;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws Exception {
        // The migration may still be at work.
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            execute("DELETE FROM outbox WHERE lane = 'test'");
            return true;
        });
        execute("DELETE FROM outbox_tally WHERE lane = 'test'");
        execute("DELETE FROM outbox_lane WHERE lane = 'test'");
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private static <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    private static OutboxEntry row(int number, long person, Instant eventAt) {
        return OutboxEntry.accepted("T%025d".formatted(number), "SEND", person, eventAt, NOW);
    }

    private void accept(List<OutboxEntry> rows) {
        inTransaction(() -> {
            outbox.accept(LANE, rows, NOW);
            return true;
        });
    }

    private List<OutboxEntry> claim(UUID worker, OutboxPolicy policy, Instant now) {
        return inTransaction(() -> outbox.claim(LANE, worker, policy, now));
    }

    private Set<String> store(UUID worker, List<OutboxEntry> rows) {
        return inTransaction(() -> outbox.store(worker, rows));
    }

    private static List<String> keys(List<OutboxEntry> rows) {
        return rows.stream().map(OutboxEntry::key).toList();
    }

    private static String key(int number) {
        return "T%025d".formatted(number);
    }

    private static List<OutboxEntry> done(List<OutboxEntry> rows) {
        return rows.stream()
                .map(row -> OutboxMachine.answered(row, new RowAnswer.Added(null), NOW, 0))
                .toList();
    }

    @Test
    void aBatchGoesWhenItIsFullOrOldEnough() {
        accept(IntStream.range(0, 301).mapToObj(i -> row(i, i, NOW)).toList());

        assertThat(claim(WORKER, POLICY, NOW)).hasSize(300);
        assertThat(claim(WORKER, POLICY, NOW.plusSeconds(4))).isEmpty();
        assertThat(claim(WORKER, POLICY, NOW.plusSeconds(5))).hasSize(1);
    }

    /** The time of the attempt is in the database before the call can begin. */
    @Test
    void aClaimedRowIsSendingSinceNow() {
        accept(List.of(row(1, 1, NOW)));
        Instant at = NOW.plusSeconds(9);
        OutboxEntry claimed = claim(WORKER, POLICY, at).get(0);

        assertThat(claimed.state()).isEqualTo(OutboxState.SENDING);
        assertThat(claimed.history().startedAt()).isEqualTo(at);
        assertThat(inTransaction(() -> outbox.lock(List.of(claimed.key())))).containsExactly(claimed);
    }

    /** AC-43: by the time of the event, and within a second by acceptance. */
    @Test
    void rowsGoOutInTheOrderOfEventsAndThenOfAcceptance() {
        accept(List.of(row(3, 7, NOW), row(1, 7, NOW), row(2, 7, NOW), row(9, 7, NOW.minusSeconds(60))));

        assertThat(keys(claim(WORKER, POLICY, NOW.plusSeconds(5)))).containsExactly(key(9), key(3), key(1), key(2));
    }

    @Test
    void anUnfinishedRowHoldsLaterOnesOfItsPersonBackForTenMinutes() {
        accept(List.of(row(1, 7, NOW), row(2, 8, NOW)));
        Instant sent = NOW.plusSeconds(5);
        List<OutboxEntry> first = claim(WORKER, POLICY, sent);
        store(
                WORKER,
                first.stream()
                        .map(row -> OutboxMachine.inDoubt(row, sent, null))
                        .toList());
        accept(List.of(row(3, 7, NOW.plusSeconds(1)), row(4, 9, NOW.plusSeconds(1))));

        assertThat(keys(claim(WORKER, POLICY, sent.plusSeconds(10)))).containsExactly(key(4));
        assertThat(claim(WORKER, POLICY, sent.plusSeconds(599))).isEmpty();
        assertThat(outbox.counts(LANE).outOfOrder()).isZero();
        assertThat(keys(claim(WORKER, POLICY, sent.plusSeconds(600)))).containsExactly(key(3));
        assertThat(outbox.counts(LANE).outOfOrder()).isEqualTo(1);
    }

    @Test
    void aDeadRowHoldsNobodyBack() {
        accept(List.of(row(1, 7, NOW)));
        List<OutboxEntry> first = claim(WORKER, POLICY, NOW.plusSeconds(5));
        store(
                WORKER,
                first.stream()
                        .map(row -> OutboxMachine.answered(row, new RowAnswer.Skipped("1003"), NOW, 0))
                        .toList());
        accept(List.of(row(2, 7, NOW.plusSeconds(1))));

        assertThat(keys(claim(WORKER, POLICY, NOW.plusSeconds(9)))).containsExactly(key(2));
    }

    @Test
    void aGroupGoesAloneAndBeforeOthers() {
        accept(IntStream.range(0, 4).mapToObj(i -> row(i, i, NOW)).toList());
        UUID group = new UUID(5, 5);
        List<OutboxEntry> all = claim(WORKER, POLICY, NOW.plusSeconds(5));
        store(
                WORKER,
                List.of(
                        OutboxMachine.regrouped(all.get(1), group, "1003", NOW),
                        OutboxMachine.regrouped(all.get(2), group, "1003", NOW),
                        OutboxMachine.retried(all.get(0), NOW),
                        OutboxMachine.retried(all.get(3), NOW)));

        assertThat(keys(claim(WORKER, POLICY, NOW.plusSeconds(5)))).containsExactly(key(1), key(2));
        assertThat(keys(claim(WORKER, POLICY, NOW.plusSeconds(5)))).containsExactly(key(0), key(3));
    }

    /** A process that died leaves its rows in doubt; one that was only slow is not believed any more. */
    @Test
    void anExpiredLeaseIsTakenOverAndTheOldHoldersResultRefused() throws Exception {
        accept(List.of(row(1, 7, NOW)));
        List<OutboxEntry> claimed = claim(WORKER, POLICY, NOW.plusSeconds(5));
        OutboxStore.Wanted sending = new OutboxStore.Wanted(LANE, OutboxState.SENDING, List.of("SEND"));
        Duration lease = POLICY.lease();
        assertThat(inTransaction(() -> outbox.take(sending, OTHER, lease, NOW, 10)))
                .isEmpty();

        execute("UPDATE outbox SET lease_until = clock_timestamp() - interval '1 second' WHERE lane = 'test'");
        List<OutboxEntry> taken = inTransaction(() -> outbox.take(sending, OTHER, lease, NOW, 10));
        assertThat(taken).hasSize(1);
        assertThat(store(WORKER, done(claimed))).isEmpty();
        assertThat(store(OTHER, List.of(OutboxMachine.inDoubt(taken.get(0), NOW, null))))
                .containsExactly(key(1));
        assertThat(store(WORKER, done(claimed))).isEmpty();
        assertThat(outbox.counts(LANE).of(OutboxState.IN_DOUBT)).isEqualTo(1);
    }

    @Test
    void aRenewedLeaseIsNotTakenOver() throws Exception {
        accept(List.of(row(1, 7, NOW)));
        claim(WORKER, POLICY, NOW.plusSeconds(5));
        execute("UPDATE outbox SET lease_until = clock_timestamp() + interval '1 second' WHERE lane = 'test'");

        assertThat(inTransaction(() -> outbox.renew(Set.of(WORKER), Duration.ofHours(1))))
                .isEqualTo(1);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT lease_until > clock_timestamp() + interval '50 minutes' FROM outbox WHERE lane = 'test'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean(1)).isTrue();
        }
    }

    /** F25: what is under way goes on, and its result is stored. */
    @Test
    void rowsFollowTheirPersonAlsoWhileTheyAreUnderWay() {
        accept(List.of(row(1, 12, NOW), row(2, 12, NOW)));
        OutboxPolicy one = new OutboxPolicy(1, Duration.ZERO, POLICY.lease(), POLICY.holdBack());
        List<OutboxEntry> underWay = claim(WORKER, one, NOW.plusSeconds(5));
        inTransaction(() -> {
            outbox.move(LANE, Map.of(12L, 11L));
            return true;
        });

        assertThat(store(WORKER, done(underWay))).hasSize(1);
        assertThat(claim(WORKER, POLICY, NOW.plusSeconds(5)))
                .singleElement()
                .satisfies(row -> assertThat(row.orderKey()).isEqualTo(11));
    }

    /** AC-26: the merge tells what the row waited for; nobody would find the winner by asking for the winner. */
    @Test
    void whatWaitsForItsAliasGoesOnAsTheWinners() {
        accept(List.of(row(1, 12, NOW)));
        List<OutboxEntry> claimed = claim(WORKER, POLICY, NOW.plusSeconds(5));
        store(
                WORKER,
                claimed.stream()
                        .map(row -> OutboxMachine.answered(row, new RowAnswer.Skipped("1004"), NOW, 0))
                        .toList());
        inTransaction(() -> {
            outbox.move(LANE, Map.of(12L, 11L));
            return true;
        });

        assertThat(claim(WORKER, POLICY, NOW.plusSeconds(5)))
                .singleElement()
                .satisfies(row -> assertThat(row.orderKey()).isEqualTo(11));
    }

    /** F36: several processes at once; every row is sent once, and the rows of a person by one call at a time, in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void severalWorkersShareTheRowsWithoutReorderingAPersons(long seed) throws Exception {
        Random random = new Random(seed);
        List<OutboxEntry> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(row(i, random.nextInt(40), NOW.plusSeconds(i)));
        }
        accept(rows);
        OutboxPolicy small = new OutboxPolicy(17, Duration.ZERO, POLICY.lease(), POLICY.holdBack());
        Instant later = NOW.plusSeconds(3_600);
        List<OutboxEntry> sent = new ArrayList<>();
        Callable<Boolean> worker = () -> {
            UUID self = UUID.randomUUID();
            int idle = 0;
            while (idle < 20) {
                List<OutboxEntry> batch = claim(self, small, later);
                idle = batch.isEmpty() ? idle + 1 : 0;
                synchronized (sent) {
                    sent.addAll(batch);
                }
                store(self, done(batch));
            }
            return true;
        };
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> ended : workers.invokeAll(List.of(worker, worker, worker, worker))) {
                assertThat(ended.get()).isTrue();
            }
        }
        assertThat(keys(sent)).hasSize(600).doesNotHaveDuplicates();
        Map<Long, List<Instant>> byPerson = sent.stream()
                .collect(Collectors.groupingBy(
                        OutboxEntry::orderKey,
                        TreeMap::new,
                        Collectors.mapping(OutboxEntry::eventAt, Collectors.toList())));
        byPerson.forEach(
                (person, events) -> assertThat(events).as("person %d", person).isSorted());
        assertThat(outbox.counts(LANE).outOfOrder()).isZero();
    }

    /** P1: whatever happens, the counts are those of the rows. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void countsBalanceAtEveryInstant(long seed) throws Exception {
        Random random = new Random(seed);
        Instant now = NOW;
        int number = 0;
        for (int step = 0; step < 60; step++) {
            now = now.plusSeconds(random.nextInt(40));
            List<OutboxEntry> fresh = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                fresh.add(row((int) seed * 100_000 + number++, random.nextInt(10), now));
            }
            accept(fresh);
            Instant at = now.plusSeconds(10);
            List<OutboxEntry> batch =
                    claim(WORKER, new OutboxPolicy(9, Duration.ZERO, POLICY.lease(), POLICY.holdBack()), at);
            assertBalance();
            store(WORKER, batch.stream().map(row -> some(row, random, at)).toList());
            if (random.nextInt(5) == 0) {
                inTransaction(() -> {
                    outbox.foldCounts();
                    return true;
                });
            }
            assertBalance();
        }
    }

    private static OutboxEntry some(OutboxEntry row, Random random, Instant now) {
        return switch (random.nextInt(6)) {
            case 0 -> OutboxMachine.inDoubt(row, now, null);
            case 1 -> OutboxMachine.answered(row, new RowAnswer.Skipped("1003"), now, 0);
            case 2 -> OutboxMachine.answered(row, new RowAnswer.Skipped("1004"), now, 0);
            case 3 -> OutboxMachine.notFound(OutboxMachine.notFound(OutboxMachine.inDoubt(row, now, null), now), now);
            case 4 -> OutboxMachine.erased(row, now);
            default -> OutboxMachine.answered(row, new RowAnswer.Added("1"), now, 0);
        };
    }

    private void assertBalance() throws Exception {
        OutboxCounts counts = outbox.counts(LANE);
        Map<OutboxState, Long> rows = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT state, count(*) FROM outbox WHERE lane = 'test' GROUP BY state")) {
            while (result.next()) {
                rows.put(OutboxState.valueOf(result.getString(1)), result.getLong(2));
            }
        }
        assertThat(new TreeMap<>(counts.byState())).isEqualTo(rows);
        assertThat(counts.accepted())
                .isEqualTo(counts.of(OutboxState.DONE)
                        + counts.of(OutboxState.SKIPPED)
                        + counts.of(OutboxState.DEAD)
                        + counts.inFlight());
    }

    /** F37. */
    @Test
    void theClockIsTheDatabases() throws Exception {
        Instant before = databaseTime();
        Instant now = sqlClock.now();
        assertThat(now).isBetween(before, databaseTime());
    }

    private Instant databaseTime() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    @Test
    void theLaneIsHeldForAllProcesses() {
        LaneState held = LaneState.IDLE.withoutSchema("make it", NOW, Duration.ofMinutes(10));
        assertThat(outbox.lane(LANE)).isEqualTo(LaneState.IDLE);
        inTransaction(() -> {
            outbox.lockLane(LANE);
            outbox.storeLane(LANE, held);
            return true;
        });
        assertThat(outbox.lane(LANE)).isEqualTo(held);
    }
}
