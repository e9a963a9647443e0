package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.overlaprule.OverlapRules;
import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.ShippedRules;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Policies for tests: what ships, and lists that replace it. */
final class Policies {
    /** Version of the lists that tests give. */
    static final long VERSION = 7;

    private final Map<RuleListKind, RuleList> lists = new EnumMap<>(RuleListKind.class);
    private List<TouchpointField> fields = List.of();
    private ZoneId zone = ZoneOffset.UTC;
    private Surfacing surfacing = Surfacing.ALL;

    Policies() {
        for (RuleListKind kind : RuleListKind.values()) {
            lists.put(kind, ShippedRules.list(kind));
        }
    }

    /** What ships. */
    static GenerationPolicy shipped() {
        return new Policies().policy();
    }

    /** What ships, with at most so many PostLC touchpoints that surface. */
    static GenerationPolicy shipped(int maxPostLcTouchpoints) {
        return new Policies().postLc(maxPostLcTouchpoints).policy();
    }

    /** What ships, but for one list. */
    static GenerationPolicy of(RuleListKind kind, GenerationRule... rules) {
        return new Policies().with(kind, rules).policy();
    }

    Policies with(RuleListKind kind, GenerationRule... rules) {
        lists.put(kind, new RuleList(kind, VERSION, List.of(rules)));
        return this;
    }

    Policies with(TouchpointField... calculated) {
        fields = List.of(calculated);
        return this;
    }

    Policies in(String zoneId) {
        zone = ZoneId.of(zoneId);
        return this;
    }

    Policies postLc(int limit) {
        surfacing = new Surfacing(limit, surfacing.overlaps());
        return this;
    }

    Policies overlaps(OverlapRules rules) {
        surfacing = new Surfacing(surfacing.maxPostLcTouchpoints(), rules);
        return this;
    }

    GenerationPolicy policy() {
        RuleCircumstances circumstances = new RuleCircumstances(zone, LocalDate.parse("2026-11-01"));
        Map<RuleListKind, CompiledRuleList> compiled = new EnumMap<>(RuleListKind.class);
        lists.forEach((kind, list) -> compiled.put(kind, CompiledRuleList.of(list, circumstances)));
        return new GenerationPolicy(compiled, CalculatedFields.of(fields), surfacing, circumstances);
    }
}
