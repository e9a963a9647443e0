package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.remap.MappingKeyStore;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says which fact and which rule made a touchpoint, step by step. */
@ApplicationScoped
class ExplainTouchpoint {
    private final TouchpointQueries touchpoints;
    private final FindFact facts;
    private final ExplainSession explainSession;
    private final MappingKeyStore mappingKeys;
    private final PolicySource policies;
    private final ExplainFields explainFields;

    ExplainTouchpoint(
            TouchpointQueries touchpoints,
            FindFact facts,
            ExplainSession explainSession,
            MappingKeyStore mappingKeys,
            PolicySource policies,
            ExplainFields explainFields) {
        this.touchpoints = touchpoints;
        this.facts = facts;
        this.explainSession = explainSession;
        this.mappingKeys = mappingKeys;
        this.policies = policies;
        this.explainFields = explainFields;
    }

    /**
     * What is behind a touchpoint.
     *
     * @param fact the fact
     * @param session why the session is one; null for other facts
     * @param rule the rule; null for a built-in one
     */
    record Evidence(
            FindFact.Found fact,
            ExplainSession.@Nullable Explanation session,
            ExplainRule.@Nullable Explanation rule) {}

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
        return facts.find(view.touchpoint().origin().fact())
                .flatMap(fact -> evidence(fact, view))
                .map(evidence -> new Explanation(view, evidence, steps(evidence, view), key));
    }

    private List<String> steps(Evidence evidence, TouchpointView view) {
        List<String> steps = new ArrayList<>(ExplanationSteps.of(evidence, view));
        Optional.ofNullable(view.touchpoint().standing().overlapsWith())
                .flatMap(touchpoints::find)
                .map(ExplanationSteps::ofKept)
                .ifPresent(steps::add);
        steps.addAll(explainFields.explain(view.touchpoint()));
        return steps;
    }

    private Optional<Evidence> evidence(FindFact.Found found, TouchpointView view) {
        if (found instanceof FindFact.Found.OfSession(var stored)) {
            // A session that belongs to somebody else by now explains nothing.
            UUID personId = view.touchpoint().personId();
            return explainSession
                    .explain(stored.visitorId(), stored.sessionId())
                    .filter(explanation -> personId.equals(explanation.session().personId()))
                    .map(explanation -> new Evidence(found, explanation, null));
        }
        ExplainRule rules = new ExplainRule(policies.current().generation());
        return Optional.of(new Evidence(
                found, null, rules.explain(found, view.touchpoint().origin()).orElse(null)));
    }
}
