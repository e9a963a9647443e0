package dev.touchstone.touchpoint.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.erased.PersonalId;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.trace.CarryTraces;
import dev.touchstone.touchpoint.trace.LeftTrace;
import dev.touchstone.touchpoint.trace.LeftTraceStore;
import dev.touchstone.touchpoint.trace.TraceSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AppendWebEventsTest {
    private final Log log = new Log();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AppendWebEvents append = new AppendWebEvents(
            new GroupCommit(contexts -> {}, log, new NobodyErased(), Clock.systemUTC(), new Wakeup(), withoutTraces()),
            new CollectorSettings(
                    Duration.ofDays(30),
                    true,
                    List.of(),
                    null,
                    new CollectorSettings.Rates(
                            new CollectorSettings.Rate(0, 0),
                            new CollectorSettings.Rate(0, 0),
                            new CollectorSettings.Rate(0, 0)),
                    new CollectorSettings.Buffer(2, 10_000, 1, 2)),
            meters);

    /** Nothing that is appended here was brought by a span. */
    private static CarryTraces withoutTraces() {
        LeftTraceStore store = new LeftTraceStore() {
            @Override
            public void leave(String work, List<LeftTrace> traces, Instant now) {
                throw new AssertionError("there are no traces");
            }

            @Override
            public List<String> take(String work, Collection<String> keys) {
                throw new AssertionError("there are no traces");
            }

            @Override
            public void forgetBefore(Instant time) {
                throw new AssertionError("there are no traces");
            }
        };
        return new CarryTraces(
                store, new TraceSettings(true), OpenTelemetry.noop().getTracer("test"), Clock.systemUTC());
    }

    /** The error cannot even be looked at, so that nobody before the writer itself has caught it. */
    @Test
    void writerOutlivesAnyError() throws Exception {
        log.fails = true;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Two of one group, because only then the error is looked at.
            Future<?> one = threads.submit(() -> append.append(event()));
            Future<?> other = threads.submit(() -> append.append(event()));
            await().until(() ->
                    meters.get("touchstone.web.buffer.events").gauge().value() == 2);
            append.start(new StartupEvent());
            assertThat(causeOf(one)).isInstanceOf(Unreadable.class);
            assertThat(causeOf(other)).isInstanceOf(Unreadable.class);
        }
        log.fails = false;
        assertThat(append.append(event())).isEqualTo(new EventLog.Appended(1, 0, List.of()));
        append.stop(new ShutdownEvent());
    }

    @Test
    void stopsWithoutEverHavingBegun() throws InterruptedException {
        append.stop(new ShutdownEvent());
        assertThat(append.tryAppend(event())).isEmpty();
    }

    private static Throwable causeOf(Future<?> answer) {
        return catchThrowableOfType(ExecutionException.class, answer::get).getCause();
    }

    private static Admitted event() {
        PageUrl page = PageUrl.parse("https://acme.com/").orElseThrow();
        return new Admitted(
                List.of(new WebEvent("v", "e", Instant.EPOCH, WebEventType.PAGE_VIEW, page, null, null)), Set.of());
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw this;
        }
    }

    private static final class NobodyErased implements ErasedIdentities {
        @Override
        public Look look(Supplier<Set<PersonalId>> asked) {
            return new Look(0, Set.of());
        }

        @Override
        public Set<PersonalId> hold(Supplier<Set<PersonalId>> asked) {
            return Set.of();
        }
    }

    private static final class Log implements EventLog {
        private volatile boolean fails;

        @Override
        public BitSet append(List<WebEvent> events, long erasures, Instant now) {
            if (fails) {
                throw new Unreadable();
            }
            return BitSet.valueOf(new long[] {(1L << events.size()) - 1});
        }

        @Override
        public void read(List<String> visitorIds, Consumer<WebEvent> sink) {
            throw new UnsupportedOperationException();
        }
    }
}
