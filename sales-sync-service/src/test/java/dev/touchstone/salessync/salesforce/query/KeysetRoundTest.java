package dev.touchstone.salessync.salesforce.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.query.KeysetRound.Position;
import dev.touchstone.salessync.salesforce.query.KeysetRound.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetRoundTest {
    private static final Instant T = Instant.parse("2026-07-15T10:00:00Z");
    private static final KeysetRound ROUND = KeysetRound.begin(T, T.plus(Duration.ofMinutes(4)), KeysetPolicy.DEFAULT);

    @Test
    void aRoundBeginsTwelveMinutesEarlierAndEndsFiveSecondsBeforeThePresentOfSalesforce() {
        assertThat(ROUND.window()).isEqualTo(new Window(T.minusSeconds(720), T.plusSeconds(235)));
        assertThat(ROUND.query("Task", List.of("Subject", "Id"), List.of("IsDeleted = false")))
                .hasToString("SELECT Id, SystemModstamp, Subject FROM Task WHERE IsDeleted = false"
                        + " AND SystemModstamp >= 2026-07-15T09:48:00Z AND SystemModstamp < 2026-07-15T10:03:55Z"
                        + " ORDER BY SystemModstamp, Id");
    }

    @Test
    void insideTheRoundThePositionIsExact() {
        assertThat(ROUND.afterPage(T, "00T5g00000TaSkAEAV").query("Task", List.of(), List.of()))
                .hasToString("SELECT Id, SystemModstamp FROM Task"
                        + " WHERE (SystemModstamp > 2026-07-15T10:00:00Z OR (SystemModstamp = 2026-07-15T10:00:00Z"
                        + " AND Id > '00T5g00000TaSkAEAV')) AND SystemModstamp < 2026-07-15T10:03:55Z"
                        + " ORDER BY SystemModstamp, Id");
    }

    /** A process that dies in every round within its look-back must not wander into the past. */
    @Test
    void theWatermarkNeverGoesBack() {
        assertThat(ROUND.watermark()).isEqualTo(T);
        assertThat(ROUND.afterPage(T.minusSeconds(300), "a").watermark()).isEqualTo(T);
        assertThat(ROUND.afterPage(T.plusSeconds(30), "a").watermark()).isEqualTo(T.plusSeconds(30));
        KeysetRound done = ROUND.afterWindow();
        assertThat(done.isDone()).isTrue();
        assertThat(done.watermark()).isEqualTo(T.plusSeconds(235));
    }

    /** F37: a watermark that is ahead of Salesforce's clock is waited for. */
    @Test
    void aRoundThatWouldBeginInTheFutureIsOverAtOnce() {
        KeysetRound round = KeysetRound.begin(T, T.minus(Duration.ofHours(2)), KeysetPolicy.DEFAULT);
        assertThat(round.isDone()).isTrue();
        assertThat(round.watermark()).isEqualTo(T);
    }

    @Test
    void timeOutsHalveTheWindowDownToAMinuteAndThenItIsReadById() {
        KeysetRound round = ROUND;
        List<Long> lengths = new ArrayList<>();
        while (!round.position().byId()) {
            lengths.add(Duration.between(round.window().from(), round.window().until())
                    .toSeconds());
            round = round.afterTimeout().orElseThrow();
        }
        assertThat(lengths).containsExactly(955L, 477L, 238L, 119L, 60L);
        assertThat(round.afterPage(T, "00T1").query("Task", List.of(), List.of()))
                .hasToString("SELECT Id, SystemModstamp FROM Task WHERE SystemModstamp >= 2026-07-15T09:48:00Z"
                        + " AND SystemModstamp < 2026-07-15T09:49:00Z AND Id > '00T1' ORDER BY Id LIMIT 2000");
        assertThat(round.afterTimeout()).isEmpty();
    }

    @Test
    void afterAWindowTheNextIsTwiceAsLong() {
        KeysetRound minute = new KeysetRound(
                T,
                new Position(T, "", false),
                new Window(T, T.plusSeconds(60)),
                T.plusSeconds(600),
                Duration.ofMinutes(1));
        KeysetRound second = minute.afterWindow();
        assertThat(second.window()).isEqualTo(new Window(T.plusSeconds(60), T.plusSeconds(180)));
        assertThat(second.position()).isEqualTo(new Position(T.plusSeconds(60), "", false));
        assertThat(second.afterWindow().afterWindow().window().until()).isEqualTo(T.plusSeconds(600));
    }

    private record Row(Instant stamp, String id) {}

    /** Whatever times out and whenever the process dies: every row is read, and the watermark only grows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @DisplayName("F18, F19, AC-97: rows with one stamp, lost cursors, time-outs, restarts: nothing is missed")
    void nothingIsMissed(int ignored) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Row> rows = rows(random);
        Set<Row> read = new HashSet<>();
        Instant watermark = T.minusSeconds(1);
        Instant present = T.plus(Duration.ofHours(3));
        KeysetPolicy policy = KeysetPolicy.DEFAULT;
        KeysetRound round = KeysetRound.begin(watermark, present, policy);
        int steps = 0;
        while (!round.isDone()) {
            assertThat(steps++).as("seed %d", seed).isLessThan(100_000);
            if (random.nextInt(50) == 0) {
                // The process dies; the next begins with the watermark that was stored.
                round = KeysetRound.begin(watermark, present, policy);
            }
            Optional<KeysetRound> next = step(round, rows, random, read);
            round = next.orElse(round);
            assertThat(round.watermark()).as("seed %d", seed).isAfterOrEqualTo(watermark);
            watermark = round.watermark();
        }
        assertThat(read).as("seed %d", seed).containsAll(rows);
    }

    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            // Two storms, and the rest over three hours.
            long second = switch (random.nextInt(3)) {
                case 0 -> 4_000;
                case 1 -> 7_000 + random.nextInt(30);
                default -> random.nextInt(3 * 3_600 - 10);
            };
            rows.add(new Row(T.plusSeconds(second), "00T%06d".formatted(random.nextInt(1_000_000))));
        }
        return rows;
    }

    /** One query as Salesforce would answer it, cut after a page as if the cursor were lost then. */
    private static Optional<KeysetRound> step(KeysetRound round, List<Row> rows, Random random, Set<Row> read) {
        Position position = round.position();
        Comparator<Row> order = position.byId()
                ? Comparator.comparing(Row::id)
                : Comparator.comparing(Row::stamp).thenComparing(Row::id);
        Row at = new Row(position.stamp(), position.afterId());
        List<Row> found = rows.stream()
                .filter(row ->
                        !row.stamp().isBefore(position.byId() ? round.window().from() : position.stamp()))
                .filter(row -> row.stamp().isBefore(round.window().until()))
                .filter(row -> position.afterId().isEmpty() || order.compare(row, at) > 0)
                .sorted(order)
                .toList();
        if (found.size() > 300 && !position.byId() && random.nextInt(4) > 0) {
            return round.afterTimeout();
        }
        List<Row> page = found.subList(0, Math.min(200, found.size()));
        read.addAll(page);
        if (page.size() == found.size()) {
            return Optional.of(round.afterWindow());
        }
        Row last = page.get(page.size() - 1);
        return Optional.of(round.afterPage(last.stamp(), last.id()));
    }
}
