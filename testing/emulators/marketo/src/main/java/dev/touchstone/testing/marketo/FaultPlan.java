package dev.touchstone.testing.marketo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Which calls of {@code /rest} go wrong, and how. Token calls are not counted. Thread-safe. */
public final class FaultPlan {
    private final Map<Integer, Fault> byCall = new HashMap<>();
    private int calls;
    private @Nullable SeededFaults seeded;

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
        seeded = null;
    }

    synchronized Optional<Fault> next() {
        calls++;
        Fault planned = byCall.remove(calls);
        if (planned != null) {
            return Optional.of(planned);
        }
        return seeded == null ? Optional.empty() : seeded.next();
    }

    private record SeededFaults(Random random, int every, List<Fault> faults) {
        Optional<Fault> next() {
            return random.nextInt(every) == 0
                    ? Optional.of(faults.get(random.nextInt(faults.size())))
                    : Optional.empty();
        }
    }
}
