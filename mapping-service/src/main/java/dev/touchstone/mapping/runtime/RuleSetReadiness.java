package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before there are rules to classify by. */
@Readiness
class RuleSetReadiness implements HealthCheck {
    private final ActiveRuleSet activeRuleSet;
    private final RuleSetRefresh refresh;
    private final DetectorListDirectory directory;

    RuleSetReadiness(ActiveRuleSet activeRuleSet, RuleSetRefresh refresh, DetectorListDirectory directory) {
        this.activeRuleSet = activeRuleSet;
        this.refresh = refresh;
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rule set");
        activeRuleSet
                .find()
                .ifPresent(active -> response.withData(
                                "version", active.ruleSet().version())
                        .withData("detector lists", active.ruleSet().head().detectorListVersion()));
        if (!directory.refusal().isEmpty()) {
            response.withData("refused detector lists", directory.refusal());
        }
        if (!refresh.trouble().isEmpty()) {
            response.withData("trouble", refresh.trouble());
        }
        return response.status(activeRuleSet.find().isPresent()).build();
    }
}
