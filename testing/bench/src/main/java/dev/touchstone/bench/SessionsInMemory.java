package dev.touchstone.bench;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.Sessionizer;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The product's own fold over the same events, in this process and on one thread, a block of visitors at a time. */
final class SessionsInMemory {
    private static final int BLOCK_EVENTS = 200_000;
    private static final SessionPolicy POLICY = new SessionPolicy(Duration.ofMinutes(30), Set.of());

    private final Traffic traffic;
    private final SessionSet found = new SessionSet();
    private final Clock parsing = new Clock();
    private final Clock folding = new Clock();

    private SessionsInMemory(Traffic traffic) {
        this.traffic = traffic;
    }

    /**
     * What was measured.
     *
     * @param parse from the addresses as texts to parsed events
     * @param fold from parsed events to sessions, with the campaign parameters of arrivals
     * @param found the sessions
     */
    record Measured(Spent parse, Spent fold, SessionSet found) {}

    /** Wall time, and CPU time of the one thread. */
    record Spent(Duration wall, Duration cpu) {
        Spent plus(Spent other) {
            return new Spent(wall.plus(other.wall), cpu.plus(other.cpu));
        }
    }

    /** Adds up the times between starts and stops. */
    private static final class Clock {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private long wallNanos;
        private long cpuNanos;

        void start() {
            wallNanos -= System.nanoTime();
            cpuNanos -= THREADS.getCurrentThreadCpuTime();
        }

        void stop() {
            wallNanos += System.nanoTime();
            cpuNanos += THREADS.getCurrentThreadCpuTime();
        }

        Spent spent() {
            return new Spent(Duration.ofNanos(wallNanos), Duration.ofNanos(cpuNanos));
        }
    }

    static Measured run(Traffic traffic) {
        SessionsInMemory run = new SessionsInMemory(traffic);
        int block = Math.max(1, BLOCK_EVENTS / traffic.eventsPerVisitor());
        for (int first = 0; first < traffic.visitors(); first += block) {
            run.block(first, Math.min(traffic.visitors(), first + block));
        }
        return new Measured(run.parsing.spent(), run.folding.spent(), run.found);
    }

    /** An event as it is read from a store. */
    private record Raw(
            String visitorId,
            String eventId,
            Instant time,
            WebEventType type,
            String page,
            String referrer,
            String email) {}

    private void block(int first, int end) {
        List<List<Raw>> raw = new ArrayList<>(end - first);
        for (int visitor = first; visitor < end; visitor++) {
            List<Raw> events = new ArrayList<>(traffic.eventsPerVisitor());
            traffic.<RuntimeException>forEach(visitor, visit -> events.add(raw(visit)));
            raw.add(events);
        }
        parsing.start();
        List<List<WebEvent>> parsed = new ArrayList<>(raw.size());
        for (List<Raw> ofVisitor : raw) {
            parsed.add(parse(ofVisitor));
        }
        parsing.stop();
        folding.start();
        List<List<Session>> sessions = new ArrayList<>(raw.size());
        for (List<WebEvent> ofVisitor : parsed) {
            sessions.add(Sessionizer.sessions(ofVisitor, POLICY));
        }
        folding.stop();
        sessions.forEach(ofVisitor -> ofVisitor.forEach(this::keep));
    }

    private static Raw raw(Traffic.Visit visit) {
        return new Raw(
                visit.visitorId(),
                visit.eventId(),
                Instant.ofEpochSecond(visit.seconds()),
                WebEventType.valueOf(visit.type()),
                visit.page(),
                visit.referrer(),
                visit.email());
    }

    private static List<WebEvent> parse(List<Raw> raw) {
        List<WebEvent> events = new ArrayList<>(raw.size());
        for (Raw event : raw) {
            events.add(new WebEvent(
                    event.visitorId(),
                    event.eventId(),
                    event.time(),
                    event.type(),
                    PageUrl.parse(event.page()).orElseThrow(),
                    event.referrer().isEmpty()
                            ? null
                            : PageUrl.parse(event.referrer()).orElse(null),
                    event.email().isEmpty() ? null : event.email()));
        }
        return events;
    }

    private void keep(Session session) {
        Session.Activity activity = session.activity();
        found.add(
                session.visitorId(),
                activity.start().getEpochSecond(),
                activity.end().getEpochSecond(),
                activity.pageViews() + activity.formSubmissions(),
                session.arrival().source());
    }
}
