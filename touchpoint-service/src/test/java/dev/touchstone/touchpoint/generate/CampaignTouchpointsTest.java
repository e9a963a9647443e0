package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.campaign;
import static dev.touchstone.touchpoint.generate.KnownPerson.fields;
import static dev.touchstone.touchpoint.generate.KnownPerson.member;
import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 3.2: campaign members by sync type and by rules. */
class CampaignTouchpointsTest {
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final GenerationPolicy SHIPPED = Policies.shipped();
    private static final Instant CREATED = Instant.parse("2026-02-05T10:00:00Z");
    private static final Instant RESPONDED = Instant.parse("2026-02-07T10:00:00Z");
    private static final Instant SET_BY_HAND = Instant.parse("2026-01-15T10:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            C04 Buyer Touchpoint Date before creation,                INCLUDE_ALL,       false, true,  true,  2026-01-15, -
            C04 creation,                                             INCLUDE_ALL,       false, false, true,  2026-02-05, -
            C05 Buyer Touchpoint Date before the first response,      INCLUDE_RESPONDED, true,  true,  true,  2026-01-15, -
            C05 first response before creation,                       INCLUDE_RESPONDED, true,  false, true,  2026-02-07, -
            C05 responded without a date of it: creation,             INCLUDE_RESPONDED, true,  false, false, 2026-02-05, -
            C02 who did not respond has none,                         INCLUDE_RESPONDED, false, true,  true,  -,          NOT_RESPONDED
            C03 excluded,                                             EXCLUDE_ALL,       true,  true,  true,  -,          EXCLUDED_BY_SYNC_TYPE
            no sync type,                                             NONE,              true,  true,  true,  -,          NO_SYNC_TYPE
            """)
    void theSyncTypeDecidesWhoAndWhen(
            String sentence,
            SyncType syncType,
            boolean hasResponded,
            boolean setByHand,
            boolean firstResponded,
            @Nullable LocalDate day,
            @Nullable NoTouchpointReason reason) {
        Membership.Dates dates =
                new Membership.Dates(CREATED, firstResponded ? RESPONDED : null, setByHand ? SET_BY_HAND : null);

        Generation generation = generate(SHIPPED, member("M1", campaign("C1", syncType), dates, hasResponded));

        if (reason == null) {
            assertThat(generation.touchpoints())
                    .as(sentence)
                    .extracting(Touchpoint::touchedAt, Touchpoint::origin)
                    .containsExactly(tuple(
                            Instant.parse(day + "T10:00:00Z"),
                            new Touchpoint.Origin(
                                    new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, "M1"),
                                    syncType == SyncType.INCLUDE_ALL ? "Include all" : "Include responded",
                                    1)));
        } else {
            assertThat(generation.without())
                    .as(sentence)
                    .containsExactly(new NoTouchpoint(
                            new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, "M1"), CREATED, reason, 0));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            C06 before the end,                        -,          2017-03-01, 2017-02-28T12:00:00Z, UTC,              -
            C06 after the end,                         -,          2017-03-01, 2017-03-02T12:00:00Z, UTC,              AFTER_END_DATE
            C06 before the start,                      2017-01-01, -,          2016-12-31T12:00:00Z, UTC,              BEFORE_START_DATE
            the last instant of the end is in,         -,          2017-03-01, 2017-03-01T23:59:59.999999Z, UTC,       -
            the first after it is not,                 -,          2017-03-01, 2017-03-02T00:00:00Z, UTC,              AFTER_END_DATE
            the first instant of the start is in,      2017-01-01, -,          2017-01-01T00:00:00Z, UTC,              -
            the last before it is not,                 2017-01-01, -,          2016-12-31T23:59:59.999999Z, UTC,       BEFORE_START_DATE
            one day,                                   2017-01-01, 2017-01-01, 2017-01-01T12:00:00Z, UTC,              -
            a day of Berlin begins an hour earlier,    2017-01-01, -,          2016-12-31T23:00:00Z, Europe/Berlin,    -
            and ends an hour earlier,                  -,          2017-03-01, 2017-03-01T23:00:00Z, Europe/Berlin,    AFTER_END_DATE
            a day of Los Angeles ends in our morning,  -,          2017-03-01, 2017-03-02T07:59:59Z, America/Los_Angeles, -
            """)
    void startAndEndAreDaysOfTheOrganisationAndIncluded(
            String sentence,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            Instant added,
            String zone,
            @Nullable NoTouchpointReason reason) {
        CampaignFacts.Days days = new CampaignFacts.Days(null, null, null, start, end);
        Membership member = member("M1", campaign("C1", SyncType.INCLUDE_ALL, days, Map.of()), added);
        GenerationPolicy byRule = new Policies()
                .in(zone)
                .with(
                        RuleListKind.CAMPAIGN_MEMBER,
                        rule("All").when(is("Campaign.Id", "C1")).at("CampaignMember.CreatedDate"))
                .policy();

        for (GenerationPolicy policy : List.of(new Policies().in(zone).policy(), byRule)) {
            Generation generation = generate(policy, member);
            assertThat(generation.touchpoints()).as(sentence).hasSize(reason == null ? 1 : 0);
            assertThat(generation.without())
                    .as(sentence)
                    .extracting(NoTouchpoint::reason, NoTouchpoint::ruleListVersion)
                    .containsExactlyElementsOf(reason == null ? List.of() : List.of(tuple(reason, 0L)));
        }
    }

