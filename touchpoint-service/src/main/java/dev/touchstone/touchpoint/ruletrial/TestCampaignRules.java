package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.fact.FactStore;
import dev.touchstone.touchpoint.generate.Decision;
import dev.touchstone.touchpoint.generate.Generation;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.NoTouchpointReason;
import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointGenerator;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.RuleMatcher;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Tries rules on one campaign (requirement, scenario C07). Changes nothing. */
@ApplicationScoped
public class TestCampaignRules {
    private static final int PEOPLE_AT_A_TIME = 500;

    private final FactStore facts;
    private final TrialQueries queries;
    private final PreparedTrials trials;

    TestCampaignRules(FactStore facts, TrialQueries queries, PreparedTrials trials) {
        this.facts = facts;
        this.queries = queries;
        this.trials = trials;
    }

    /**
     * What rules do with a campaign.
     *
     * @param campaignName its name
     * @param members its members
     * @param eligible members who would get a touchpoint
     * @param matching the rules that match at least one member, in their order
     * @param sample some members, by id
     */
    public record Outcome(
            String campaignName, long members, long eligible, List<Preview.Hits> matching, List<Member> sample) {}

    /**
     * A member.
     *
     * @param campaignMemberId the member
     * @param crmPersonId the lead or contact
     * @param decision what it makes
     */
    public record Member(String campaignMemberId, String crmPersonId, Decision decision) {}

    /**
     * Tries rules.
     *
     * @param campaignId the campaign, by its id of 18 characters
     * @param rules first to last; empty for those in force
     * @throws RpcFailure.NotFound {@code CAMPAIGN_NOT_FOUND}
     */
    public Outcome test(String campaignId, List<GenerationRule> rules) {
        return QuarkusTransaction.requiringNew().call(() -> {
            queries.seeOneMoment();
            String name = queries.campaignName(campaignId)
                    .orElseThrow(() -> new RpcFailure.NotFound(
                            "CAMPAIGN_NOT_FOUND", "there is no campaign " + campaignId, Map.of("id", campaignId)));
            RuleTrial trial = rules.isEmpty()
                    ? trials.ofTheListInForce(RuleListKind.CAMPAIGN_MEMBER)
                    : trials.of(RuleListKind.CAMPAIGN_MEMBER, rules);
            Set<UUID> severalTimes = queries.peopleSeveralTimesIn(campaignId);
            Test test = new Test(trial, severalTimes);
            facts.membershipsOf(campaignId, test::add);
            forSome(List.copyOf(severalTimes), people -> test.addTogether(facts.membershipsOf(campaignId, people)));
            return test.outcome(name);
        });
    }

    /** Some people at a time: each membership may have 64 KB of fields. */
    private static void forSome(List<UUID> people, Consumer<List<UUID>> sink) {
        for (int from = 0; from < people.size(); from += PEOPLE_AT_A_TIME) {
            sink.accept(people.subList(from, Math.min(people.size(), from + PEOPLE_AT_A_TIME)));
        }
    }

    private static final class Test {
        private final RuleTrial trial;
        private final Set<UUID> severalTimes;
        private final RuleMatcher matcher;
        private final HitCount hits;
        private final MemberSample sample = new MemberSample();
        private long members;
        private long eligible;

        Test(RuleTrial trial, Set<UUID> severalTimes) {
            this.trial = trial;
            this.severalTimes = severalTimes;
            this.matcher = RuleMatcher.compile(
                    trial.list().rules().stream()
                            .map(GenerationRule::expression)
                            .toList(),
                    trial.circumstances());
            this.hits = new HitCount(trial.list());
        }

        void add(FactStore.Owned<Membership> owned) {
            members++;
            hits.add(matcher.all(owned.fact()));
            UUID personId = owned.personId();
            if (personId == null) {
                decided(owned, new Decision.MadeNone(NoTouchpointReason.NO_EMAIL, 0));
            } else if (!severalTimes.contains(personId)) {
                decided(owned, trial.after().factRules().decide(owned.fact()));
            }
        }

        /** All memberships of some people who have several. */
        void addTogether(List<FactStore.Owned<Membership>> memberships) {
            Map<UUID, List<FactStore.Owned<Membership>>> byPerson = new HashMap<>();
            for (FactStore.Owned<Membership> owned : memberships) {
                byPerson.computeIfAbsent(Objects.requireNonNull(owned.personId()), id -> new ArrayList<>())
                        .add(owned);
            }
            byPerson.forEach(this::addTogether);
        }

        /** One of them may take the touchpoint away from another: that is decided as derivation decides it. */
        private void addTogether(UUID personId, List<FactStore.Owned<Membership>> ofPerson) {
            List<Membership> memberships =
                    ofPerson.stream().map(FactStore.Owned::fact).toList();
            PersonFacts person =
                    new PersonFacts(personId, List.of(), List.of(), memberships, List.of(), List.of(), List.of());
            Generation generation = TouchpointGenerator.generate(person, trial.after());
            Map<String, Decision> decisions = new HashMap<>();
            generation
                    .without()
                    .forEach(none -> decisions.put(
                            none.fact().id(), new Decision.MadeNone(none.reason(), none.ruleListVersion())));
            generation
                    .touchpoints()
                    .forEach(touchpoint ->
                            decisions.put(touchpoint.origin().fact().id(), made(touchpoint)));
            ofPerson.forEach(owned -> decided(
                    owned, Objects.requireNonNull(decisions.get(owned.fact().campaignMemberId()))));
        }

        private static Decision made(Touchpoint touchpoint) {
            Touchpoint.Origin origin = touchpoint.origin();
            return new Decision.Made(
                    touchpoint.touchedAt(),
                    origin.rule(),
                    origin.ruleVersion(),
                    touchpoint.content().effort().campaignName());
        }

        private void decided(FactStore.Owned<Membership> owned, Decision decision) {
            eligible += decision instanceof Decision.Made ? 1 : 0;
            sample.add(new Member(owned.fact().campaignMemberId(), owned.crmPersonId(), decision));
        }

        Outcome outcome(String campaignName) {
            List<Preview.Hits> matching = hits.result().stream()
                    .filter(hit -> hit.deciding() + hit.overlapped() > 0)
                    .toList();
            return new Outcome(campaignName, members, eligible, matching, sample.members());
        }
    }
}
