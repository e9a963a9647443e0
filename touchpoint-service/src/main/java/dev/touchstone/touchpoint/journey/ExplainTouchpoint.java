package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.remap.MappingKeyStore;
import dev.touchstone.touchpoint.visitor.SessionQueries;
import dev.touchstone.touchpoint.visitor.SessionView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says which fact and which rule made a touchpoint, step by step. */
@ApplicationScoped
class ExplainTouchpoint {
    private final TouchpointQueries touchpoints;
    private final FactQueries facts;
    private final SessionQueries sessions;
    private final ExplainSession explainSession;
    private final MappingKeyStore mappingKeys;

    ExplainTouchpoint(
            TouchpointQueries touchpoints,
            FactQueries facts,
            SessionQueries sessions,
            ExplainSession explainSession,
            MappingKeyStore mappingKeys) {
        this.touchpoints = touchpoints;
        this.facts = facts;
        this.sessions = sessions;
        this.explainSession = explainSession;
        this.mappingKeys = mappingKeys;
    }

    /** What is behind a touchpoint. */
    sealed interface Evidence {
        /** A session as it is stored, and why it is one. */
        record OfSession(SessionView stored, ExplainSession.Explanation explanation) implements Evidence {}

        /** A campaign member. */
        record OfMember(FactQueries.Member member) implements Evidence {}

        /** A sales activity. */
        record OfActivity(FactQueries.SalesActivity activity) implements Evidence {}
    }

    /**
     * Why a touchpoint exists.
     *
     * @param view the touchpoint
     * @param evidence what is behind it
     * @param steps one sentence for each step
     * @param mappingKey what decides its channel
     */
    record Explanation(TouchpointView view, Evidence evidence, List<String> steps, MappingKey mappingKey) {}

    /** Why; empty if there is no such touchpoint, or its fact has just changed and it is about to go. */
    Optional<Explanation> explain(UUID touchpointId) {
        return touchpoints.find(touchpointId).flatMap(this::explain);
    }

    private Optional<Explanation> explain(TouchpointView view) {
        UUID keyId = view.touchpoint().content().mappingKeyId();
        MappingKey key = mappingKeys
                .find(keyId)
                .orElseThrow(
                        () -> new IllegalStateException("a touchpoint points to a key that is not stored: " + keyId));
        return evidence(view.touchpoint().origin().fact())
                .filter(evidence -> isOf(evidence, view.touchpoint().personId()))
                .map(evidence -> new Explanation(view, evidence, steps(evidence, view), key));
    }

    /** False for a session that belongs to somebody else by now. */
    private static boolean isOf(Evidence evidence, UUID personId) {
        return switch (evidence) {
            case Evidence.OfSession(SessionView stored, ExplainSession.Explanation explanation) ->
                personId.equals(explanation.session().personId());
            case Evidence.OfMember member -> true;
            case Evidence.OfActivity activity -> true;
        };
    }

    private Optional<Evidence> evidence(FactReference fact) {
        return switch (fact.kind()) {
            case SESSION ->
                sessions.find(UUID.fromString(fact.id()))
                        .flatMap(stored -> explainSession
                                .explain(stored.visitorId(), stored.sessionId())
                                .map(explanation -> new Evidence.OfSession(stored, explanation)));
            case CAMPAIGN_MEMBER -> facts.member(fact.id()).map(Evidence.OfMember::new);
            case ACTIVITY -> facts.activity(fact.id()).map(Evidence.OfActivity::new);
        };
    }

    private static List<String> steps(Evidence evidence, TouchpointView view) {
        return switch (evidence) {
            case Evidence.OfSession ofSession -> ExplanationSteps.ofSession(ofSession.explanation(), view);
            case Evidence.OfMember ofMember -> ExplanationSteps.ofMember(ofMember.member(), view);
            case Evidence.OfActivity ofActivity -> ExplanationSteps.ofActivity(ofActivity.activity(), view);
        };
    }
}
