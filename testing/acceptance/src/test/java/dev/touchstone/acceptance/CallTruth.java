package dev.touchstone.acceptance;

import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.MarketoEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Marketo's log of calls tells of how the service went on after it died. */
final class CallTruth {
    private static final Set<String> FEEDS = Set.of(
            "/rest/v1/activities.json",
            "/rest/v1/activities/leadchanges.json",
            "/rest/v1/activities/deletedleads.json");
    private static final String LEADS = "/rest/v1/leads.json";
    /** A few people may change together twice; so many do not by chance. */
    private static final int BATCH_AT_LEAST = 20;

    private CallTruth() {}

    /**
     * Pages of feeds, pages of ids and batches of changed people that were asked for again although Marketo had answered (N14).
     *
     * @return each with how often it was asked for again
     */
    static Map<String, Integer> readAgain(MarketoEmulator marketo) {
        Map<String, Integer> again = new HashMap<>();
        for (Call call : marketo.calls().all()) {
            if (call.outcome().equals("ok") && isOfPeople(call)) {
                again.merge(call.path() + " " + new TreeMap<>(call.parameters()), 1, Integer::sum);
            }
        }
        again.values().removeIf(count -> count == 1);
        again.replaceAll((call, count) -> count - 1);
        return again;
    }

    /** A page of a feed has a token of its own. Read-backs name the people concerned. */
    private static boolean isOfPeople(Call call) {
        Map<String, String> parameters = call.parameters();
        if (FEEDS.contains(call.path())) {
            return !parameters.containsKey("leadIds");
        }
        return call.path().equals(LEADS)
                && "id".equals(parameters.get("filterType"))
                && parameters.getOrDefault("filterValues", "").split(",", -1).length >= BATCH_AT_LEAST;
    }

    /** From each start of a process to its first call, the shortest first; without those that died before it. */
    static List<Duration> resumptions(MarketoEmulator marketo, Collection<Instant> starts) {
        List<Instant> calls =
                marketo.calls().all().stream().map(Call::time).sorted().toList();
        List<Duration> taken = new ArrayList<>();
        List<Instant> ordered = starts.stream().sorted().toList();
        for (int i = 0; i < ordered.size(); i++) {
            Instant start = ordered.get(i);
            Instant end = i + 1 < ordered.size() ? ordered.get(i + 1) : Instant.MAX;
            calls.stream()
                    .filter(call -> call.isAfter(start) && call.isBefore(end))
                    .findFirst()
                    .ifPresent(call -> taken.add(Duration.between(start, call)));
        }
        Collections.sort(taken);
        return taken;
    }
}
