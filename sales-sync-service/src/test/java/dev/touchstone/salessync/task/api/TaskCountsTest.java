package dev.touchstone.salessync.task.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.outbox.OutboxCounts;
import dev.touchstone.salessync.outbox.OutboxState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AC-58: what is for a seller without a connection waits for it")
class TaskCountsTest {
    @ParameterizedTest
    @CsvSource({
        "PENDING,       READY,     WAITING_CONNECTION",
        "RESOLVE_ALIAS, RESOLVING, WAITING_CONNECTION",
        "WAIT_QUOTA,    WAIT_QUOTA, WAITING_CONNECTION",
        "IN_DOUBT,      IN_DOUBT,  WAITING_CONNECTION",
        "SENDING,       SENDING,   SENDING",
        "DONE,          DONE,      DONE",
        "SKIPPED,       SKIPPED,   SKIPPED",
        "DEAD,          DEAD,      DEAD"
    })
    void theStateOfARow(OutboxState state, TaskState usable, TaskState unusable) {
        assertThat(TaskState.of(state, true)).isEqualTo(usable);
        assertThat(TaskState.of(state, false)).isEqualTo(unusable);
    }

    @Test
    void everyTaskIsCountedOnce() {
        OutboxCounts all = counts(Map.of(OutboxState.PENDING, 7L, OutboxState.WAIT_QUOTA, 2L, OutboxState.DONE, 5L));
        OutboxCounts parked = counts(Map.of(OutboxState.PENDING, 3L, OutboxState.DONE, 4L));

        TaskCounts counts = TaskCounts.of(all, List.of(parked));

        assertThat(counts.of(TaskState.READY)).isEqualTo(4);
        assertThat(counts.of(TaskState.WAITING_CONNECTION)).isEqualTo(3);
        assertThat(counts.of(TaskState.WAIT_QUOTA)).isEqualTo(2);
        assertThat(counts.of(TaskState.DONE)).isEqualTo(5);
        assertThat(counts.byState().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(14);
    }

    private static OutboxCounts counts(Map<OutboxState, Long> byState) {
        return new OutboxCounts(14, byState, 0, 0, null);
    }
}
