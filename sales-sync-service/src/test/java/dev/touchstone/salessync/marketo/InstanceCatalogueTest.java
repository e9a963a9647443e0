package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.marketo.ScriptedMarketo.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom when the fields of an instance are looked up. */
class InstanceCatalogueTest {
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Reply FIELDS =
            Reply.json("{\"success\":true,\"result\":[{\"rest\":{\"name\":\"id\"}},{\"rest\":{\"name\":\"email\"}}]}");

    private final MovedClock clock = new MovedClock();
    private ScriptedMarketo marketo;

    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-07-15T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() throws IOException {
        marketo = new ScriptedMarketo();
    }

    @AfterEach
    void stop() {
        marketo.close();
    }

    private LeadsApi open(Lane lane) {
        return marketo.open(LONG, clock).leads(lane);
    }

    private long lookUps() {
        return marketo.seen().stream()
                .filter(seen -> seen.path().equals(DESCRIBE))
                .count();
    }

    /** An opt-out check does not wait for the daily look-up of a lane that has time. */
    @Test
    void knownFieldsAreUsedWhileSomebodyLooksThemUpAgain() throws Exception {
        marketo.answer(DESCRIBE, FIELDS, FIELDS.stallAfter(5));
        LeadsApi leads = open(Lane.SNAPSHOT);
        InstanceFields known = leads.fields();
        clock.now = clock.now.plus(Duration.ofHours(25));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<InstanceFields> slow = other.submit(leads::fields);
            await().untilAsserted(() -> assertThat(lookUps()).isEqualTo(2));
            assertThat(leads.fields()).isEqualTo(known);
            assertThat(slow.isDone()).isFalse();
            marketo.close();
            assertThat(slow.get()).isEqualTo(known);
        }
    }

    @Test
    void aLookUpThatFailsUnlearnsNothingAndIsRepeatedMinutesLater() {
        marketo.answer(DESCRIBE, FIELDS, new Reply(502, java.util.Map.of(), new byte[0]), FIELDS);
        LeadsApi leads = open(Lane.FEED);
        InstanceFields known = leads.fields();
        clock.now = clock.now.plus(Duration.ofHours(25));
        assertThat(leads.fields()).isEqualTo(known);
        assertThat(leads.fields()).isEqualTo(known);
        assertThat(lookUps()).isEqualTo(2);
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertThat(leads.fields()).isEqualTo(known);
        assertThat(lookUps()).isEqualTo(3);
        leads.fields();
        assertThat(lookUps()).isEqualTo(3);
    }

    @Test
    void whereNothingIsKnownAFailureIsToldAndThePersonWhoWaitsLooksByItself() throws Exception {
        marketo.answer(DESCRIBE, new Reply(502, java.util.Map.of(), new byte[0]), FIELDS.stallAfter(5), FIELDS);
        MarketoInstance instance = marketo.open(LONG, clock);
        assertThatThrownBy(() -> instance.leads(Lane.SNAPSHOT).fields()).isInstanceOf(MarketoFailure.class);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<InstanceFields> slow =
                    other.submit(() -> instance.leads(Lane.SNAPSHOT).fields());
            await().untilAsserted(() -> assertThat(lookUps()).isEqualTo(2));
            assertThat(instance.leads(Lane.OPT_OUT).fields().names()).hasSize(2);
            assertThat(slow.isDone()).isFalse();
            marketo.close();
        }
    }
}
