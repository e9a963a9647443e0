package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lists in force, ready to decide. What was compiled is kept for as long as it is the same: a version never changes, and
 * the cache knows a version by its time, too, in case a database was put back to an earlier state.
 */
@ApplicationScoped
public class RulesInForce {
    private final RuleListStore store;
    private final Map<RuleListKind, Compiled> newest = new ConcurrentHashMap<>();
    private volatile @Nullable Known last;

    RulesInForce(RuleListStore store) {
        this.store = store;
    }

    /**
     * All lists, and what they depend on beside the records. The same instance as long as nothing changes.
     *
     * @param lists one for each kind
     * @param circumstances the zone and the stored day
     */
    public record Rules(Map<RuleListKind, CompiledRuleList> lists, RuleCircumstances circumstances) {
        public Rules {
            lists = Map.copyOf(lists);
        }
    }

    private record Known(List<ListState> states, Rules rules) {}

    private record Compiled(ListState state, RuleCircumstances circumstances, CompiledRuleList list) {
        boolean isOf(ListState wanted, RuleCircumstances others) {
            return state.equals(wanted) && circumstances.equals(others);
        }
    }

    /** As the caller's transaction sees them at one moment. */
    public Rules current(ZoneId zone) {
        List<ListState> states = store.inForce();
        Known known = last;
        if (known != null
                && known.states().equals(states)
                && known.rules().circumstances().zone().equals(zone)) {
            return known.rules();
        }
        Rules rules = rules(states, zone);
        last = new Known(states, rules);
        return rules;
    }

    private Rules rules(List<ListState> states, ZoneId zone) {
        if (states.size() != RuleListKind.values().length) {
            throw new IllegalStateException("the schema promises a version of each list, and a day");
        }
        RuleCircumstances circumstances =
                new RuleCircumstances(zone, states.getFirst().today());
        Map<RuleListKind, CompiledRuleList> lists = new EnumMap<>(RuleListKind.class);
        states.forEach(state -> lists.put(state.kind(), compiled(state, circumstances)));
        return new Rules(lists, circumstances);
    }

    private CompiledRuleList compiled(ListState state, RuleCircumstances circumstances) {
        Compiled known = newest.get(state.kind());
        if (known != null && known.isOf(state, circumstances)) {
            return known.list();
        }
        CompiledRuleList list = CompiledRuleList.of(list(state.kind(), state.version()), circumstances);
        newest.put(state.kind(), new Compiled(state, circumstances, list));
        return list;
    }

    /** The rules of a version that is known to be there. */
    public RuleList list(RuleListKind kind, long version) {
        return store.find(kind, version)
                .map(RuleListVersion::list)
                .orElseThrow(() -> new IllegalStateException("version " + version + " of " + kind + " is gone"));
    }
}
