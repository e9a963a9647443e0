package dev.touchstone.mapping.draft;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.RuleSetStore;
import dev.touchstone.mapping.ruleset.WrittenRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Finds the rows of versions and drafts alike. */
@ApplicationScoped
public class FindRules {
    private final RuleSetStore ruleSets;
    private final EditDrafts drafts;

    FindRules(RuleSetStore ruleSets, EditDrafts drafts) {
        this.ruleSets = ruleSets;
        this.drafts = drafts;
    }

    /**
     * The rows; those of a version with the names that channels have today.
     *
     * @throws RpcFailure.NotFound RULE_SET_NOT_FOUND or RULE_SET_DRAFT_NOT_FOUND
     */
    @Transactional
    public WrittenRules rows(RuleSetRef ref) {
        return switch (ref) {
            case RuleSetRef.Version(long version) ->
                WrittenRules.of(ruleSets.find(version)
                        .map(RuleSet::rules)
                        .orElseThrow(() -> RuleSetRefusals.versionNotFound(version)));
            case RuleSetRef.Draft(var draftId) -> drafts.getFull(draftId).rows();
        };
    }
}