    @Test
    void c07EveryMemberHasTheDateOfTheCampaign() {
        Instant campaignCreated = Instant.parse("2015-10-02T10:48:00Z");
        CampaignFacts campaign = new CampaignFacts(
                "70131000001hUTz",
                "2015 Convirza Webinar No Shows",
                "Webinar",
                "",
                SyncType.NONE,
                new CampaignFacts.Days(campaignCreated, null, null, null, null),
                KnownPerson.NO_FIELDS);
        GenerationRule noShows = rule("No shows")
                .when(is("Campaign.Name", "2015 Convirza Webinar No Shows"))
                .at("Campaign.CreatedDate");

        for (int i = 0; i < 17; i++) {
            Generation generation = generate(
                    Policies.of(RuleListKind.CAMPAIGN_MEMBER, noShows),
                    member("M" + i, campaign, CREATED.plusSeconds(i)));

            assertThat(generation.touchpoints())
                    .singleElement()
                    .satisfies(touchpoint -> assertThat(touchpoint.touchedAt()).isEqualTo(campaignCreated));
        }
    }

    @Test
    void c08ARuleWinsAgainstTheSyncType() {
        GenerationPolicy policy = Policies.of(
                RuleListKind.CAMPAIGN_MEMBER,
                rule("Webinars").when(is("Campaign.Type", "webinar")).since(5).at("CampaignMember.CreatedDate"));

        assertThat(generate(policy, member("M1", campaign("C1", SyncType.EXCLUDE_ALL), CREATED))
                        .touchpoints())
                .extracting(Touchpoint::origin)
                .containsExactly(new Touchpoint.Origin(
                        new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, "M1"), "Webinars", 5));
    }

    @Test
    void c09WhereRulesExistTheSyncTypeIsSilentUntilARuleMirrorsIt() {
        Membership member = member("M1", campaign("C1", SyncType.INCLUDE_ALL), CREATED);
        GenerationRule others =
                rule("Trade shows").when(is("Campaign.Type", "Trade Show")).at("CampaignMember.CreatedDate");
        GenerationRule mirror =
                rule("Mirror").when(is("Campaign.SyncType", "Include all")).at("CampaignMember.CreatedDate");

        assertThat(generate(Policies.of(RuleListKind.CAMPAIGN_MEMBER, others), member)
                        .without())
                .extracting(NoTouchpoint::reason, NoTouchpoint::ruleListVersion)
                .containsExactly(tuple(NoTouchpointReason.NO_RULE_MATCHED, Policies.VERSION));
        assertThat(generate(Policies.of(RuleListKind.CAMPAIGN_MEMBER, others, mirror), member)
                        .touchpoints())
                .extracting(Touchpoint::touchedAt)
                .containsExactly(CREATED);
    }

    @Test
    void c10ABulkDateIsTakenByTheRuleThatNamesItsField() {
        Membership member =
                member("M1", campaign("C1", SyncType.NONE), new Membership.Dates(CREATED, null, SET_BY_HAND), false);
        Rules all = rule("All").when(is("Campaign.Id", "C1"));

        assertThat(at(all.at("CampaignMember.CreatedDate"), member)).isEqualTo(CREATED);
        assertThat(at(all.at("CampaignMember.BuyerTouchpointDate"), member)).isEqualTo(SET_BY_HAND);
    }

    @Test
    void aDayIsItsBeginningInTheOrganisationsZone() {
        CampaignFacts.Days days = new CampaignFacts.Days(null, LocalDate.parse("2026-07-01"), null, null, null);
        Membership member = member("M1", campaign("C1", SyncType.NONE, days, Map.of()), CREATED);
        GenerationPolicy berlin = new Policies()
                .in("Europe/Berlin")
                .with(
                        RuleListKind.CAMPAIGN_MEMBER,
                        rule("All").when(is("Campaign.Id", "C1")).at("Campaign.StartDate"))
                .policy();

        assertThat(generate(berlin, member).touchpoints())
                .extracting(Touchpoint::touchedAt)
                .containsExactly(Instant.parse("2026-06-30T22:00:00Z"));
    }

    @Test
    void anEmptyDateAndOneThatIsNoDateMakeNone() {
        Map<String, FieldValue> text = Map.of("Region__c", new FieldValue.Text("EMEA"));
        Membership member = member("M1", campaign("C1", SyncType.INCLUDE_ALL, CampaignFacts.Days.NONE, text), CREATED);

        for (String date : List.of("Campaign.EndDate", "Campaign.Region__c", "CampaignMember.Never__c")) {
            GenerationRule rule = rule("All").when(is("Campaign.Id", "C1")).at(date);
            assertThat(generate(Policies.of(RuleListKind.CAMPAIGN_MEMBER, rule), member)
                            .without())
                    .as(date)
                    .extracting(NoTouchpoint::reason, NoTouchpoint::ruleListVersion)
                    .containsExactly(tuple(NoTouchpointReason.NO_TOUCHPOINT_DATE, Policies.VERSION));
        }
    }

    /** Gap G6: the first rule by order. */
    @Test
    void ofTwoRulesThatMatchTheFirstWins() {
        Membership member = new Membership(
                "M1",
                "C1",
                campaign("C1", SyncType.NONE),
                new Membership.Dates(CREATED, RESPONDED, null),
                "Attended",
                true,
                fields(Map.of("Region__c", new FieldValue.Text("EMEA"))));
        GenerationRule custom =
                rule("Region").when(is("CampaignMember.region__C", "emea")).at("CampaignMember.FirstRespondedDate");
        GenerationRule standard = rule("Attended")
                .when(is("CampaignMember.Status", "Attended"), is("CampaignMember.HasResponded", true))
                .at("CampaignMember.CreatedDate");

        assertThat(generate(Policies.of(RuleListKind.CAMPAIGN_MEMBER, custom, standard), member)
                        .touchpoints())
                .extracting(t -> t.origin().rule(), Touchpoint::touchedAt)
                .containsExactly(tuple("Region", RESPONDED));
        assertThat(generate(Policies.of(RuleListKind.CAMPAIGN_MEMBER, standard, custom), member)
                        .touchpoints())
                .extracting(t -> t.origin().rule(), Touchpoint::touchedAt)
                .containsExactly(tuple("Attended", CREATED));
    }

    /** C13 with a membership that cannot have it: the earliest that can has the touchpoint. */
    @Test
    void c13TheEarliestEligibleMembershipHasTheTouchpoint() {
        CampaignFacts campaign = campaign("C1", SyncType.INCLUDE_RESPONDED);
        Membership silent = member("M1", campaign, CREATED);
        Membership second = member("M2", campaign, new Membership.Dates(CREATED.plusSeconds(1), null, RESPONDED), true);
        Membership third =
                member("M3", campaign, new Membership.Dates(CREATED.plusSeconds(2), null, SET_BY_HAND), true);

        Generation generation = generate(SHIPPED, third, silent, second);

        assertThat(generation.touchpoints())
                .extracting(touchpoint -> touchpoint.origin().fact().id(), Touchpoint::touchedAt)
                .containsExactly(tuple("M2", RESPONDED));
        assertThat(generation.without())
                .extracting(without -> without.fact().id(), NoTouchpoint::reason)
                .containsExactly(
                        tuple("M1", NoTouchpointReason.NOT_RESPONDED),
                        tuple("M3", NoTouchpointReason.SECOND_MEMBERSHIP));
    }

    /** C15, by decision 0029: a response of Dynamics is a member whose status is the response's code. */
    @Test
    void c15OfThreeResponsesTheOneWhoIsInterestedHasATouchpoint() {
        GenerationPolicy interestedOnly = Policies.of(
                RuleListKind.CAMPAIGN_MEMBER,
                rule("Interested only")
                        .when(is("CampaignMember.Status", "Interested"))
                        .at("CampaignMember.CreatedDate"));
        CampaignFacts campaign = campaign("C1", SyncType.NONE);

        List<Generation> generations = Stream.of("Interested", "Not Interested", "Error")
                .map(code -> generate(interestedOnly, response("M " + code, campaign, code)))
                .toList();

        assertThat(generations.stream()
                        .flatMap(generation -> generation.touchpoints().stream())
                        .map(touchpoint -> touchpoint.origin().fact().id()))
                .containsExactly("M Interested");
        assertThat(generations.stream().flatMap(generation -> generation.without().stream()))
                .extracting(NoTouchpoint::reason)
                .containsExactly(NoTouchpointReason.NO_RULE_MATCHED, NoTouchpointReason.NO_RULE_MATCHED);
    }

    private static Membership response(String id, CampaignFacts campaign, String code) {
        return new Membership(
                id,
                campaign.campaignId(),
                campaign,
                new Membership.Dates(CREATED, null, null),
                code,
                true,
                fields(Map.of()));
    }

    /**
     * C16, C19, by decision 0029: who is in a static list, or answered a form of LinkedIn, is handed over as a member. That is dated
     * as any other; which lists, addresses and answers are handed over is up to who imports them.
     */
    @Test
    void c16c19WhoIsInAListOrAnsweredAFormIsDatedAsAnyMember() {
        CampaignFacts list = campaign("C1", SyncType.INCLUDE_ALL);
        Instant overridden = Instant.parse("2018-05-31T10:00:00Z");

        assertThat(generate(SHIPPED, member("M1", list, CREATED)).touchpoints())
                .extracting(Touchpoint::touchedAt)
                .containsExactly(CREATED);
        assertThat(generate(SHIPPED, member("M1", list, new Membership.Dates(CREATED, null, overridden), false))
                        .touchpoints())
                .extracting(Touchpoint::touchedAt)
                .containsExactly(overridden);
    }

    private static Instant at(GenerationRule rule, Membership member) {
        List<Touchpoint> touchpoints = generate(Policies.of(RuleListKind.CAMPAIGN_MEMBER, rule), member)
                .touchpoints();
        assertThat(touchpoints).hasSize(1);
        return touchpoints.get(0).touchedAt();
    }

    private static Generation generate(GenerationPolicy policy, Membership... members) {
        return TouchpointGenerator.generate(
                new KnownPerson(JANE).createdAt(CREATED).add(members).facts(), policy);
    }
}
