package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** N4: what a day costs on which nothing happens. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class IdleDayTest {
    /** The shared budget reads the usage of the quota every ten minutes; this test does not run it. */
    private static final int USAGE_CALLS = 144;

    @Inject
    FeedScene scene;

    MarketoEmulator marketo;

    @AfterEach
    void leave() {
        scene.leave();
    }

    @Test
    void aDayOnWhichNothingHappensTakesFewCalls() {
        scene.reset(marketo);
        scene.begin();
        scene.settle();
        marketo.calls().clear();
        scene.runUntil(FeedScene.TEN.plus(Duration.ofDays(1)));

        int calls = marketo.calls().all().size();
        assertThat(calls).as("calls of an idle day, those for tokens included").isBetween(3_000, 4_500 - USAGE_CALLS);
        assertThat(marketo.calls().all())
                .as("outcomes")
                .allMatch(call -> call.outcome().equals("ok"));
    }
}
