package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.CalculatedValues;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tries calculated fields on a sample of touchpoints, which are derived in memory as the workers would, and on texts. Changes
 * nothing, and holds the facts of no more than some people at a time.
 */
@ApplicationScoped
class PreviewTouchpointFields {
    private static final int PEOPLE_AT_A_TIME = 200;

    private final TouchpointSample sample;
    private final PersonFactStore people;
    private final PolicySource policies;

    PreviewTouchpointFields(TouchpointSample sample, PersonFactStore people, PolicySource policies) {
        this.sample = sample;
        this.people = people;
        this.policies = policies;
    }

    /**
     * What fields come out as.
     *
     * @param touchpoints on so many they were tried
     * @param fields the fields, in their order
     * @param samples the texts, in their order
     */
    record Preview(long touchpoints, List<FieldPreview.Result> fields, List<OnText> samples) {}

    /**
     * What the fields come out as on a text.
     *
     * @param text the text
     * @param values one for each field; empty for none
     */
    record OnText(String text, List<String> values) {}

    /**
     * Tries fields.
     *
     * @param maxTouchpoints on at most so many
     * @param texts each stands for every field of a record
     */
    Preview preview(List<TouchpointField> fields, int maxTouchpoints, List<String> texts) {
        CalculatedFields tried = CalculatedFields.of(fields);
        Run run = new Run(policies.current().generation(), tried);
        List<TouchpointSample.Chosen> chosen =
                QuarkusTransaction.requiringNew().call(() -> sample.choose(maxTouchpoints));
        Set<UUID> touchpointIds = new HashSet<>();
        chosen.forEach(touchpoint -> touchpointIds.add(touchpoint.touchpointId()));
        List<UUID> personIds = chosen.stream()
                .map(TouchpointSample.Chosen::personId)
                .distinct()
                .toList();
        for (int from = 0; from < personIds.size(); from += PEOPLE_AT_A_TIME) {
            List<UUID> some = personIds.subList(from, Math.min(personIds.size(), from + PEOPLE_AT_A_TIME));
            QuarkusTransaction.requiringNew()
                    .call(() -> people.ofPeople(some, run.tried))
                    .forEach(person -> run.add(person, touchpointIds));
        }
        return run.result(texts.stream().map(text -> onText(text, tried)).toList());
    }

    private static OnText onText(String text, CalculatedFields fields) {
        FieldValue everywhere = text.isEmpty() ? null : new FieldValue.Text(text);
        FieldSource values = fields.of(field -> everywhere);
        return new OnText(
                text,
                fields.fields().stream()
                        .map(field -> FieldPreview.shown(values.value(field.fieldName())))
                        .toList());
    }

    private static final class Run {
        private final GenerationPolicy inForce;
        private final GenerationPolicy tried;
        private final List<FieldPreview> fields = new ArrayList<>();
        private long touchpoints;

        Run(GenerationPolicy inForce, CalculatedFields tried) {
            this.inForce = inForce;
            this.tried = inForce.trying(tried);
            tried.fields().forEach(field -> fields.add(new FieldPreview(field)));
        }

        /** The same facts make the same touchpoints under both policies, in the same order. */
        void add(PersonFacts person, Set<UUID> touchpointIds) {
            List<CalculatedValues.OfTouchpoint> before = CalculatedValues.of(person, inForce);
            List<CalculatedValues.OfTouchpoint> after = CalculatedValues.of(person, tried);
            for (int i = 0; i < after.size(); i++) {
                UUID touchpointId = after.get(i).touchpointId();
                if (touchpointIds.contains(touchpointId)) {
                    touchpoints++;
                    FieldSource inForceNow = before.get(i).fields();
                    FieldSource then = after.get(i).fields();
                    fields.forEach(field -> field.add(touchpointId, inForceNow, then));
                }
            }
        }

        Preview result(List<OnText> samples) {
            return new Preview(
                    touchpoints, fields.stream().map(FieldPreview::result).toList(), samples);
        }
    }
}
