package dev.touchstone.salessync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.outbox.OutboxBatch.Circumstances;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxBatchTest {
    private static final Instant START = Instant.parse("2026-07-15T10:00:00Z");

    private Instant now = START;
    private long ids;
    private LaneState lane = LaneState.IDLE;

    private Circumstances circumstances() {
        now = now.plusSeconds(1);
        return new Circumstances(now, 0.5, new UUID(0, ++ids), new UUID(0, ++ids));
    }

    private static OutboxEntry row(int number) {
        return OutboxEntry.accepted("%026d".formatted(number), "SEND", number, START, START);
    }

    private static List<OutboxEntry> rows(int count) {
        return IntStream.range(0, count).mapToObj(OutboxBatchTest::row).toList();
    }

    private List<OutboxEntry> after(List<OutboxEntry> rows, BatchOutcome outcome) {
        Circumstances circumstances = circumstances();
        LaneState before = lane;
        lane = lane.after(outcome, circumstances.now(), circumstances.random());
        return new OutboxBatch(rows).after(outcome, before, circumstances);
    }

    private BatchOutcome call(List<OutboxEntry> rows, String poison, String code) {
        if (rows.stream().anyMatch(row -> row.key().equals(poison))) {
            return code.equals("611")
                    ? new BatchOutcome.SystemError(code, "fails")
                    : new BatchOutcome.Rejected(code, "no");
        }
        return new BatchOutcome.Answered(
                rows.stream().map(row -> (RowAnswer) new RowAnswer.Added(null)).toList());
    }

    /** AC-35, F34: one poisonous row of 300 dies, wherever it is, and takes nobody with it. */
    @ParameterizedTest
    @CsvSource({"611, 0", "611, 149", "611, 299", "1003, 17", "HTTP 413, 150"})
    void aPoisonousRowIsFoundBySplitting(String code, int position) {
        List<OutboxEntry> all = rows(300);
        String poison = all.get(position).key();
        List<OutboxEntry> ended = new ArrayList<>();
        Deque<List<OutboxEntry>> batches = new ArrayDeque<>(List.of(all));
        int calls = 0;
        while (!batches.isEmpty()) {
            List<OutboxEntry> batch = batches.removeFirst();
            calls++;
            List<OutboxEntry> changed = after(batch, call(batch, poison, code));
            changed.stream().filter(row -> !row.state().isOpen()).forEach(ended::add);
            Map<UUID, List<OutboxEntry>> groups = changed.stream()
                    .filter(row -> row.state().isOpen())
                    .collect(Collectors.groupingBy(
                            row -> Objects.requireNonNull(row.status().group())));
            batches.addAll(groups.values());
        }
        assertThat(ended).filteredOn(row -> row.state() == OutboxState.DONE).hasSize(299);
        assertThat(ended)
                .filteredOn(row -> row.state() == OutboxState.DEAD)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.key()).isEqualTo(poison);
                    assertThat(row.status().code()).isEqualTo(code);
                });
        assertThat(calls).isLessThan(30);
    }

    @Test
    void aSystemErrorIsRepeatedWholeFiveTimesBeforeItIsSplit() {
        List<OutboxEntry> rows = rows(4);
        for (int i = 0; i < OutboxMachine.WHOLE_REPEATS; i++) {
            rows = after(rows, new BatchOutcome.SystemError("611", "fails"));
            assertThat(rows).map(row -> row.status().group()).doesNotContainNull();
            assertThat(rows.stream().map(row -> row.status().group()).distinct())
                    .hasSize(1);
        }
        rows = after(rows, new BatchOutcome.SystemError("611", "fails"));
        assertThat(rows.stream().map(row -> row.status().group()).distinct()).hasSize(2);
        assertThat(rows).allMatch(row -> row.history().attempts() == 0);
    }

    /** An outage that shows as 611 must not kill what waits. */
    @Test
    void aRowAloneDoesNotDieOfSystemErrorsUnlessOthersSucceed() {
        List<OutboxEntry> rows = rows(1);
        for (int i = 0; i < 50; i++) {
            rows = after(rows, new BatchOutcome.SystemError("611", "fails"));
        }
        assertThat(rows).allMatch(row -> row.state() == OutboxState.PENDING);

        after(
                rows(3),
                new BatchOutcome.Answered(
                        List.of(new RowAnswer.Added(null), new RowAnswer.Added(null), new RowAnswer.Added(null))));
        assertThat(after(rows, new BatchOutcome.SystemError("611", "fails")))
                .allMatch(row -> row.state() == OutboxState.DEAD);
    }

    @Test
    void aLostAnswerPutsTheWholeBatchInDoubt() {
        assertThat(after(rows(300), new BatchOutcome.MaybeExecuted("NO_ANSWER", "gone")))
                .hasSize(300)
                .allMatch(row -> row.state() == OutboxState.IN_DOUBT);
    }

    /** F43: of a mixed answer each row takes its own. */
    @Test
    void eachRowTakesItsOwnAnswer() {
        assertThat(after(
                        rows(3),
                        new BatchOutcome.Answered(List.of(
                                new RowAnswer.Added("1"),
                                new RowAnswer.Skipped("1004"),
                                new RowAnswer.Skipped("1003")))))
                .map(OutboxEntry::state)
                .containsExactly(OutboxState.DONE, OutboxState.RESOLVE_ALIAS, OutboxState.DEAD);
    }

    @Test
    void answersOfAnotherNumberOfRowsAreABug() {
        assertThatThrownBy(() -> after(rows(2), new BatchOutcome.Answered(List.of(new RowAnswer.Added(null)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 rows");
    }
}
