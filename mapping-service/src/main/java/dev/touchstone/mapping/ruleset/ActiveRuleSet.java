package dev.touchstone.mapping.ruleset;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.classify.Classifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules that this replica classifies with: the active version of the store, compiled, as of the last look. */
@ApplicationScoped
public class ActiveRuleSet {
    private final RuleSetStore store;
    private volatile @Nullable ActiveRules current;

    ActiveRuleSet(RuleSetStore store) {
        this.store = store;
    }

    /**
     * The rules that classify at this moment.
     *
     * @throws RpcFailure.FailedPrecondition with NO_ACTIVE_RULE_SET before the first
     */
    public ActiveRules get() {
        return find().orElseThrow(() -> new RpcFailure.FailedPrecondition(
                "NO_ACTIVE_RULE_SET", "no rule set has been published yet: publish one, then repeat", Map.of()));
    }

    /** The rules that classify at this moment; empty before the first. */
    public Optional<ActiveRules> find() {
        return Optional.ofNullable(current);
    }

    /**
     * Takes the active version of the store if it is another one than the present.
     *
     * <p>A shipped version that another build published (its digest is not that of its rows with this build's lists) is
     * left alone while there is an older one to classify with: during a rolling upgrade an old replica must not answer
     * under the new version with its old lists.
     *
     * @return the version that was taken; empty if nothing changed
     */
    @Transactional
    public Optional<RuleSet> refresh(ShippedRules shipped) {
        @Nullable ActiveRules before = current;
        Optional<RuleSet.Head> head = store.findActiveHead();
        if (head.isEmpty()
                || (before != null && head.get().equals(before.ruleSet().head()))) {
            return Optional.empty();
        }
        RuleSet found = store.findActive().orElseThrow();
        if (before != null && isOfAnotherBuild(found, shipped)) {
            return Optional.empty();
        }
        current = new ActiveRules(found, new Classifier(found.basis().rules(), shipped.lists()));
        return Optional.of(found);
    }

    private static boolean isOfAnotherBuild(RuleSet found, ShippedRules shipped) {
        return found.origin() == RuleSet.Origin.SHIPPED
                && !RuleSetDigest.of(found.basis().rules(), shipped.lists())
                        .equals(found.basis().digest());
    }
}
