package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.campaign;
import static dev.touchstone.touchpoint.generate.KnownPerson.member;
import static dev.touchstone.touchpoint.generate.KnownPerson.person;
import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.isNotNull;
import static dev.touchstone.touchpoint.generate.Rules.isNull;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static dev.touchstone.touchpoint.touchpointfield.Fields.REGIONS;
import static dev.touchstone.touchpoint.touchpointfield.Fields.concatenates;
import static dev.touchstone.touchpoint.touchpointfield.Fields.extracts;
import static dev.touchstone.touchpoint.touchpointfield.Fields.field;
import static dev.touchstone.touchpoint.touchpointfield.Fields.mapsTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calculated fields in rules on touchpoints (requirement, section 4.6; M20, R08). */
class CalculatedTouchpointsTest {
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final Instant CREATED = Instant.parse("2026-03-02T09:00:00Z");
    private static final String PAGE = "https://acme.com/a";

    /** R08, with the regions of M20: a segment for each value, and Other for a page that names none. */
    @Test
    void r08EachValueIsASegmentOfItsOwn() {
        GenerationPolicy policy = new Policies()
                .with(REGIONS.toArray(TouchpointField[]::new))
                .with(
                        RuleListKind.SEGMENT,
                        rule("{Touchpoint.RegionName}")
                                .in("Region")
                                .when(isNotNull("Touchpoint.RegionName"))
                                .build())
                .policy();

        assertThat(generate(
                        policy,
                        jane().add(
                                        landing(1, "?BZ=04-01-09-03-10"),
                                        landing(2, "?campaign_ID=7890"),
                                        landing(3, "?BZ=01-01-09-03-10"),
                                        landing(4, "?BZ=04-99-09-03-10"))))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(
                        List.of("Region.EMEA"), List.of("Region.Other"), List.of("Region.NA"), List.of("Region.EMEA"));
    }

    @Test
    void suppressionAndRemovalTestCalculatedFieldsToo() {
        GenerationPolicy policy = new Policies()
                .with(REGIONS.toArray(TouchpointField[]::new))
                .with(
                        RuleListKind.SUPPRESSION,
                        rule("Nowhere").when(isNull("Touchpoint.Region")).build())
                .with(
                        RuleListKind.REMOVAL,
                        rule("Americas").when(is("Touchpoint.RegionName", "na")).build())
                .policy();

        assertThat(generate(
                        policy,
                        jane().add(
                                        landing(1, "?x=1"),
                                        landing(2, "?BZ=01-01-09-03-10"),
                                        landing(3, "?BZ=04-01-09-03-10"))))
                .extracting(touchpoint -> touchpoint.standing().suppressingRule() + " "
                        + touchpoint.standing().removingRule())
                .containsExactly("Nowhere null", "null Americas", "null null");
    }

    /** Of several records the first by id that has a value counts; what the CRM has, too, speaks for a person of Marketo. */
    @Test
    void leadsAndContactsGiveTheFirstValue() {
        GenerationPolicy policy = new Policies()
                .with(
                        concatenates("Tier", "Lead.Segment__c", "_", "Contact.Grade__c"),
                        extracts("Initial", "Touchpoint.Tier", "^(.)"))
                .with(
                        RuleListKind.SEGMENT,
                        rule("{Touchpoint.Tier} {Touchpoint.Initial}")
                                .in("Tier")
                                .when(isNotNull("Touchpoint.Type"))
                                .build())
                .policy();
        KnownPerson jane = new KnownPerson(JANE)
                .add(
                        record("L3", CrmPersonFacts.Type.LEAD, "", "Segment__c", "SMB"),
                        record("L2", CrmPersonFacts.Type.LEAD, "", "Segment__c", "Enterprise"),
                        record("L1", CrmPersonFacts.Type.LEAD, "", "Other__c", "x"),
                        record("C1", CrmPersonFacts.Type.CONTACT, "", "Grade__c", "A"),
                        record("0", CrmPersonFacts.Type.MARKETO_PERSON, "C1", "Segment__c", "Duplicate"))
                .add(landing(1, ""));

        assertThat(policy.looksAtPeople()).isTrue();
        assertThat(generate(policy, jane))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(List.of("Tier.Enterprise_A E"));
    }

    @Test
    void campaignAndMemberOfTheTouchpointGiveTheirFields() {
        GenerationPolicy policy = new Policies()
                .with(
                        mapsTo("Kind", "Campaign.Type", "Elsewhere", "webinar", "Online"),
                        extracts("Id", "CampaignMember.Id", "^(.)"),
                        concatenates("Both", "Campaign.Region__c", "-", "Touchpoint.Id"))
                .with(
                        RuleListKind.SEGMENT,
                        rule("{Touchpoint.Kind} {Touchpoint.Both}")
                                .in("Kind")
                                .when(isNotNull("Touchpoint.Kind"))
                                .build())
                .policy();
        CampaignFacts spring = campaign(
                "C1", SyncType.INCLUDE_ALL, CampaignFacts.Days.NONE, Map.of("Region__c", new FieldValue.Text("EMEA")));

        assertThat(generate(policy, jane().add(member("M1", spring, CREATED)).add(landing(9, ""))))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(List.of("Kind.Online EMEA-M"), List.of("Kind.Other"));
        assertThat(policy.looksAtPeople()).isFalse();
    }

    @Test
    void valuesAreToldForEveryTouchpoint() {
        GenerationPolicy policy = Policies.shipped().trying(CalculatedFields.of(REGIONS));
        PersonFacts facts =
                jane().add(landing(1, "?BZ=04-01-09-03-10"), landing(2, "")).facts();

        List<CalculatedValues.OfTouchpoint> values = CalculatedValues.of(facts, policy);

        assertThat(values)
                .extracting(CalculatedValues.OfTouchpoint::touchpointId)
                .isEqualTo(TouchpointGenerator.generate(facts, Policies.shipped()).touchpoints().stream()
                        .map(Touchpoint::touchpointId)
                        .toList());
        assertThat(values)
                .extracting(touchpoint -> touchpoint.fields().value(field("Touchpoint.RegionName")))
                .containsExactly(new FieldValue.Text("EMEA"), null);
    }

    private static KnownPerson jane() {
        return new KnownPerson(JANE).createdAt(CREATED);
    }

    private static CrmPersonFacts record(
            String id, CrmPersonFacts.Type type, String duplicateOfId, String field, String value) {
        return person(id, type, CREATED, duplicateOfId, Map.of(field, new FieldValue.Text(value)));
    }

    /** A session with a form, after the lead was created. */
    private static Visit landing(int hour, String query) {
        Instant start = CREATED.plusSeconds(3_600L * hour);
        return new Visit(
                new UUID(0, hour),
                new Visit.Stay("v-1", start, start),
                FormType.FORM,
                new WebPages(PAGE, PAGE + query, "", "", PAGE, "Demo"),
                new Visit.Arrival("", CampaignParameters.NONE),
                new Visit.Circumstances(null, WebContext.UNKNOWN),
                new UUID(8, 8));
    }

    private static List<Touchpoint> generate(GenerationPolicy policy, KnownPerson person) {
        return TouchpointGenerator.generate(person.facts(), policy).touchpoints();
    }
}
