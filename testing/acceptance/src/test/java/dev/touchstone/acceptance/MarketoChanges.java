package dev.touchstone.acceptance;

import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What marketers and Marketo's own processes do to people, chosen by a seed: change, add, delete and merge, one at a time. */
final class MarketoChanges implements AutoCloseable {
    private static final String USER = "0055g000001aBcDAAU";
    private static final String QUEUE = "00G5g000000QueUEAS";

    private final LeadStore leads;
    private final Random random;
    private final Duration pause;
    private final Map<Long, Long> merged = new HashMap<>();
    private final Set<Long> deleted = new TreeSet<>();
    private final Thread thread;
    private long highest;
    private volatile long count;
    private volatile boolean ending;

    /** Begins at once, with so much time between edits. */
    MarketoChanges(LeadStore leads, int people, long seed, Duration pause) {
        this.leads = leads;
        this.random = new Random(seed);
        this.pause = pause;
        this.highest = people;
        thread = Thread.ofPlatform().name("marketo changes").start(this::run);
    }

    /** Ends the edits. */
    @Override
    public void close() throws InterruptedException {
        ending = true;
        thread.join();
    }

    /** Edits so far. */
    long count() {
        return count;
    }

    /** Whom each lost record was merged into in the end; only after {@link #close()}. */
    Map<Long, Long> merged() {
        Map<Long, Long> winners = new HashMap<>();
        merged.forEach((loser, winner) -> {
            long last = winner;
            while (merged.containsKey(last)) {
                last = merged.get(last);
            }
            winners.put(loser, last);
        });
        return winners;
    }

    /** Ids that were deleted; only after {@link #close()}. */
    Set<Long> deleted() {
        return deleted;
    }

    private void run() {
        try {
            while (!ending) {
                edit();
                count++;
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void edit() {
        int kind = random.nextInt(100);
        if (kind < 8) {
            add();
            return;
        }
        Optional<Lead> lead = leads.find(anybody());
        if (lead.isEmpty()) {
            return;
        }
        long id = lead.get().id();
        if (kind < 13) {
            deleted.add(id);
            leads.remove(id);
        } else if (kind < 18) {
            merge(id);
        } else if (kind < 28) {
            leads.change(id, "sfdcLeadOwnerId", QUEUE.equals(lead.get().value("sfdcLeadOwnerId")) ? USER : QUEUE);
        } else if (kind < 40) {
            leads.change(id, "email", "changed" + count + "@x.test");
        } else {
            leads.change(id, Map.of("title", "Title " + count, "phone", "+1 555 " + count));
        }
    }

    private void add() {
        highest++;
        leads.put(
                highest,
                Map.of(
                        "firstName",
                        "Added",
                        "lastName",
                        "No. " + highest,
                        "email",
                        "added" + highest + "@x.test",
                        "sfdcLeadId",
                        "00Q5g0000%06dEAA".formatted(highest),
                        "sfdcLeadOwnerId",
                        USER));
    }

    private void merge(long winner) {
        long loser = anybody();
        if (loser != winner && leads.exists(loser)) {
            leads.merge(winner, List.of(loser));
            merged.put(loser, winner);
        }
    }

    private long anybody() {
        return 1 + (long) (random.nextDouble() * highest);
    }
}
