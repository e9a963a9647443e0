package dev.touchstone.testing.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Which calls go wrong, and how. A call planned by its number comes first, then the rules in the order in which they were
 * added, then chance. Calls for tokens are not numbered, and only rules that name them apply to them. Thread-safe.
 */
public final class FaultPlan {
    private final Clock clock;
    private final String tokenPaths;
    private final Map<Integer, Fault> byCall = new HashMap<>();
    private final List<ActiveRule> rules = new ArrayList<>();
    private int calls;
    private @Nullable SeededFaults seeded;

    /** A rule with what it has seen. */
    private static final class ActiveRule {
        private final FaultRule rule;
        private final Instant until;
        private int seen;
        private int hit;

        private ActiveRule(FaultRule rule, Instant now) {
            this.rule = rule;
            this.until = rule.during().map(now::plus).orElse(Instant.MAX);
        }

        private boolean strikes(String method, String path, Instant now) {
            if (hit >= rule.times() || !now.isBefore(until) || !rule.matches(method, path)) {
                return false;
            }
            seen++;
            boolean strikes = seen > rule.skip() && (seen - rule.skip()) % rule.every() == 0;
            hit += strikes ? 1 : 0;
            return strikes;
        }
    }

    /**
     * A plan by which nothing goes wrong yet.
     *
     * @param tokenPaths how the paths begin under which tokens are issued
     */
    public FaultPlan(Clock clock, String tokenPaths) {
        this.clock = clock;
        this.tokenPaths = tokenPaths;
    }

    /** The nth call from now fails; 1 is the next one. */
    public synchronized void onCall(int nth, Fault fault) {
        if (nth < 1) {
            throw new IllegalArgumentException("calls are counted from 1 but this is " + nth);
        }
        byCall.put(calls + nth, fault);
    }

    /** Each of the next calls fails in the same way. */
    public synchronized void onNext(int count, Fault fault) {
        for (int nth = 1; nth <= count; nth++) {
            byCall.put(calls + nth, fault);
        }
    }

    /** From now on, calls fail by a rule. */
    public synchronized void add(FaultRule rule) {
        rules.add(new ActiveRule(rule, clock.instant()));
    }

    /**
     * From now on, calls fail at random, the same ones for the same seed.
     *
     * @param every one call in so many fails, on average
     * @param faults one of them is chosen each time
     */
    public synchronized void seeded(long seed, int every, List<Fault> faults) {
        seeded = new SeededFaults(new Random(seed), every, List.copyOf(faults));
    }

    /** Nothing goes wrong from now on. */
    public synchronized void clear() {
        byCall.clear();
        rules.clear();
        seeded = null;
    }

    /** What goes wrong with this call. */
    public synchronized Optional<Fault> next(String method, String path) {
        boolean numbered = !path.startsWith(tokenPaths);
        if (numbered) {
            calls++;
            Fault planned = byCall.remove(calls);
            if (planned != null) {
                return Optional.of(planned);
            }
        }
        Instant now = clock.instant();
        for (ActiveRule rule : rules) {
            boolean meant = rule.rule.path().startsWith(tokenPaths) != numbered;
            if (meant && rule.strikes(method, path, now)) {
                return Optional.of(rule.rule.fault());
            }
        }
        return seeded == null || !numbered ? Optional.empty() : seeded.next();
    }

    private record SeededFaults(Random random, int every, List<Fault> faults) {
        Optional<Fault> next() {
            return random.nextInt(every) == 0
                    ? Optional.of(faults.get(random.nextInt(faults.size())))
                    : Optional.empty();
        }
    }
}
