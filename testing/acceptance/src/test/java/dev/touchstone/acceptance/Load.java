package dev.touchstone.acceptance;

import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Writers that send facts at the same time, each in groups, as many as they are allowed. What they send, and in which
 * order, comes from a seed.
 */
final class Load implements AutoCloseable {
    private static final int WEB_WRITERS = 3;

    /** This one of the web writers sends as browsers do. */
    private static final int HTTP_WRITER = WEB_WRITERS - 1;

    private static final int IN_GROUP = 20;

    private final String prefix;
    private final Channel channel;
    private final Collector collector;
    private final Truth truth = new Truth();
    private final List<Semaphore> budgets = new ArrayList<>();
    private final List<Future<?>> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WEB_WRITERS + 1);
    private long acknowledged;
    private long repeated;
    private volatile boolean finishing;

    /**
     * Starts the writers; they wait until they are allowed something.
     *
     * @param prefix of all ids
     */
    Load(Services services, Collector collector, String prefix, long seed) {
        this.prefix = prefix;
        this.collector = collector;
        channel = services.channel(Remote.TOUCHPOINT);
        for (int i = 0; i < WEB_WRITERS; i++) {
            int writer = i;
            start(seed + i, (group, random) -> sendVisitors(writer, group, random));
        }
        start(seed + WEB_WRITERS, this::sendPeople);
    }

    private interface GroupWriter {
        void write(int group, Random random);
    }

    private void start(long seed, GroupWriter writer) {
        Semaphore budget = new Semaphore(0);
        budgets.add(budget);
        writers.add(threads.submit(() -> {
            Random random = new Random(seed);
            for (int group = 0; take(budget); group++) {
                writer.write(group, random);
                countAcknowledged();
            }
            return null;
        }));
    }

    /** False when nothing is allowed any more. */
    private boolean take(Semaphore budget) throws InterruptedException {
        budget.acquire();
        return !finishing || budget.availablePermits() > 0;
    }

    /** Allows each writer so many groups more. */
    void allow(int groups) {
        budgets.forEach(budget -> budget.release(groups));
    }

    /** Groups that were acknowledged, of all writers. */
    synchronized long acknowledged() {
        return acknowledged;
    }

    /** Waits until so many groups were acknowledged. */
    synchronized void awaitAcknowledged(long groups) throws InterruptedException {
        while (acknowledged < groups) {
            wait(1_000);
            failIfAWriterFailed();
        }
    }

    private synchronized void countAcknowledged() {
        acknowledged++;
        notifyAll();
    }

    private synchronized void countRepeated(int attempts) {
        repeated += attempts > 1 ? 1 : 0;
    }

    /** Groups that were not acknowledged at the first attempt. */
    synchronized long repeated() {
        return repeated;
    }

    private void failIfAWriterFailed() {
        for (Future<?> writer : writers) {
            if (writer.state() == Future.State.FAILED) {
                throw new AssertionError("a writer failed", writer.exceptionNow());
            }
        }
    }

    /** Waits until everything that is allowed was acknowledged, and ends the writers. */
    Truth finish() throws InterruptedException, ExecutionException {
        finishing = true;
        budgets.forEach(Semaphore::release);
        for (Future<?> writer : writers) {
            writer.get();
        }
        return truth;
    }

    /** The events of some visitors, mixed: what is derived in between is corrected again and again. */
    private void sendVisitors(int writer, int group, Random random) {
        List<VisitorStory> stories = new ArrayList<>();
        List<WebEvent> events = new ArrayList<>();
        for (int i = 0; i < IN_GROUP; i++) {
            VisitorStory story = VisitorStory.tell(prefix, writer, group * IN_GROUP + i, random);
            stories.add(story);
            events.addAll(story.events());
        }
        Collections.shuffle(events, random);
        countRepeated(writer == HTTP_WRITER ? collector.send(events) : Senders.webEvents(channel, events));
        events.forEach(event -> truth.webEvents.add(String.join(
                " ",
                event.getVisitorId(),
                event.getEventId(),
                Long.toString(event.getOccurTime().getSeconds()),
                event.getPageUrl(),
                event.getEmail().isEmpty() ? "null" : event.getEmail())));
        stories.forEach(story -> story.tellOutcome(truth));
    }

    private void sendPeople(int group, Random random) {
        List<CrmStory> stories = new ArrayList<>();
        if (group == 0) {
            stories.add(CrmStory.campaigns(prefix));
        }
        for (int i = 0; i < IN_GROUP; i++) {
            stories.add(CrmStory.person(prefix, group * IN_GROUP + i));
        }
        List<CrmRecord> records = new ArrayList<>();
        stories.forEach(story -> records.addAll(story.records()));
        Collections.shuffle(records, random);
        countRepeated(Senders.crmRecords(channel, records));
        stories.forEach(story -> story.tellOutcome(truth));
    }

    /** Ends the writers wherever they are. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
