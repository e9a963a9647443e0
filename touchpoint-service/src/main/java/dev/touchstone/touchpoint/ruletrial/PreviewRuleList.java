package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Dry run of a change of a list over all history, as it is at one moment. Changes nothing and needs little memory. */
@ApplicationScoped
public class PreviewRuleList {
    private final PreparedTrials trials;
    private final TrialQueries queries;
    private final PreviewOfFacts ofFacts;
    private final PreviewOfTouchpoints ofTouchpoints;

    PreviewRuleList(
            PreparedTrials trials, TrialQueries queries, PreviewOfFacts ofFacts, PreviewOfTouchpoints ofTouchpoints) {
        this.trials = trials;
        this.queries = queries;
        this.ofFacts = ofFacts;
        this.ofTouchpoints = ofTouchpoints;
    }

    /** What would change if these rules were in force. */
    public Preview preview(RuleListKind kind, List<GenerationRule> rules) {
        return QuarkusTransaction.requiringNew().call(() -> {
            queries.seeOneMoment();
            RuleTrial trial = trials.of(kind, rules);
            return kind.isOfFacts() ? ofFacts.run(trial) : ofTouchpoints.run(trial);
        });
    }
}
