package dev.touchstone.touchpoint.collect;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores the submissions of several senders in one transaction. If it fails and the database is there, one of them is to
 * blame: then each is stored alone, so that nobody suffers for the data of another.
 */
@ApplicationScoped
class GroupCommit {
    private final WebContextStore contexts;
    private final EventLog eventLog;
    private final Clock clock;
    private final Wakeup wakeup;
    private Instant lastTime = Instant.EPOCH;

    GroupCommit(WebContextStore contexts, EventLog eventLog, Clock clock, Wakeup wakeup) {
        this.contexts = contexts;
        this.eventLog = eventLog;
        this.clock = clock;
        this.wakeup = wakeup;
    }

    /** Answers every submission: with its own counts after the commit, or with what went wrong. Never throws. */
    void store(List<Submission> group) {
        try {
            answer(group, storeTogether(group));
            wakeup.signal();
        } catch (RuntimeException | Error error) {
            if (group.size() == 1 || DatabaseErrors.outage(error).isPresent()) {
                group.forEach(submission -> submission.answer().completeExceptionally(error));
            } else {
                group.forEach(submission -> store(List.of(submission)));
            }
        }
    }

    private BitSet storeTogether(List<Submission> group) {
        List<WebEvent> events = new ArrayList<>();
        Set<WebContext> circumstances = new HashSet<>();
        for (Submission submission : group) {
            events.addAll(submission.admitted().events());
            circumstances.addAll(submission.admitted().contexts());
        }
        contexts.intern(circumstances);
        return eventLog.append(events, nextTime());
    }

    private static void answer(List<Submission> group, BitSet accepted) {
        int start = 0;
        for (Submission submission : group) {
            int end = start + submission.size();
            int count = accepted.get(start, end).cardinality();
            submission.answer().complete(new EventLog.Appended(count, submission.size() - count));
            start = end;
        }
    }

    /** Later than every one before, because the time is what tells new events from known ones. */
    private synchronized Instant nextTime() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastTime = now.isAfter(lastTime) ? now : lastTime.plus(1, ChronoUnit.MICROS);
        return lastTime;
    }
}
