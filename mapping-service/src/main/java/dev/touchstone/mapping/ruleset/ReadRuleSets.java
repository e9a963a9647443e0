package dev.touchstone.mapping.ruleset;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Reads published versions. */
@ApplicationScoped
public class ReadRuleSets {
    private final RuleSetStore store;

    ReadRuleSets(RuleSetStore store) {
        this.store = store;
    }

    /**
     * A version without its rows.
     *
     * @throws RpcFailure.NotFound RULE_SET_NOT_FOUND
     */
    @Transactional
    public RuleSet.Head head(long version) {
        return store.findHead(version).orElseThrow(() -> RuleSetRefusals.versionNotFound(version));
    }

    /**
     * A version with its rows.
     *
     * @throws RpcFailure.NotFound RULE_SET_NOT_FOUND
     */
    @Transactional
    public RuleSet full(long version) {
        return store.find(version).orElseThrow(() -> RuleSetRefusals.versionNotFound(version));
    }

    /**
     * Versions without their rows, newest first.
     *
     * @param before only versions before this one
     * @param limit at most so many
     */
    @Transactional
    public List<RuleSet.Head> list(long before, int limit) {
        return store.list(before, limit);
    }
}
