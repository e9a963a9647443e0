package dev.touchstone.touchpoint.tuning;

import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.settings.SessionSettings;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Derives a sample of visitors in memory, by the settings in force and by others, and compares. Changes nothing, and holds no
 * more than one batch of visitors at a time.
 */
@ApplicationScoped
class PreviewSessionSettings {
    private static final int BATCH = 200;
    private static final int MAX_EXAMPLES = 20;

    private final VisitorSample sample;
    private final ReadVisitorFacts visitorFacts;
    private final PolicySource policies;

    PreviewSessionSettings(VisitorSample sample, ReadVisitorFacts visitorFacts, PolicySource policies) {
        this.sample = sample;
        this.visitorFacts = visitorFacts;
        this.policies = policies;
    }

    /**
     * Sessions under some settings.
     *
     * @param sessions how many
     * @param carriedOver how many of them carry a channel over
     */
    record Total(long sessions, long carriedOver) {}

    /**
     * What other settings would change.
     *
     * @param visitors how many were derived
     * @param changedVisitors how many of them have at least one other session
     * @param before under the settings in force
     * @param after under the others
     * @param examples the first changed visitors
     */
    record Preview(long visitors, long changedVisitors, Total before, Total after, List<String> examples) {
        Preview {
            examples = List.copyOf(examples);
        }
    }

    /** A session as it is stored; two that are equal need not be written again. */
    private record Identity(UUID sessionId, UUID digest) {}

    Preview preview(SessionSettings settings, int maxVisitors) {
        SessionPolicy before = policies.current().sessions();
        SessionPolicy after = policies.sessionPolicy(settings);
        List<String> visitors = sample.choose(maxVisitors);
        Comparison comparison = new Comparison(before, after);
        for (int from = 0; from < visitors.size(); from += BATCH) {
            List<String> batch = visitors.subList(from, Math.min(visitors.size(), from + BATCH));
            // In a transaction, because only there is a large result read in portions.
            QuarkusTransaction.requiringNew()
                    .run(() -> visitorFacts.read(batch, portion -> portion.forEach(comparison::add)));
        }
        return comparison.preview();
    }

    private static final class Comparison {
        private final SessionPolicy before;
        private final SessionPolicy after;
        private final List<String> examples = new ArrayList<>();
        private long visitors;
        private long changedVisitors;
        private Total totalBefore = new Total(0, 0);
        private Total totalAfter = new Total(0, 0);

        Comparison(SessionPolicy before, SessionPolicy after) {
            this.before = before;
            this.after = after;
        }

        void add(VisitorFacts facts) {
            List<DerivedSession> sessionsBefore = DerivedSession.of(facts, before);
            List<DerivedSession> sessionsAfter = DerivedSession.of(facts, after);
            visitors++;
            totalBefore = sum(totalBefore, sessionsBefore);
            totalAfter = sum(totalAfter, sessionsAfter);
            if (!identities(sessionsBefore).equals(identities(sessionsAfter))) {
                changedVisitors++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(facts.visitorId());
                }
            }
        }

        private static Total sum(Total total, List<DerivedSession> sessions) {
            long carriedOver = sessions.stream()
                    .filter(session -> session.carriedOverSessionId() != null)
                    .count();
            return new Total(total.sessions() + sessions.size(), total.carriedOver() + carriedOver);
        }

        private static Set<Identity> identities(List<DerivedSession> sessions) {
            Set<Identity> identities = new HashSet<>();
            sessions.forEach(
                    session -> identities.add(new Identity(session.session().sessionId(), session.digest())));
            return identities;
        }

        Preview preview() {
            return new Preview(visitors, changedVisitors, totalBefore, totalAfter, examples);
        }
    }
}
