package dev.touchstone.salessync.person.change;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads people for somebody who waits for the next ones. */
@ApplicationScoped
public class WatchPeople {
    private static final int PEOPLE_A_STEP = 100;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final ReadPeople people;
    private final Clock clock;
    private volatile boolean stopping;

    WatchPeople(ReadPeople people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** Readers that wait are answered when the service ends; they resume elsewhere. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** The next people, as soon as there are any; of everybody as they are, those who are there. Empty after ten seconds without. */
    public ReadPeople.Step next(PeopleCursor cursor) {
        Instant started = clock.instant();
        ReadPeople.Step step = people.next(cursor, PEOPLE_A_STEP);
        while (true) {
            List<ReadPeople.Seen> told =
                    step.seen().stream().filter(WatchPeople::isNews).toList();
            boolean waitedLongEnough =
                    Duration.between(started, clock.instant()).compareTo(SIGN_OF_LIFE) >= 0;
            // The end of everybody is told even if nobody is left, so that the reader knows that changes follow.
            boolean becameLive = step.cursor().isLive() && !cursor.isLive();
            if (!told.isEmpty() || waitedLongEnough || becameLive || stopping) {
                return new ReadPeople.Step(told, step.cursor());
            }
            if (step.cursor().isLive()) {
                pause();
            }
            step = people.next(step.cursor(), PEOPLE_A_STEP);
        }
    }

    private static boolean isNews(ReadPeople.Seen seen) {
        return seen.type() != null
                || (seen.person() != null && seen.person().standing().state().isLive());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the reader was stopped", stopped);
        }
    }
}
