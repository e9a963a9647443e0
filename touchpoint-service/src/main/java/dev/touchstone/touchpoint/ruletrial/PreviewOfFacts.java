package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.fact.FactStore;
import dev.touchstone.touchpoint.fact.PersonFactStore;
import dev.touchstone.touchpoint.generate.ActivityKind;
import dev.touchstone.touchpoint.generate.Decision;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.FactRules;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointGenerator;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.RuleMatcher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dry run of a list that makes touchpoints of facts. All facts of its kind pass by once, and each is decided on by itself under
 * both lists, with the code that derivation uses. Only people of whose facts one decides on another, such as those who are twice
 * in a campaign, are looked at as derivation does, with everything that is known of them, some at a time.
 */
@ApplicationScoped
class PreviewOfFacts {
    private static final int PEOPLE_AT_A_TIME = 500;

    private final FactStore facts;
    private final PersonFactStore people;
    private final TrialQueries queries;

    PreviewOfFacts(FactStore facts, PersonFactStore people, TrialQueries queries) {
        this.facts = facts;
        this.people = people;
        this.queries = queries;
    }

    /** What would change, in the caller's transaction. */
    Preview run(RuleTrial trial) {
        RuleListKind kind = trial.list().kind();
        Run run = new Run(trial, queries.peopleWithFactsThatMeet(kind));
        switch (kind) {
            case CAMPAIGN_MEMBER ->
                run.<Membership>pass(facts::memberships, FactRules::decide, Membership::campaignMemberId);
            case PROGRAM_MEMBER ->
                run.<ProgramMembership>pass(
                        facts::programMemberships, FactRules::decide, ProgramMembership::programMemberId);
            case TASK ->
                run.<SalesActivity>pass(
                        sink -> facts.activities(ActivityKind.TASK, sink),
                        FactRules::decide,
                        SalesActivity::activityId);
            case EVENT ->
                run.<SalesActivity>pass(
                        sink -> facts.activities(ActivityKind.EVENT, sink),
                        FactRules::decide,
                        SalesActivity::activityId);
            case MARKETING_ACTIVITY ->
                run.<MarketingActivity>pass(
                        facts::marketingActivities, FactRules::decide, MarketingActivity::marketingActivityId);
            case REMOVAL, SUPPRESSION, SEGMENT -> throw new IllegalArgumentException(kind + " decides on no facts");
        }
        List<UUID> together = List.copyOf(run.together);
        for (int from = 0; from < together.size(); from += PEOPLE_AT_A_TIME) {
            List<UUID> some = together.subList(from, Math.min(together.size(), from + PEOPLE_AT_A_TIME));
            people.ofPeople(some, trial.before()).forEach(run::add);
        }
        return run.comparison.result();
    }

    private static final class Run {
        private final RuleTrial trial;
        private final Set<UUID> together;
        private final RuleMatcher matcher;
        private final HitCount hits;
        private final Comparison comparison;

        Run(RuleTrial trial, Set<UUID> together) {
            this.trial = trial;
            this.together = together;
            this.matcher = RuleMatcher.compile(
                    trial.list().rules().stream()
                            .map(GenerationRule::expression)
                            .toList(),
                    trial.circumstances());
            this.hits = new HitCount(trial.list());
            this.comparison = new Comparison(hits);
        }

        <T extends FieldSource> void pass(
                Consumer<Consumer<FactStore.Owned<T>>> reading,
                BiFunction<FactRules, T, Decision> decide,
                Function<T, String> id) {
            FactRules before = trial.before().factRules();
            FactRules after = trial.after().factRules();
            Consumer<FactStore.Owned<T>> work = owned -> {
                T fact = owned.fact();
                comparison.examined();
                hits.add(matcher.all(fact));
                UUID personId = owned.personId();
                if (personId != null && !together.contains(personId)) {
                    compare(id.apply(fact), decide.apply(before, fact), decide.apply(after, fact));
                }
            };
            try (Overlapped<FactStore.Owned<T>> overlapped = new Overlapped<>(work)) {
                reading.accept(overlapped::add);
                overlapped.finish();
            }
        }

        private void compare(String factId, Decision before, Decision after) {
            if (!before.equals(after)) {
                comparison.compare(() -> factId, name(before, after), seen(before), seen(after));
            }
        }

        private static String name(Decision before, Decision after) {
            if (after instanceof Decision.Made made) {
                return made.campaignName();
            }
            return before instanceof Decision.Made made ? made.campaignName() : "";
        }

        private static Comparison.Seen seen(Decision decision) {
            return switch (decision) {
                case Decision.Made made ->
                    new Comparison.Seen(new Preview.State(made.touchedAt(), made.rule()), made.campaignName());
                case Decision.MadeNone ignored -> Comparison.Seen.NOTHING;
            };
        }

        void add(PersonFacts person) {
            Map<FactReference, Touchpoint> before = touchpoints(
                    TouchpointGenerator.generate(person, trial.before()).touchpoints());
            Map<FactReference, Touchpoint> after = touchpoints(
                    TouchpointGenerator.generate(person, trial.after()).touchpoints());
            Map<FactReference, Touchpoint> either = new HashMap<>(before);
            either.putAll(after);
            either.forEach((fact, touchpoint) -> comparison.compare(
                    fact::id,
                    touchpoint.content().effort().campaignName(),
                    seen(before.get(fact)),
                    seen(after.get(fact))));
        }

        private static Map<FactReference, Touchpoint> touchpoints(List<Touchpoint> all) {
            Map<FactReference, Touchpoint> byFact = new HashMap<>();
            all.forEach(touchpoint -> byFact.put(touchpoint.origin().fact(), touchpoint));
            return byFact;
        }

        private static Comparison.Seen seen(@Nullable Touchpoint touchpoint) {
            return touchpoint == null
                    ? Comparison.Seen.NOTHING
                    : new Comparison.Seen(
                            new Preview.State(
                                    touchpoint.touchedAt(), touchpoint.origin().rule()),
                            touchpoint.content().effort().campaignName());
        }
    }
}
