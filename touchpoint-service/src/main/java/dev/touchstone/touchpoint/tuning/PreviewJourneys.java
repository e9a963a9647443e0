package dev.touchstone.touchpoint.tuning;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointGenerator;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.settings.SessionSettings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Derives a sample of people in memory from their sessions as they are stored, by the settings in force and by others, and compares.
 * Changes nothing, and holds no more than one batch of people at a time.
 */
@ApplicationScoped
class PreviewJourneys {
    private static final int BATCH = 200;
    private static final int MAX_EXAMPLES = 20;

    private final PersonSample sample;
    private final PersonFactStore people;
    private final PolicySource policies;

    PreviewJourneys(PersonSample sample, PersonFactStore people, PolicySource policies) {
        this.sample = sample;
        this.people = people;
        this.policies = policies;
    }

    /**
     * Touchpoints under some settings.
     *
     * @param buyer how many are buyer touchpoints
     * @param overlapping how many yield to another
     */
    record Total(long buyer, long overlapping) {
        Total plus(List<Touchpoint> touchpoints) {
            return new Total(
                    buyer
                            + touchpoints.stream()
                                    .filter(one -> one.noBuyerReason() == null)
                                    .count(),
                    overlapping
                            + touchpoints.stream()
                                    .filter(one -> one.noBuyerReason() == NoBuyerReason.OVERLAPS_WITH)
                                    .count());
        }
    }

    /**
     * What other settings would change.
     *
     * @param people how many were derived
     * @param changedPeople how many of them have other touchpoints
     * @param before under the settings in force
     * @param after under the others
     * @param examples the first changed people
     */
    record Preview(long people, long changedPeople, Total before, Total after, List<UUID> examples) {
        Preview {
            examples = List.copyOf(examples);
        }
    }

    Preview preview(SessionSettings settings, int maxPeople) {
        Comparison comparison = QuarkusTransaction.requiringNew()
                .call(() -> new Comparison(policies.current().generation(), policies.generationPolicy(settings)));
        List<UUID> chosen = QuarkusTransaction.requiringNew().call(() -> sample.choose(maxPeople));
        for (int from = 0; from < chosen.size(); from += BATCH) {
            List<UUID> batch = chosen.subList(from, Math.min(chosen.size(), from + BATCH));
            QuarkusTransaction.requiringNew()
                    .call(() -> people.ofPeople(batch, comparison.after))
                    .forEach(comparison::add);
        }
        return comparison.preview();
    }

    /** Both policies have the same rules, and so look at the same. */
    private static final class Comparison {
        private final GenerationPolicy before;
        private final GenerationPolicy after;
        private final List<UUID> examples = new ArrayList<>();
        private long people;
        private long changedPeople;
        private Total totalBefore = new Total(0, 0);
        private Total totalAfter = new Total(0, 0);

        Comparison(GenerationPolicy before, GenerationPolicy after) {
            this.before = before;
            this.after = after;
        }

        void add(PersonFacts facts) {
            List<Touchpoint> touchpointsBefore =
                    TouchpointGenerator.generate(facts, before).touchpoints();
            List<Touchpoint> touchpointsAfter =
                    TouchpointGenerator.generate(facts, after).touchpoints();
            people++;
            totalBefore = totalBefore.plus(touchpointsBefore);
            totalAfter = totalAfter.plus(touchpointsAfter);
            if (!touchpointsBefore.equals(touchpointsAfter)) {
                changedPeople++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(facts.personId());
                }
            }
        }

        Preview preview() {
            return new Preview(people, changedPeople, totalBefore, totalAfter, examples);
        }
    }
}
