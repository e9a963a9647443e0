package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import dev.touchstone.touchpoint.touchpointfield.FieldUses;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules and numbers by which a person's touchpoints are made, ready to decide. To make one compiles rules, so it is kept
 * while what it is made of stays. Thread-safe.
 */
public final class GenerationPolicy {
    private static final long NEVER_SAVED = 0;

    private final Map<RuleListKind, CompiledRuleList> rules;
    private final Surfacing surfacing;
    private final ZoneId zone;
    private final FactRules factRules;
    private final TouchpointRules suppression;
    private final TouchpointRules removal;
    private final SegmentRules segments;
    private final CalculatedFields calculated;
    private final boolean looksAtPeople;
    private final boolean looksAtTouchpoints;

    /**
     * @param rules the lists of rules in force; one that is missing is empty
     * @param calculated the calculated fields that rules on touchpoints may test
     * @param surfacing which touchpoints surface as buyer touchpoints
     * @param circumstances the organisation's zone and day
     */
    public GenerationPolicy(
            Map<RuleListKind, CompiledRuleList> rules,
            CalculatedFields calculated,
            Surfacing surfacing,
            RuleCircumstances circumstances) {
        this.rules = complete(rules, circumstances);
        this.surfacing = surfacing;
        this.zone = circumstances.zone();
        this.factRules = new FactRules(this.rules, zone);
        this.suppression =
                TouchpointRules.compile(list(RuleListKind.SUPPRESSION).list().rules(), circumstances);
        this.removal = TouchpointRules.compile(list(RuleListKind.REMOVAL).list().rules(), circumstances);
        this.segments = SegmentRules.compile(list(RuleListKind.SEGMENT).list().rules(), circumstances);
        this.calculated = calculated;
        Set<FieldName> lookedAt =
                calculated.withInputs(Stream.of(suppression.fields(), removal.fields(), segments.fields())
                        .flatMap(fields -> fields)
                        .collect(Collectors.toSet()));
        this.looksAtPeople = looksAt(lookedAt, RecordObject.LEAD) || looksAt(lookedAt, RecordObject.CONTACT);
        this.looksAtTouchpoints = looksAt(lookedAt, RecordObject.TOUCHPOINT);
    }

    private GenerationPolicy(GenerationPolicy other, CalculatedFields tried) {
        this.rules = other.rules;
        this.surfacing = other.surfacing;
        this.zone = other.zone;
        this.factRules = other.factRules;
        this.suppression = other.suppression;
        this.removal = other.removal;
        this.segments = other.segments;
        this.calculated = tried;
        this.looksAtPeople = true;
        this.looksAtTouchpoints = true;
    }

    private static boolean looksAt(Set<FieldName> fields, RecordObject object) {
        return fields.stream().anyMatch(field -> field.object() == object);
    }

    /** The same with other calculated fields, all of which are to be asked, whether a rule uses them or not. */
    public GenerationPolicy trying(CalculatedFields other) {
        return new GenerationPolicy(this, other);
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

    /** Which touchpoints surface as buyer touchpoints. */
    public Surfacing surfacing() {
        return surfacing;
    }

    /** The organisation's zone. */
    ZoneId zone() {
        return zone;
    }

    /** What rules make of facts. */
    public FactRules factRules() {
        return factRules;
    }

    /** The calculated fields. */
    public CalculatedFields calculated() {
        return calculated;
    }

    /** Which rules name a calculated field, in the order of the lists. */
    public List<FieldUses.Use> fieldsThatRulesName() {
        return FieldUses.direct(listsOnTouchpoints());
    }

    /** Which rules use a calculated field, perhaps through another, in the order of the fields. */
    public List<FieldUses.Use> fieldsThatRulesUse() {
        return FieldUses.all(listsOnTouchpoints(), calculated);
    }

    private List<RuleList> listsOnTouchpoints() {
        return FieldUses.KINDS.stream().map(kind -> list(kind).list()).toList();
    }

    /** True if a rule looks at leads or contacts, perhaps through a calculated field. */
    public boolean looksAtPeople() {
        return looksAtPeople;
    }

    /** True if a rule looks at touchpoints, and so perhaps at the circumstances of their sessions. */
    public boolean looksAtTouchpoints() {
        return looksAtTouchpoints;
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
