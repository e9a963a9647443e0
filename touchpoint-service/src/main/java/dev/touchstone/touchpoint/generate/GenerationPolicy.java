package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules and numbers by which a person's touchpoints are made, ready to decide. To make one compiles rules, so it is kept
 * while what it is made of stays. Thread-safe.
 */
public final class GenerationPolicy {
    private static final long NEVER_SAVED = 0;

    private final Map<RuleListKind, CompiledRuleList> rules;
    private final int maxPostLcTouchpoints;
    private final FactRules factRules;
    private final TouchpointRules suppression;
    private final TouchpointRules removal;
    private final SegmentRules segments;

    /**
     * @param rules the lists of rules in force; one that is missing is empty
     * @param maxPostLcTouchpoints how many PostLC touchpoints surface as buyer touchpoints, the most recent ones; 0 for all
     * @param circumstances the organisation's zone and day
     */
    public GenerationPolicy(
            Map<RuleListKind, CompiledRuleList> rules, int maxPostLcTouchpoints, RuleCircumstances circumstances) {
        if (maxPostLcTouchpoints < 0) {
            throw new IllegalArgumentException("a limit is not negative, but " + maxPostLcTouchpoints);
        }
        this.rules = complete(rules, circumstances);
        this.maxPostLcTouchpoints = maxPostLcTouchpoints;
        this.factRules = new FactRules(this.rules, circumstances.zone());
        this.suppression =
                TouchpointRules.compile(list(RuleListKind.SUPPRESSION).list().rules(), circumstances);
        this.removal = TouchpointRules.compile(list(RuleListKind.REMOVAL).list().rules(), circumstances);
        this.segments = SegmentRules.compile(list(RuleListKind.SEGMENT).list().rules(), circumstances);
    }

    private static Map<RuleListKind, CompiledRuleList> complete(
            Map<RuleListKind, CompiledRuleList> rules, RuleCircumstances circumstances) {
        Map<RuleListKind, CompiledRuleList> complete = new EnumMap<>(RuleListKind.class);
        for (RuleListKind kind : RuleListKind.values()) {
            complete.put(kind, CompiledRuleList.of(new RuleList(kind, NEVER_SAVED, List.of()), circumstances));
        }
        complete.putAll(rules);
        return complete;
    }

    /** The list of a kind that is in force. */
    public CompiledRuleList list(RuleListKind kind) {
        CompiledRuleList list = rules.get(kind);
        if (list == null) {
            throw new IllegalStateException("a policy has a list of every kind, but not of " + kind);
        }
        return list;
    }

    /** How many PostLC touchpoints surface as buyer touchpoints, the most recent ones; 0 for all. */
    public int maxPostLcTouchpoints() {
        return maxPostLcTouchpoints;
    }

    /** What rules make of facts. */
    public FactRules factRules() {
        return factRules;
    }

    /** True if a rule looks at leads or contacts. */
    public boolean looksAtPeople() {
        return looksAt(RecordObject.LEAD) || looksAt(RecordObject.CONTACT);
    }

    /** True if a rule looks at touchpoints, and so perhaps at the circumstances of their sessions. */
    public boolean looksAtTouchpoints() {
        return looksAt(RecordObject.TOUCHPOINT);
    }

    private boolean looksAt(RecordObject object) {
        return Stream.of(suppression, removal).anyMatch(list -> list.looksAt(object)) || segments.looksAt(object);
    }

    TouchpointRules suppression() {
        return suppression;
    }

    TouchpointRules removal() {
        return removal;
    }

    SegmentRules segments() {
        return segments;
    }
}
