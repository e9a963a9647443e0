package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Which rule came first for each record, and what it took to find out. */
final class RuleAnswers {
    private final Duration wall;
    private final Duration cpu;
    private final int[] first;

    /**
     * @param wall time by the wall
     * @param cpu time of whoever did the work
     * @param first of each record the number of the rule; -1 for none
     */
    RuleAnswers(Duration wall, Duration cpu, int[] first) {
        this.wall = wall;
        this.cpu = cpu;
        this.first = first;
    }

    Duration wall() {
        return wall;
    }

    Duration cpu() {
        return cpu;
    }

    int records() {
        return first.length;
    }

    long matched() {
        return Arrays.stream(first).filter(rule -> rule >= 0).count();
    }

    /** Fails unless another has the same answers for its records, the first of these. */
    void demandSame(String name, RuleAnswers other) {
        int at = Arrays.mismatch(Arrays.copyOf(first, other.first.length), other.first);
        if (at >= 0) {
            throw new CommandFailed(String.format(
                    Locale.ROOT, "%s has rule %d for record %d, not %d", name, other.first[at], at, first[at]));
        }
    }
}
