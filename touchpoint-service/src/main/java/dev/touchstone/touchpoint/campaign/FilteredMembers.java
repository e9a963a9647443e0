package dev.touchstone.touchpoint.campaign;

import dev.touchstone.touchpoint.fact.FactStore;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleMatcher;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** The campaign members that a filter takes, by the code that rules are decided with. */
@ApplicationScoped
class FilteredMembers {
    private final FactStore facts;
    private final PolicySource policies;
    private final Clock clock;

    FilteredMembers(FactStore facts, PolicySource policies, Clock clock) {
        this.facts = facts;
        this.policies = policies;
        this.clock = clock;
    }

    /** Gives the members and their dates so far to a sink, one by one, in the caller's transaction. */
    void forEach(MemberFilter filter, Consumer<DateUpdate.Change> sink) {
        switch (filter) {
            case MemberFilter.OfCampaigns(List<String> campaignIds) ->
                campaignIds.forEach(id -> facts.membershipsOf(id, owned -> sink.accept(member(owned.fact()))));
            case MemberFilter.Condition(Expression expression) -> {
                RuleMatcher matcher = RuleMatcher.compile(List.of(expression), circumstances(expression));
                facts.memberships(owned -> {
                    if (matcher.first(owned.fact()) != RuleMatcher.NONE) {
                        sink.accept(member(owned.fact()));
                    }
                });
            }
        }
    }

    /** The stored day stands still while no list counts from it; which members are taken is decided once, on the day it is asked. */
    private RuleCircumstances circumstances(Expression expression) {
        RuleCircumstances stored = policies.circumstances();
        return expression.dependsOnToday()
                ? new RuleCircumstances(stored.zone(), LocalDate.ofInstant(clock.instant(), stored.zone()))
                : stored;
    }

    private static DateUpdate.Change member(Membership membership) {
        return new DateUpdate.Change(
                membership.campaignMemberId(),
                membership.campaignId(),
                membership.dates().buyerTouchpointAt());
    }
}
