package dev.touchstone.touchpoint.admin;

import dev.touchstone.touchpoint.derive.DeriveSessions;
import dev.touchstone.touchpoint.derive.DeriveTouchpoints;
import dev.touchstone.touchpoint.remap.KeyCountStore;
import dev.touchstone.touchpoint.touchpoint.TouchpointStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Derives everything in memory, page by page, and compares it with what is stored. Changes nothing. */
@ApplicationScoped
class CheckConsistency {
    private static final int PAGE = 500;
    private static final int MAX_EXAMPLES = 20;
    private static final int MAX_KEYS = 100_000;

    private final AdminQueries queries;
    private final DeriveSessions deriveSessions;
    private final DeriveTouchpoints deriveTouchpoints;
    private final KeyCountStore keyCounts;

    CheckConsistency(
            AdminQueries queries,
            DeriveSessions deriveSessions,
            DeriveTouchpoints deriveTouchpoints,
            KeyCountStore keyCounts) {
        this.queries = queries;
        this.deriveSessions = deriveSessions;
        this.deriveTouchpoints = deriveTouchpoints;
        this.keyCounts = keyCounts;
    }

    /**
     * What was found.
     *
     * @param sessions sessions there should be
     * @param differentSessions missing, left over or different
     * @param touchpoints touchpoints there should be
     * @param differentTouchpoints missing, left over or different
     * @param miscountedKeys mapping keys whose number of touchpoints is kept wrong
     * @param examples the first differences, one sentence each, without e-mail addresses
     */
    record Report(
            long sessions,
            long differentSessions,
            long touchpoints,
            long differentTouchpoints,
            long miscountedKeys,
            List<String> examples) {
        Report {
            examples = List.copyOf(examples);
        }
    }

    Report run() {
        Counting counting = new Counting();
        List<String> visitors = queries.visitors("", PAGE);
        while (!visitors.isEmpty()) {
            List<String> page = visitors;
            // In a transaction, because only there is a large result read in portions.
            QuarkusTransaction.requiringNew().run(() -> deriveSessions.forEachDifference(page, counting::add));
            visitors = queries.visitors(visitors.get(visitors.size() - 1), PAGE);
        }
        List<String> people = queries.people("", PAGE);
        while (!people.isEmpty()) {
            counting.add(deriveTouchpoints.difference(
                    people.stream().map(UUID::fromString).toList()));
            people = queries.people(people.get(people.size() - 1), PAGE);
        }
        counting.addKeys(keyCounts.differences(MAX_KEYS));
        return counting.report();
    }

    private static final class Counting {
        private long sessions;
        private long differentSessions;
        private long touchpoints;
        private long differentTouchpoints;
        private long miscountedKeys;
        private final List<String> examples = new ArrayList<>();

        void add(DeriveSessions.Difference difference) {
            sessions += difference.derivedCount();
            differentSessions +=
                    difference.toWrite().size() + difference.toRemove().size();
            difference
                    .toWrite()
                    .forEach(derived ->
                            example("session " + derived.session().sessionId() + " is missing or different"));
            difference.toRemove().forEach(stored -> example("session " + stored.sessionId() + " is left over"));
        }

        void add(DeriveTouchpoints.Difference difference) {
            TouchpointStore.Changes changes = difference.changes();
            touchpoints += difference.derivedCount();
            differentTouchpoints += changes.count();
            changes.created().forEach(touchpoint -> example("touchpoint " + touchpoint.touchpointId() + " is missing"));
            changes.updated()
                    .forEach(touchpoint -> example("touchpoint " + touchpoint.touchpointId() + " is different"));
            changes.removed().forEach(stored -> example("touchpoint " + stored.touchpointId() + " is left over"));
        }

        void addKeys(List<KeyCountStore.Difference> differences) {
            miscountedKeys += differences.size();
            differences.forEach(difference -> example("mapping key " + difference.mappingKeyId() + " has "
                    + difference.counted() + " touchpoints and is kept with " + difference.kept()));
        }

        private void example(String sentence) {
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(sentence);
            }
        }

        Report report() {
            return new Report(sessions, differentSessions, touchpoints, differentTouchpoints, miscountedKeys, examples);
        }
    }
}
