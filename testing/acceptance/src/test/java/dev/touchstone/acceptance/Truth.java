package dev.touchstone.acceptance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What was acknowledged, and what has to come of it: written by the ones who send, compared with the databases at the
 * end. It knows nothing of the services' code. Thread-safe.
 */
final class Truth {
    /** Identity and content of each acknowledged web event. */
    final Set<String> webEvents = ConcurrentHashMap.newKeySet();

    /** Kind, id and decisive content of each CRM record as it was last. */
    final Set<String> crmRecords = ConcurrentHashMap.newKeySet();

    /** Visitor, start and contents of each session. */
    final Set<String> sessions = ConcurrentHashMap.newKeySet();

    private final Set<ExpectedTouchpoint> touchpoints = ConcurrentHashMap.newKeySet();

    /**
     * A touchpoint that the facts have to give, without its position.
     *
     * @param email person
     * @param at time; different for each touchpoint of a person
     * @param type as the database names it
     */
    record ExpectedTouchpoint(String email, Instant at, String type) {}

    void expect(ExpectedTouchpoint touchpoint) {
        touchpoints.add(touchpoint);
    }

    /** Person, time, type and positions of each touchpoint. */
    Set<String> touchpoints() {
        Map<String, List<ExpectedTouchpoint>> byPerson =
                touchpoints.stream().collect(Collectors.groupingBy(ExpectedTouchpoint::email));
        return byPerson.values().stream()
                .flatMap(journey -> positioned(journey).stream())
                .collect(Collectors.toSet());
    }

    /** The first is FT, the first that is no mere visit is LC, later such ones are PostLC. */
    private static List<String> positioned(List<ExpectedTouchpoint> journey) {
        List<ExpectedTouchpoint> byTime = journey.stream()
                .sorted(Comparator.comparing(ExpectedTouchpoint::at))
                .toList();
        List<String> lines = new ArrayList<>();
        boolean created = false;
        for (ExpectedTouchpoint touchpoint : byTime) {
            List<String> positions = new ArrayList<>();
            if (lines.isEmpty()) {
                positions.add("FT");
            }
            if (!touchpoint.type().equals("WEB_VISIT")) {
                positions.add(created ? "POST_LC" : "LC");
                created = true;
            }
            lines.add(String.join(
                    " ",
                    touchpoint.email(),
                    Long.toString(touchpoint.at().getEpochSecond()),
                    touchpoint.type(),
                    "{" + String.join(",", positions) + "}"));
        }
        return lines;
    }
}
