package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.CalculatedValues;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.touchpointfield.FieldUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what the calculated fields of a touchpoint come out as, of those that rules in force use. */
@ApplicationScoped
class ExplainFields {
    private final PersonFactStore people;
    private final PolicySource policies;

    ExplainFields(PersonFactStore people, PolicySource policies) {
        this.people = people;
        this.policies = policies;
    }

    /** One sentence for each field that has a value, in their order. */
    List<String> explain(Touchpoint touchpoint) {
        GenerationPolicy policy = policies.current().generation();
        Map<FieldName, List<String>> rules = new LinkedHashMap<>();
        for (FieldUses.Use use : policy.fieldsThatRulesUse()) {
            rules.computeIfAbsent(use.field(), field -> new ArrayList<>()).add(use.rule());
        }
        if (rules.isEmpty()) {
            return List.of();
        }
        return people.ofPeople(List.of(touchpoint.personId()), policy).stream()
                .flatMap(person -> CalculatedValues.of(person, policy).stream())
                .filter(other -> other.touchpointId().equals(touchpoint.touchpointId()))
                .flatMap(found -> sentences(found.fields(), rules).stream())
                .toList();
    }

    private static List<String> sentences(FieldSource fields, Map<FieldName, List<String>> rules) {
        List<String> sentences = new ArrayList<>();
        rules.forEach((field, users) -> {
            FieldValue value = fields.value(field);
            if (value != null) {
                String more = users.size() == 1 ? "" : " and %d more".formatted(users.size() - 1);
                sentences.add("Calculated field %s is \"%s\", for %s%s."
                        .formatted(field.name(), value.text(), users.getFirst(), more));
            }
        });
        return sentences;
    }
}
