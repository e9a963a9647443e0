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
    private final CurrentDetectorLists lists;
    private final RuleSetMetrics metrics;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable ActiveRules current;

    ActiveRuleSet(RuleSetStore store, CurrentDetectorLists lists, RuleSetMetrics metrics) {
        this.store = store;
        this.lists = lists;
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
     * <p>It classifies with the lists that it was published with. A version whose lists are newer than ours, and a shipped one with
     * any others, is left alone while there is an older one to classify with: it is of a later build, whose detectors an old replica
     * does not have during a rolling upgrade, or of lists that this replica takes over at its next look.
     *
     * @return what was taken; empty if nothing changed
     */
    @Transactional
    public Optional<ActiveRules> refresh() {
        refreshing.lock();
        try {
            Optional<ActiveRules> found = load();
            found.ifPresent(rules -> {
                current = rules;
                listeners.forEach(Runnable::run);
            });
            return found;
        } finally {
            refreshing.unlock();
        }
    }

    private Optional<ActiveRules> load() {
        @Nullable ActiveRules before = current;
        ActiveState state = store.state();
        if (state.version() == 0 || (before != null && state.equals(before.state()))) {
            return Optional.empty();
        }
        RuleSet.Head head = store.findHead(state.version()).orElseThrow();
        if (before != null && isOfAnotherBuild(head)) {
            return Optional.empty();
        }
        return Optional.of(metrics.timeLoad(() -> {
            // Names may be newer than the state says; they are then read again at the next look.
            RuleSet found = store.find(state.version()).orElseThrow();
            Classifier classifier = new Classifier(found.rules(), lists.of(head));
            return new ActiveRules(found, new CompiledRuleSet(found.version(), found.rules(), classifier), state);
        }));
    }

    private boolean isOfAnotherBuild(RuleSet.Head found) {
        int newer = found.detectorListVersion().compareTo(lists.get().version());
        return found.origin() == RuleSet.Origin.SHIPPED ? newer != 0 : newer > 0;
    }
}
