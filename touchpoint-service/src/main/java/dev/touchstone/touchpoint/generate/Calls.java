package dev.touchstone.touchpoint.generate;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The calls that were made in a person's sessions (requirement, section 3.9, and scenario A10).
 *
 * <p>A call-tracking product writes the visitor into the task of a call. A session of that visitor that had begun then, and ended
 * no longer than 30 minutes before, has the touchpoint of the call: of several the latest. Of several calls of a session the
 * first that has a type gives it.
 */
final class Calls {
    private static final Duration AFTER_SESSION = Duration.ofMinutes(30);
    private static final Calls NONE = new Calls();
    private static final Comparator<Visit> BY_START =
            Comparator.comparing((Visit visit) -> visit.stay().start()).thenComparing(Visit::sessionId);

    private final Set<String> activityIds = new HashSet<>();
    private final Map<UUID, String> typesBySession = new HashMap<>();

    private Calls() {}

    /** The calls among activities. */
    static Calls of(List<Visit> visits, List<SalesActivity> activities) {
        List<SalesActivity> tracked = activities.stream()
                .filter(Calls::isTracked)
                .sorted(Comparator.comparing(SalesActivity::occurredAt).thenComparing(SalesActivity::activityId))
                .toList();
        if (tracked.isEmpty() || visits.isEmpty()) {
            return NONE;
        }
        Map<String, List<Visit>> byVisitor = visits.stream()
                .collect(Collectors.groupingBy(visit -> visit.stay().visitorId()));
        Calls calls = new Calls();
        tracked.forEach(
                call -> calls.add(call, byVisitor.getOrDefault(call.details().visitorId(), List.of())));
        return calls;
    }

    private static boolean isTracked(SalesActivity activity) {
        return activity.kind() == ActivityKind.TASK
                && !activity.details().visitorId().isEmpty();
    }

    private void add(SalesActivity call, List<Visit> ofVisitor) {
        ofVisitor.stream()
                .filter(visit -> isIn(call, visit.stay()))
                .max(BY_START)
                .ifPresent(visit -> add(call, visit.sessionId()));
    }

    private static boolean isIn(SalesActivity call, Visit.Stay stay) {
        return !call.occurredAt().isBefore(stay.start())
                && !call.occurredAt().isAfter(stay.end().plus(AFTER_SESSION));
    }

    private void add(SalesActivity call, UUID sessionId) {
        activityIds.add(call.activityId());
        if (!call.type().isEmpty()) {
            typesBySession.putIfAbsent(sessionId, call.type());
        }
    }

    /** True if a session has the activity's touchpoint. */
    boolean isOfSession(SalesActivity activity) {
        return activityIds.contains(activity.activityId());
    }

    /** The type of the call in a session; empty if there was none that has a type. */
    String typeIn(Visit visit) {
        return typesBySession.getOrDefault(visit.sessionId(), "");
    }
}
