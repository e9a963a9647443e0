package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.fieldbook.FieldsInForce;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.Surfacing;
import dev.touchstone.touchpoint.rule.CompiledRuleList;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rulebook.RulesInForce;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.site.RegisteredDomains;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies that the stored settings, rules and sites make. */
@ApplicationScoped
class StoredPolicies implements PolicySource {
    private final SettingsStore settings;
    private final RegisteredDomains domains;
    private final RulesInForce rules;
    private final FieldsInForce fields;
    private volatile @Nullable Known last;

    StoredPolicies(SettingsStore settings, RegisteredDomains domains, RulesInForce rules, FieldsInForce fields) {
        this.settings = settings;
        this.domains = domains;
        this.rules = rules;
        this.fields = fields;
    }

    /** A policy compiles rules: it is kept while what it is made of stays. */
    private record Known(
            RulesInForce.Rules rules, CalculatedFields fields, Surfacing surfacing, GenerationPolicy policy) {}

    @Override
    public Policies current() {
        SettingsVersion inForce = settings.inForce();
        return new Policies(
                inForce.version(), sessionPolicy(inForce.settings()), generationInForce(inForce.settings()));
    }

    private GenerationPolicy generationInForce(SessionSettings inForce) {
        RulesInForce.Rules current = rules.current(inForce.zone());
        CalculatedFields calculated = fields.current();
        Known known = last;
        if (known != null
                && known.rules().equals(current)
                && known.fields().equals(calculated)
                && known.surfacing().equals(inForce.surfacing())) {
            return known.policy();
        }
        GenerationPolicy policy =
                new GenerationPolicy(current.lists(), calculated, inForce.surfacing(), current.circumstances());
        last = new Known(current, calculated, inForce.surfacing(), policy);
        return policy;
    }

    @Override
    public SessionPolicy sessionPolicy(SessionSettings other) {
        return other.sessionPolicy(domains.all());
    }

    @Override
    public GenerationPolicy generationPolicy(SessionSettings other) {
        RulesInForce.Rules current = rules.current(other.zone());
        return new GenerationPolicy(current.lists(), fields.current(), other.surfacing(), current.circumstances());
    }

    @Override
    public RuleCircumstances circumstances() {
        return rules.current(settings.inForce().settings().zone()).circumstances();
    }

    @Override
    public GenerationPolicy generationWith(RuleList list, LocalDate today) {
        SessionSettings inForce = settings.inForce().settings();
        RulesInForce.Rules current = rules.current(inForce.zone());
        RuleCircumstances others = new RuleCircumstances(current.circumstances().zone(), today);
        Map<RuleListKind, CompiledRuleList> lists = new EnumMap<>(current.lists());
        lists.put(list.kind(), CompiledRuleList.of(list, others));
        return new GenerationPolicy(lists, fields.current(), inForce.surfacing(), others);
    }
}
