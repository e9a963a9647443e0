package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.mapping.draft.FindRules;
import dev.touchstone.mapping.draft.RuleSetRef;
import dev.touchstone.mapping.rulediff.RuleDiff;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.ReadRuleSets;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.v1.DiffRuleSetsRequest;
import dev.touchstone.mapping.v1.DiffRuleSetsResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetResponse;
import dev.touchstone.mapping.v1.ListRuleSetsRequest;
import dev.touchstone.mapping.v1.ListRuleSetsResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The calls that read versions. */
@ApplicationScoped
class VersionCalls {
    private final ActiveRuleSet activeRuleSet;
    private final ReadRuleSets ruleSets;
    private final FindRules find;

    VersionCalls(ActiveRuleSet activeRuleSet, ReadRuleSets ruleSets, FindRules find) {
        this.activeRuleSet = activeRuleSet;
        this.ruleSets = ruleSets;
        this.find = find;
    }

    GetActiveRuleSetResponse answer(GetActiveRuleSetRequest request) {
        boolean full = RuleSetRequests.isFull(request.getView(), request.getViewValue());
        return RuleSetMessages.active(activeRuleSet.get(), full);
    }

    GetRuleSetResponse answer(GetRuleSetRequest request) {
        long version = request.getVersion();
        boolean full = RuleSetRequests.version(version, request.getView(), request.getViewValue());
        return GetRuleSetResponse.newBuilder()
                .setRuleSet(
                        full
                                ? RuleSetMessages.full(ruleSets.full(version))
                                : RuleSetMessages.basic(ruleSets.head(version)))
                .build();
    }

    ListRuleSetsResponse answer(ListRuleSetsRequest request) {
        RuleSetRequests.VersionPage page = RuleSetRequests.page(request);
        // One more than the page holds, to learn whether another page follows.
        List<RuleSet.Head> found = ruleSets.list(page.before(), page.size() + 1);
        List<RuleSet.Head> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListRuleSetsResponse.Builder response = ListRuleSetsResponse.newBuilder();
        shown.forEach(head -> response.addRuleSets(RuleSetMessages.basic(head)));
        if (found.size() > shown.size()) {
            response.setNextPageToken(
                    Page.token(List.of(Long.toString(shown.getLast().version()))));
        }
        return response.build();
    }

    DiffRuleSetsResponse answer(DiffRuleSetsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleSetRef> from = RuleSetRequests.reference("from", request.getFrom(), violations);
        Optional<RuleSetRef> to = RuleSetRequests.reference("to", request.getTo(), violations);
        violations.throwIfAny();
        WrittenRules before = find.rows(from.orElseThrow());
        WrittenRules after = find.rows(to.orElseThrow());
        DiffRuleSetsResponse.Builder response = DiffRuleSetsResponse.newBuilder();
        RuleDiff.between(before, after)
                .forEach(one -> response.addDifferences(RuleCheckMessages.difference(one, before, after)));
        return response.build();
    }
}
