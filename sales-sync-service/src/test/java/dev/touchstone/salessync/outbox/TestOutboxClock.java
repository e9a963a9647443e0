package dev.touchstone.salessync.outbox;

import dev.touchstone.salessync.operations.TestClock;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** In tests the database's clock moves with the service's, unless a test says that the service's is wrong. */
@Mock
@ApplicationScoped
public class TestOutboxClock implements OutboxClock {
    private final TestClock clock;
    private volatile Duration error = Duration.ZERO;

    TestOutboxClock(TestClock clock) {
        this.clock = clock;
    }

    /** The service's clock is ahead of the database's by so much. */
    public void serviceIsAhead(Duration time) {
        error = time;
    }

    @Override
    public Instant now() {
        return clock.instant().minus(error).truncatedTo(ChronoUnit.MICROS);
    }
}
