package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.StandingsTrial;
import dev.touchstone.touchpoint.generate.Touchpoint;
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
 * memory once, and stand in their journeys under both lists, some people at a time. While these are looked at, the next are read.
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
        try (Overlapped<PersonFacts> overlapped = new Overlapped<>(run::add)) {
            List<UUID> some = queries.people(NOBODY, PEOPLE_AT_A_TIME);
            while (!some.isEmpty()) {
                people.ofPeople(some, both).forEach(overlapped::add);
                some = queries.people(some.getLast(), PEOPLE_AT_A_TIME);
            }
            overlapped.finish();
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
        private final RuleListKind kind;
        private final StandingsTrial standings;
        private final HitCount hits;
        private final Comparison comparison;

        Run(RuleTrial trial) {
            this.kind = trial.list().kind();
            this.standings = new StandingsTrial(kind, trial.before(), trial.after());
            this.hits = new HitCount(trial.list());
            this.comparison = new Comparison(hits);
        }

        void add(PersonFacts person) {
            StandingsTrial.OfPerson tried = standings.run(person);
            for (StandingsTrial.Tried touchpoint : tried.touchpoints()) {
                comparison.examined();
                if (!touchpoint.before().equals(touchpoint.after())) {
                    comparison.compare(
                            () -> touchpoint.touchpointId().toString(),
                            touchpoint.campaignName(),
                            seen(touchpoint, touchpoint.before()),
                            seen(touchpoint, touchpoint.after()));
                }
            }
            tried.matches().forEach(hits::add);
        }

        private Comparison.Seen seen(StandingsTrial.Tried touchpoint, Touchpoint.Standing standing) {
            return switch (kind) {
                case REMOVAL -> seen(touchpoint, standing, standing.removingRule(), standing.removingRule() == null);
                case SUPPRESSION -> seen(touchpoint, standing, standing.suppressingRule(), true);
                default -> {
                    String segments = String.join(", ", standing.segments());
                    yield new Comparison.Seen(new Preview.State(touchpoint.touchedAt(), segments), segments);
                }
            };
        }

        /** What is no buyer touchpoint does not surface. */
        private static Comparison.Seen seen(
                StandingsTrial.Tried touchpoint, Touchpoint.Standing standing, @Nullable String rule, boolean mayShow) {
            boolean surfaces = mayShow && standing.noBuyerReason() == null;
            return new Comparison.Seen(
                    new Preview.State(surfaces ? touchpoint.touchedAt() : null, rule == null ? "" : rule), "");
        }
    }
}
