package dev.touchstone.salessync.activity.panel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Forgets what Marketo had longer ago than the panel shows. */
@ApplicationScoped
public class ForgetMirror {
    private final MirrorJournal journal;
    private final Clock clock;

    ForgetMirror(MirrorJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Forgets, in portions; any process may, at any time. */
    public void forget() {
        Instant before = clock.instant().minus(MirrorPerson.WINDOW);
        while (journal.drop(before) > 0) {
            // The next portion.
        }
    }
}
