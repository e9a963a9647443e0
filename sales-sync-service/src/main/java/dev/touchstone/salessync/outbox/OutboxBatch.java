package dev.touchstone.salessync.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rows of a call. Pure.
 *
 * <p><b>Splitting:</b> a call that fails because of one of its rows is cut in two, and each half again, until the row is alone.
 * The halves stay apart from all other rows, so a poisonous row costs nobody else anything.
 *
 * @param rows in the order in which they were sent
 */
public record OutboxBatch(List<OutboxEntry> rows) {
    public OutboxBatch {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a call without rows is not made");
        }
        rows = List.copyOf(rows);
    }

    /**
     * Time, chance and ids.
     *
     * @param now by {@link OutboxClock}
     * @param random from 0 inclusive to 1 exclusive
     * @param firstGroup for a group that comes to be
     * @param secondGroup for a second one
     */
    public record Circumstances(Instant now, double random, UUID firstGroup, UUID secondGroup) {}

    /**
     * The rows after the call.
     *
     * @param before the lane as it was before the call
     */
    public List<OutboxEntry> after(BatchOutcome outcome, LaneState before, Circumstances circumstances) {
        Instant now = circumstances.now();
        return switch (outcome) {
            case BatchOutcome.Answered answered -> answered(answered.rows(), circumstances);
            case BatchOutcome.NotExecuted refused ->
                rows.stream()
                        .map(row -> OutboxMachine.notExecuted(row, refused, now))
                        .toList();
            case BatchOutcome.MaybeExecuted maybe ->
                rows.stream()
                        .map(row -> OutboxMachine.inDoubt(row, now, maybe.code()))
                        .toList();
            case BatchOutcome.SystemError error -> systemError(error.code(), before, circumstances);
            case BatchOutcome.Rejected rejected -> rejected(rejected.code(), circumstances);
        };
    }

    private List<OutboxEntry> answered(List<RowAnswer> answers, Circumstances circumstances) {
        if (answers.size() != rows.size()) {
            throw new IllegalArgumentException(
                    "a call of " + rows.size() + " rows has as many answers but got " + answers.size());
        }
        List<OutboxEntry> changed = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            changed.add(
                    OutboxMachine.answered(rows.get(i), answers.get(i), circumstances.now(), circumstances.random()));
        }
        return changed;
    }

    private List<OutboxEntry> systemError(String code, LaneState before, Circumstances circumstances) {
        Instant now = circumstances.now();
        double random = circumstances.random();
        if (rows.size() == 1) {
            OutboxEntry row = rows.get(0);
            return List.of(OutboxMachine.failedAlone(
                    row, code, succeededSince(before, row.history().troubledAt()), now, random));
        }
        boolean split = rows.stream().allMatch(OutboxMachine::isToBeSplit);
        List<OutboxEntry> changed = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            UUID group = split && i >= half() ? circumstances.secondGroup() : circumstances.firstGroup();
            changed.add(OutboxMachine.suspected(rows.get(i), group, code, now, random));
        }
        return changed;
    }

    private List<OutboxEntry> rejected(String code, Circumstances circumstances) {
        Instant now = circumstances.now();
        if (rows.size() == 1) {
            return List.of(OutboxMachine.rejectedAlone(rows.get(0), code, now));
        }
        List<OutboxEntry> changed = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            UUID group = i < half() ? circumstances.firstGroup() : circumstances.secondGroup();
            changed.add(OutboxMachine.regrouped(rows.get(i), group, code, now));
        }
        return changed;
    }

    private int half() {
        return rows.size() / 2;
    }

    private static boolean succeededSince(LaneState lane, @Nullable Instant troubledAt) {
        @Nullable Instant succeededAt = lane.succeededAt();
        return troubledAt != null && succeededAt != null && succeededAt.isAfter(troubledAt);
    }
}
