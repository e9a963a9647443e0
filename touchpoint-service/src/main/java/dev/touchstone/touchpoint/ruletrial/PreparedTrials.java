package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rulebook.RuleDay;
import dev.touchstone.touchpoint.rulebook.RuleListStore;
import dev.touchstone.touchpoint.rulebook.RuleVersions;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Prepares other lists for being tried: with the versions and the day that they would have if they were saved now. */
@ApplicationScoped
class PreparedTrials {
    private final PolicySource policies;
    private final RuleListStore store;
    private final Clock clock;

    PreparedTrials(PolicySource policies, RuleListStore store, Clock clock) {
        this.policies = policies;
        this.store = store;
        this.clock = clock;
    }

    /** Some rules in the place of those in force. */
    RuleTrial of(RuleListKind kind, List<GenerationRule> rules) {
        GenerationPolicy before = policies.current().generation();
        RuleList list = RuleVersions.next(before.list(kind).list(), rules);
        RuleCircumstances circumstances = circumstancesOf(list);
        return new RuleTrial(list, circumstances, before, policies.generationWith(list, circumstances.today()));
    }

    private RuleCircumstances circumstancesOf(RuleList list) {
        RuleCircumstances current = policies.circumstances();
        RuleDay now = RuleDay.of(clock.instant(), current.zone());
        boolean moves = RuleDay.matters(list) && store.day().givesWayTo(now);
        return moves ? new RuleCircumstances(current.zone(), now.today()) : current;
    }

    /** The list in force itself. */
    RuleTrial ofTheListInForce(RuleListKind kind) {
        GenerationPolicy policy = policies.current().generation();
        return new RuleTrial(policy.list(kind).list(), policies.circumstances(), policy, policy);
    }
}
