package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointGenerator;
import dev.touchstone.touchpoint.generate.TouchpointRuleMatches;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.settings.PolicySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Dry run of a list that says which touchpoints surface, or in which segments they are: everybody's touchpoints are derived in
 * memory under both lists, some people at a time.
 */
@ApplicationScoped
class PreviewOfTouchpoints {
    private static final int PEOPLE_AT_A_TIME = 500;
    private static final UUID NOBODY = new UUID(0, 0);

    private final PersonFactStore people;
    private final TrialQueries queries;
    private final PolicySource policies;

    PreviewOfTouchpoints(PersonFactStore people, TrialQueries queries, PolicySource policies) {
        this.people = people;
        this.queries = queries;
        this.policies = policies;
    }

    /** What would change, in the caller's transaction. */
    Preview run(RuleTrial trial) {
        Run run = new Run(trial);
        GenerationPolicy both = both(trial);
        List<UUID> some = queries.people(NOBODY, PEOPLE_AT_A_TIME);
        while (!some.isEmpty()) {
            people.ofPeople(some, both).forEach(run::add);
            some = queries.people(some.getLast(), PEOPLE_AT_A_TIME);
        }
        return run.comparison.result();
    }

    /** For reading only: looks at everything that one of the lists looks at. */
    private GenerationPolicy both(RuleTrial trial) {
        RuleList list = trial.list();
        List<GenerationRule> rules = new ArrayList<>(list.rules());
        rules.addAll(trial.before().list(list.kind()).list().rules());
        return policies.generationWith(
                new RuleList(list.kind(), list.version(), rules),
                trial.circumstances().today());
    }

    private static final class Run {
        private final RuleTrial trial;
        private final RuleListKind kind;
        private final HitCount hits;
        private final Comparison comparison;

        Run(RuleTrial trial) {
            this.trial = trial;
            this.kind = trial.list().kind();
            this.hits = new HitCount(trial.list());
            this.comparison = new Comparison(hits);
        }

        void add(PersonFacts person) {
            List<Touchpoint> before =
                    TouchpointGenerator.generate(person, trial.before()).touchpoints();
            List<Touchpoint> after =
                    TouchpointGenerator.generate(person, trial.after()).touchpoints();
            // The same facts make the same touchpoints under both lists, in the same order: by time, then by fact.
            for (int i = 0; i < before.size(); i++) {
                Touchpoint touchpoint = before.get(i);
                comparison.examined();
                comparison.compare(
                        touchpoint.touchpointId().toString(),
                        touchpoint.content().effort().campaignName(),
                        seen(touchpoint),
                        seen(after.get(i)));
            }
            TouchpointRuleMatches.of(person, trial.after(), kind).forEach(hits::add);
        }

        private Comparison.Seen seen(Touchpoint touchpoint) {
            Touchpoint.Standing standing = touchpoint.standing();
            String segments = String.join(", ", standing.segments());
            return switch (kind) {
                case REMOVAL -> seen(touchpoint, standing.removingRule(), standing.removingRule() == null);
                case SUPPRESSION -> seen(touchpoint, standing.suppressingRule(), true);
                default -> new Comparison.Seen(new Preview.State(touchpoint.touchedAt(), segments), segments);
            };
        }

        /** What is no buyer touchpoint does not surface. */
        private static Comparison.Seen seen(Touchpoint touchpoint, @Nullable String rule, boolean mayShow) {
            boolean surfaces = mayShow && touchpoint.noBuyerReason() == null;
            return new Comparison.Seen(
                    new Preview.State(surfaces ? touchpoint.touchedAt() : null, rule == null ? "" : rule), "");
        }
    }
}
