package dev.touchstone.mapping.publish;

import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.draft.CheckRules;
import dev.touchstone.mapping.draft.DraftStore;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.ActiveRules;
import dev.touchstone.mapping.ruleset.CompiledRuleSet;
import dev.touchstone.mapping.ruleset.CompiledRuleSets;
import dev.touchstone.mapping.ruleset.CurrentDetectorLists;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.RuleSetStore;
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
 * times. What is kept is used only if neither the rows nor a name nor the lists changed since, which takes one small query to
 * know. A version classifies with the lists that it was published with, a draft with the current ones.
 */
@ApplicationScoped
class StoredRuleSets implements CompiledRuleSets {
    /** Each may have some tens of megabytes. */
    private static final int KEPT = 4;

    private final ActiveRuleSet activeRuleSet;
    private final RuleSetStore ruleSets;
    private final DraftStore drafts;
    private final CheckRules check;
    private final CurrentDetectorLists lists;
    private final ReentrantLock compiling = new ReentrantLock();
    private final Map<Key, CompiledRuleSet> kept = new LinkedHashMap<>(KEPT, 1, true);

    /** What must be the same for the compiled form to be the same. */
    private record Key(
            long version, @Nullable UUID draftId, long revision, long catalogueVersion, String currentLists) {}

    private record Source(ChannelRules rules, DetectorLists lists) {}

    StoredRuleSets(
            ActiveRuleSet activeRuleSet,
            RuleSetStore ruleSets,
            DraftStore drafts,
            CheckRules check,
            CurrentDetectorLists lists) {
        this.activeRuleSet = activeRuleSet;
        this.ruleSets = ruleSets;
        this.drafts = drafts;
        this.check = check;
        this.lists = lists;
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
            return new Key(
                    head.version(),
                    null,
                    0,
                    ruleSets.state().catalogueVersion(),
                    lists.get().version());
        });
        return find(key, this::version);
    }

    private Source version(Key key) {
        return ruleSets.find(key.version())
                .map(found -> new Source(found.rules(), lists.of(found.head())))
                .orElseThrow(() -> RuleSetRefusals.versionNotFound(key.version()));
    }

    @Override
    public CompiledRuleSet ofDraft(UUID draftId) {
        Key key = QuarkusTransaction.joiningExisting().call(() -> {
            RuleSetDraft draft = drafts.find(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
            return new Key(
                    0,
                    draftId,
                    draft.revision(),
                    ruleSets.state().catalogueVersion(),
                    lists.get().version());
        });
        return find(key, ignored -> draft(draftId));
    }

    private Source draft(UUID draftId) {
        RuleSetDraft draft = drafts.lock(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
        WrittenRules rows = drafts.rows(draftId);
        List<RuleProblem> problems = check.problems(rows, draft.baseVersion());
        if (!problems.isEmpty()) {
            throw RuleSetRefusals.invalid(problems.size());
        }
        return new Source(rows.rules(), lists.get());
    }

    /** One compilation at a time, so that many callers who ask for the same wait for one. */
    private CompiledRuleSet find(Key key, Function<Key, Source> load) {
        compiling.lock();
        try {
            CompiledRuleSet known = kept.get(key);
            if (known != null) {
                return known;
            }
            Source source = QuarkusTransaction.joiningExisting().call(() -> load.apply(key));
            CompiledRuleSet compiled =
                    new CompiledRuleSet(key.version(), source.rules(), new Classifier(source.rules(), source.lists()));
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
