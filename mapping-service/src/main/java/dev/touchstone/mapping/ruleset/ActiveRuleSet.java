package dev.touchstone.mapping.ruleset;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.classify.Classifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The rules that this replica classifies with: the active version of the store, compiled, as of the last look. */
@ApplicationScoped
public class ActiveRuleSet {
    private final RuleSetStore store;
    private final RuleSetMetrics metrics;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable ActiveRules current;

    ActiveRuleSet(RuleSetStore store, RuleSetMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
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

    /** Has the listener told, quickly and on any thread, whenever {@link #find} answers something else. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Takes the active version of the store, its periods and today's names, if any of it is another than at present.
     *
     * <p>A version that was published with newer lists than ours, and a shipped one that was with any others, is left alone while
     * there is an older one to classify with: during a rolling upgrade an old replica must not answer under the new version with
     * its old lists.
     *
     * @return what was taken; empty if nothing changed
     */
    @Transactional
    public Optional<ActiveRules> refresh(ShippedRules shipped) {
        refreshing.lock();
        try {
            Optional<ActiveRules> found = load(shipped);
            found.ifPresent(rules -> {
                current = rules;
                listeners.forEach(Runnable::run);
            });
            return found;
        } finally {
            refreshing.unlock();
        }
    }

    private Optional<ActiveRules> load(ShippedRules shipped) {
        @Nullable ActiveRules before = current;
        ActiveState state = store.state();
        if (state.version() == 0 || (before != null && state.equals(before.state()))) {
            return Optional.empty();
        }
        if (before != null && isOfAnotherBuild(store.findHead(state.version()).orElseThrow(), shipped)) {
            return Optional.empty();
        }
        return Optional.of(metrics.timeLoad(() -> {
            // Names may be newer than the state says; they are then read again at the next look.
            RuleSet found = store.find(state.version()).orElseThrow();
            Classifier classifier = new Classifier(found.rules(), shipped.lists());
            return new ActiveRules(found, new CompiledRuleSet(found.version(), found.rules(), classifier), state);
        }));
    }

    private static boolean isOfAnotherBuild(RuleSet.Head found, ShippedRules shipped) {
        int newer = found.detectorListVersion().compareTo(shipped.lists().version());
        return found.origin() == RuleSet.Origin.SHIPPED ? newer != 0 : newer > 0;
    }
}
