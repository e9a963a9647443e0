package dev.touchstone.mapping.ruleset;

import dev.touchstone.contract.RpcFailure;
import java.util.Map;
import java.util.UUID;

/** Why a call about rules is refused. */
public final class RuleSetRefusals {
    private RuleSetRefusals() {}

    /** There is no published version of that number. */
    public static RpcFailure.NotFound versionNotFound(long version) {
        return new RpcFailure.NotFound(
                "RULE_SET_NOT_FOUND",
                "there is no version " + version + " of the rules",
                Map.of("version", Long.toString(version)));
    }

    /** There is no draft of that id. */
    public static RpcFailure.NotFound draftNotFound(UUID draftId) {
        return new RpcFailure.NotFound(
                "RULE_SET_DRAFT_NOT_FOUND",
                "there is no draft " + draftId + ": it may have been published or thrown away",
                Map.of("draft_id", draftId.toString()));
    }

    /**
     * Somebody changed it in between.
     *
     * @param field {@code etag} or {@code active_etag}
     */
    public static RpcFailure.Conflict changed(String field) {
        String what = field.equals("etag") ? "the draft was changed" : "other rules were published";
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                what + " since they were read: read them again, then decide anew",
                Map.of("field", field));
    }

    /** Something is wrong with the rows. */
    public static RpcFailure.FailedPrecondition invalid(int problemCount) {
        return new RpcFailure.FailedPrecondition(
                "RULE_SET_INVALID",
                problemCount + (problemCount == 1 ? " problem" : " problems")
                        + " in the rows, which ValidateRuleSet names",
                Map.of("problem_count", Integer.toString(problemCount)));
    }
}
