package dev.touchstone.mapping.publish;

import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.draft.CheckRules;
import dev.touchstone.mapping.draft.DraftStore;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.ActiveRules;
import dev.touchstone.mapping.ruleset.CompiledRuleSet;
import dev.touchstone.mapping.ruleset.CompiledRuleSets;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.RuleSetStore;
import dev.touchstone.mapping.ruleset.ShippedRules;
import dev.touchstone.mapping.ruleset.WrittenRules;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the store, compiled. The few that were asked for last are kept: a preview asks for the same draft some thousand
 * times. What is kept is used only if neither the rows nor a name changed since, which takes one small query to know.
 */
@ApplicationScoped
class StoredRuleSets implements CompiledRuleSets {
    /** Each may have some tens of megabytes. */
    private static final int KEPT = 4;

    private final ActiveRuleSet activeRuleSet;
    private final RuleSetStore ruleSets;
    private final DraftStore drafts;
    private final CheckRules check;
    private final ShippedRules shipped;
    private final ReentrantLock compiling = new ReentrantLock();
    private final Map<Key, CompiledRuleSet> kept = new LinkedHashMap<>(KEPT, 1, true);

    /** What must be the same for the compiled form to be the same. */
    private record Key(long version, @Nullable UUID draftId, long revision, long catalogueVersion) {}

    StoredRuleSets(
            ActiveRuleSet activeRuleSet,
            RuleSetStore ruleSets,
            DraftStore drafts,
            CheckRules check,
            ShippedRules shipped) {
        this.activeRuleSet = activeRuleSet;
        this.ruleSets = ruleSets;
        this.drafts = drafts;
        this.check = check;
        this.shipped = shipped;
    }

    @Override
    public CompiledRuleSet active() {
        return activeRuleSet.get().compiled();
    }

    @Override
    public CompiledRuleSet ofVersion(long version) {
        Optional<ActiveRules> active = activeRuleSet.find();
        if (active.isPresent() && active.get().ruleSet().version() == version) {
            return active.get().compiled();
        }
        Key key = QuarkusTransaction.joiningExisting().call(() -> {
            RuleSet.Head head = ruleSets.findHead(version).orElseThrow(() -> RuleSetRefusals.versionNotFound(version));
            return new Key(head.version(), null, 0, ruleSets.state().catalogueVersion());
        });
        return find(key, this::version);
    }

    private ChannelRules version(Key key) {
        return ruleSets.find(key.version())
                .map(RuleSet::rules)
                .orElseThrow(() -> RuleSetRefusals.versionNotFound(key.version()));
    }

    @Override
    public CompiledRuleSet ofDraft(UUID draftId) {
        Key key = QuarkusTransaction.joiningExisting().call(() -> {
            RuleSetDraft draft = drafts.find(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
            return new Key(0, draftId, draft.revision(), ruleSets.state().catalogueVersion());
        });
        return find(key, ignored -> draft(draftId));
    }

    private ChannelRules draft(UUID draftId) {
        RuleSetDraft draft = drafts.lock(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
        WrittenRules rows = drafts.rows(draftId);
        List<RuleProblem> problems = check.problems(rows, draft.baseVersion());
        if (!problems.isEmpty()) {
            throw RuleSetRefusals.invalid(problems.size());
        }
        return rows.rules();
    }

    /** One compilation at a time, so that many callers who ask for the same wait for one. */
    private CompiledRuleSet find(Key key, Function<Key, ChannelRules> load) {
        compiling.lock();
        try {
            CompiledRuleSet known = kept.get(key);
            if (known != null) {
                return known;
            }
            ChannelRules rules = QuarkusTransaction.joiningExisting().call(() -> load.apply(key));
            CompiledRuleSet compiled =
                    new CompiledRuleSet(key.version(), rules, new Classifier(rules, shipped.lists()));
            kept.put(key, compiled);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return compiled;
        } finally {
            compiling.unlock();
        }
    }
}
