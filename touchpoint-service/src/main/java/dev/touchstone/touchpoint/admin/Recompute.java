package dev.touchstone.touchpoint.admin;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Wakeup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Marks everything as changed, so that all is derived anew. */
@ApplicationScoped
class Recompute {
    private final MarkStore marks;
    private final Wakeup wakeup;

    Recompute(MarkStore marks, Wakeup wakeup) {
        this.marks = marks;
        this.wakeup = wakeup;
    }

    /** What was marked. */
    record Marked(long visitors, long people) {}

    @Transactional
    Marked run() {
        Marked marked = new Marked(marks.markAllVisitors(), marks.markAllPeople());
        wakeup.signal();
        return marked;
    }
}
