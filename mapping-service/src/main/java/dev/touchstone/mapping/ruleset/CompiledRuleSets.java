package dev.touchstone.mapping.ruleset;

import dev.touchstone.contract.RpcFailure;
import java.util.UUID;

/** Finds rules to classify with. Others than the active ones may have to be read and compiled first. */
public interface CompiledRuleSets {
    /**
     * The version that was published last.
     *
     * @throws RpcFailure.FailedPrecondition with NO_ACTIVE_RULE_SET before the first
     */
    CompiledRuleSet active();

    /**
     * A published version.
     *
     * @param version from 1 upwards
     * @throws RpcFailure.NotFound with RULE_SET_NOT_FOUND
     */
    CompiledRuleSet ofVersion(long version);

    /**
     * A draft as it is now.
     *
     * @throws RpcFailure.NotFound with RULE_SET_DRAFT_NOT_FOUND
     * @throws RpcFailure.FailedPrecondition with RULE_SET_INVALID if something is wrong with a row
     */
    CompiledRuleSet ofDraft(UUID draftId);
}
