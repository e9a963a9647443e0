package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.RuleSetService;
import dev.touchstone.runtime.BlockingCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Shows the version that this replica classifies with. */
@GrpcService
final class RuleSetGrpcService implements RuleSetService {
    private final BlockingCalls calls;
    private final ActiveRuleSet activeRuleSet;

    RuleSetGrpcService(BlockingCalls calls, ActiveRuleSet activeRuleSet) {
        this.calls = calls;
        this.activeRuleSet = activeRuleSet;
    }

    @Override
    public Uni<GetActiveRuleSetResponse> getActiveRuleSet(GetActiveRuleSetRequest request) {
        return calls.answer(() -> answer(request));
    }

    private GetActiveRuleSetResponse answer(GetActiveRuleSetRequest request) {
        boolean full = isFull(request);
        RuleSet active = activeRuleSet.get().ruleSet();
        return GetActiveRuleSetResponse.newBuilder()
                .setRuleSet(full ? RuleSetMessages.withRules(active) : RuleSetMessages.withoutRules(active))
                .build();
    }

    private static boolean isFull(GetActiveRuleSetRequest request) {
        FieldViolations violations = new FieldViolations();
        boolean full = switch (request.getView()) {
            case RULE_SET_VIEW_UNSPECIFIED, RULE_SET_VIEW_BASIC -> false;
            case RULE_SET_VIEW_FULL -> true;
            case UNRECOGNIZED -> {
                String known = "must be BASIC or FULL but is " + request.getViewValue();
                violations.add("view", "UNKNOWN_ENUM_VALUE", known);
                yield false;
            }
        };
        violations.throwIfAny();
        return full;
    }
}
