package dev.touchstone.touchpoint.trace;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where traces wait with the work that they caused. */
public interface LeftTraceStore {
    /** Leaves traces, in the caller's transaction if there is one. */
    void leave(String work, List<LeftTrace> traces, Instant now);

    /** Takes the traces of some keys away, as they were written. */
    List<String> take(String work, Collection<String> keys);

    /** Forgets those that were left before a time. */
    void forgetBefore(Instant time);
}
