package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.person;
import static dev.touchstone.touchpoint.generate.KnownPerson.task;
import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.isNotNull;
import static dev.touchstone.touchpoint.generate.Rules.isNull;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, sections 5.1, 5.2 and 5.4: suppression, removal, segments, and who has the touchpoints. */
class StandingsTest {
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final Instant CREATED = Instant.parse("2026-03-02T09:00:00Z");
    private static final TouchpointPosition FT = TouchpointPosition.FT;
    private static final TouchpointPosition LC = TouchpointPosition.LC;
    private static final TouchpointPosition POST_LC = TouchpointPosition.POST_LC;

    @Test
    void r05AnEmptyTextIsNull() {
        List<Touchpoint> touchpoints = generate(
                Policies.of(
                        RuleListKind.SUPPRESSION,
                        rule("No form").when(isNull("Touchpoint.FormURL")).build()),
                jane().add(visit(1, null), visit(2, FormType.FORM)));

        assertThat(touchpoints)
                .extracting(Touchpoint::standing)
                .containsExactly(
                        Touchpoint.Standing.suppressedBy("No form"), Touchpoint.Standing.of(List.of(FT, LC), null));
    }

    @Test
    void r06SuppressionTakesTheFirstTouchAndTheNextOneHoldsItsPlace() {
        KnownPerson jane = jane().add(visit(1, FormType.FORM), visit(2, FormType.FORM), visit(3, FormType.CHAT));
        GenerationRule chats =
                rule("Chats").when(is("Touchpoint.Type", "Web Chat")).build();
        GenerationRule early =
                rule("Early").when(is("Touchpoint.TouchpointDate", at(1))).build();

        assertThat(generate(Policies.shipped(), jane))
                .extracting(Touchpoint::positions)
                .containsExactly(List.of(FT, LC), List.of(POST_LC), List.of(POST_LC));
        assertThat(generate(Policies.of(RuleListKind.SUPPRESSION, chats, early), jane))
                .extracting(Touchpoint::positions, t -> t.standing().suppressingRule())
                .containsExactly(tuple(List.of(), "Early"), tuple(List.of(FT, LC), null), tuple(List.of(), "Chats"));
    }

    @Test
    void theLimitOfPostLcTouchpointsCountsTheRest() {
        KnownPerson jane = jane().add(
                        visit(1, FormType.FORM),
                        visit(2, FormType.FORM),
                        visit(3, FormType.FORM),
                        visit(4, FormType.CHAT));
        GenerationRule chats =
                rule("Chats").when(is("Touchpoint.Type", "Web Chat")).build();

        assertThat(generate(
                        new Policies()
                                .postLc(1)
                                .with(RuleListKind.SUPPRESSION, chats)
                                .policy(),
                        jane))
                .extracting(Touchpoint::noBuyerReason)
                .containsExactly(null, NoBuyerReason.POST_LC_LIMIT, null, NoBuyerReason.SUPPRESSED);
    }

    /** The first that holds is told, so that a suppressed touchpoint always names its rule. */
    @Test
    void whoIsNotInTheCrmHasSuppressedTouchpointsToo() {
        GenerationRule all = rule("All").when(isNotNull("Touchpoint.Type")).build();

        assertThat(generate(Policies.of(RuleListKind.SUPPRESSION, all), new KnownPerson(JANE).add(visit(1, null))))
                .extracting(Touchpoint::standing)
                .containsExactly(Touchpoint.Standing.suppressedBy("All"));
    }

    @Test
    void aRemovedTouchpointKeepsItsPlace() {
        KnownPerson jane = jane().add(visit(1, FormType.FORM), visit(2, null), visit(3, FormType.FORM));
        GenerationRule all = rule("All").when(isNotNull("Touchpoint.Type")).build();
        GenerationRule chats =
                rule("Chats").when(is("Touchpoint.Type", "Web Chat")).build();

        assertThat(generate(Policies.of(RuleListKind.REMOVAL, chats, all), jane))
                .extracting(
                        Touchpoint::positions,
                        Touchpoint::noBuyerReason,
                        t -> t.standing().removingRule())
                .containsExactly(
                        tuple(List.of(FT, LC), null, "All"),
                        tuple(List.of(), NoBuyerReason.ROUTINE_WEB_VISIT, null),
                        tuple(List.of(POST_LC), null, "All"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            no single lead satisfies the whole group,     A:Open|B:Junk, ,       false
            no lead has the state,                        A:Open|B:Open, ,       false
            one of several leads does,                    A:Open|A:Junk, ,       true
            a contact of it is wrong,                     A:Junk,        C:Open, false
            lead and contact each satisfy their part,     A:Junk,        C:Junk, true
            any lead with any contact,                    B:Open|A:Junk, C:Open|C:Junk, true
            """)
    void aGroupHoldsIfOneLeadAndOneContactSatisfyTheirParts(
            String sentence, String leads, String contacts, boolean suppressed) {
        GenerationRule rule = rule("Junk of A")
                .when(
                        is("Lead.Grade", "A"),
                        is("Lead.State", "Junk"),
                        Rules.test("Contact.State", Operator.IS_NOT_EQUAL_TO, "Open"),
                        is("Touchpoint.Type", "Web Form"))
                .build();
        KnownPerson jane = new KnownPerson(JANE)
                .add(people(CrmPersonFacts.Type.LEAD, leads))
                .add(people(CrmPersonFacts.Type.CONTACT, contacts))
                .add(visit(1, FormType.FORM));

        assertThat(generate(Policies.of(RuleListKind.SUPPRESSION, rule), jane)
                        .get(0)
                        .noBuyerReason())
                .as(sentence)
                .isEqualTo(suppressed ? NoBuyerReason.SUPPRESSED : null);
    }

    @Test
    void whoHasNoLeadHasEmptyFields() {
        GenerationRule noLead = rule("No lead").when(isNull("Lead.Id")).build();
        GenerationPolicy policy = Policies.of(RuleListKind.SUPPRESSION, noLead);
        CrmPersonFacts contact = person("C1", CrmPersonFacts.Type.CONTACT, CREATED);

        assertThat(generate(policy, new KnownPerson(JANE).add(contact).add(visit(1, null))))
                .allMatch(touchpoint -> touchpoint.noBuyerReason() == NoBuyerReason.SUPPRESSED);
        assertThat(generate(policy, jane().add(contact).add(visit(1, null))))
                .noneMatch(touchpoint -> touchpoint.noBuyerReason() == NoBuyerReason.SUPPRESSED);
    }

    @ParameterizedTest(name = "R07 grade {0}: {1}")
    @CsvSource({"both, New Business", "renewal, Renewal", "none, Other"})
    void r07TheFirstSegmentThatMatchesIsTaken(String grade, String segment) {
        GenerationPolicy policy = Policies.of(
                RuleListKind.SEGMENT,
                rule("New Business")
                        .in("Business Type")
                        .when(is("Lead.Grade", "both"))
                        .build(),
                rule("Renewal")
                        .in("Business Type")
                        .when(is("Lead.Grade", "both"))
                        .when(is("Lead.Grade", "renewal"))
                        .build(),
                rule("Calls")
                        .in("Sales")
                        .when(is("Touchpoint.Type", "CRM Activity"))
                        .build());
        KnownPerson jane = new KnownPerson(JANE)
                .add(people(CrmPersonFacts.Type.LEAD, grade + ":Open"))
                .add(visit(1, null), visit(2, FormType.FORM))
                .add(task("T1", at(3), "Call", "Intro"));

        assertThat(generate(policy, jane))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(
                        List.of(),
                        List.of("Business Type." + segment, "Sales.Other"),
                        List.of("Business Type." + segment, "Sales.Calls"));
    }

    @Test
    void r08ATokenMakesASegmentOfEachValue() {
        GenerationPolicy policy = Policies.of(
                RuleListKind.SEGMENT,
                rule("{Touchpoint.GeoRegion}")
                        .in("Region")
                        .when(isNotNull("Touchpoint.GeoRegion"))
                        .build(),
                rule("Grade {Lead.Grade} of {Contact.Grade}")
                        .in("Grade")
                        .when(isNotNull("Touchpoint.Type"))
                        .build());
        KnownPerson jane = new KnownPerson(JANE)
                .add(people(CrmPersonFacts.Type.LEAD, ":Open|B:Open|A:Open"))
                .add(people(CrmPersonFacts.Type.CONTACT, "X:Open"))
                .add(in(1, "EMEA"), in(2, "NA"), in(3, ""));

        assertThat(generate(policy, jane))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(
                        List.of("Region.EMEA", "Grade.Grade B of X"),
                        List.of("Region.NA", "Grade.Grade B of X"),
                        List.of("Region.Other", "Grade.Grade B of X"));
        assertThat(generate(policy, jane().add(in(1, "EMEA"))))
                .as("a token without value: the rule does not apply")
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(List.of("Region.EMEA", "Grade.Other"));
    }

    @Test
    void whoIsNotInTheCrmHasNoSegments() {
        GenerationPolicy policy = Policies.of(
                RuleListKind.SEGMENT,
                rule("All").in("All").when(isNotNull("Touchpoint.Type")).build());

        assertThat(generate(policy, new KnownPerson(JANE).add(visit(1, FormType.FORM))))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(List.of());
    }

    /** Section 5.2: fields of the campaign and of the member, too. */
    @Test
    void segmentsSeeTheCampaignOfAMember() {
        GenerationPolicy policy = Policies.of(
                RuleListKind.SEGMENT,
                rule("{Campaign.Type}")
                        .in("Campaign")
                        .when(isNotNull("CampaignMember.Id"))
                        .build());
        CampaignFacts webinar = KnownPerson.campaign("C1", SyncType.INCLUDE_ALL);

        assertThat(generate(
                        policy,
                        jane().add(KnownPerson.member("M1", webinar, at(1))).add(visit(2, FormType.FORM))))
                .extracting(touchpoint -> touchpoint.standing().segments())
                .containsExactly(List.of("Campaign.Webinar"), List.of("Campaign.Other"));
    }

    /** Section 3.6, R12: a person of Marketo has touchpoints until the CRM has the person, too. */
    @Test
    void r12APersonOfMarketoIsADuplicateOnceTheCrmHasItToo() {
        CrmPersonFacts marketo = person("1", CrmPersonFacts.Type.MARKETO_PERSON, CREATED, "L1", Map.of());
        CrmPersonFacts unlinked = person("2", CrmPersonFacts.Type.MARKETO_PERSON, CREATED);
        CrmPersonFacts lead = person("L1", CrmPersonFacts.Type.LEAD, CREATED.plusSeconds(60));
        PersonFacts before = new KnownPerson(JANE).add(marketo).facts();
        PersonFacts after = new KnownPerson(JANE).add(marketo, lead).facts();
        PersonFacts beside = new KnownPerson(JANE).add(unlinked, lead).facts();

        assertThat(before.isDuplicate(marketo)).isFalse();
        assertThat(before.crmCreatedAt()).isEqualTo(CREATED);
        assertThat(after.isDuplicate(marketo)).isTrue();
        assertThat(after.isDuplicate(lead)).isFalse();
        assertThat(after.crmCreatedAt()).isEqualTo(CREATED.plusSeconds(60));
        assertThat(beside.isDuplicate(unlinked)).isFalse();
        assertThat(beside.crmCreatedAt()).isEqualTo(CREATED);
    }

    /** Texts like {@code A:Open|B:Junk}: a record for each, with its grade and state; nothing for none. */
    private static CrmPersonFacts[] people(CrmPersonFacts.Type type, String records) {
        List<String[]> split = Stream.ofNullable(records)
                .flatMap(text -> Arrays.stream(text.split("\\|")))
                .map(record -> record.split(":"))
                .toList();
        return split.stream()
                .map(parts -> person(
                        type + "-" + split.indexOf(parts),
                        type,
                        CREATED,
                        "",
                        parts[0].isEmpty()
                                ? Map.of("State", new FieldValue.Text(parts[1]))
                                : Map.of(
                                        "Grade",
                                        new FieldValue.Text(parts[0]),
                                        "State",
                                        new FieldValue.Text(parts[1]))))
                .toArray(CrmPersonFacts[]::new);
    }

    private static KnownPerson jane() {
        return new KnownPerson(JANE).createdAt(CREATED);
    }

    private static Visit visit(int hour, FormType firstForm) {
        return KnownPerson.visit(new UUID(7, hour), at(hour), firstForm);
    }

    private static Visit in(int hour, String region) {
        return KnownPerson.visit(
                new UUID(7, hour),
                new Visit.Stay("v-1", at(hour), at(hour)),
                FormType.FORM,
                new WebContext("acme", false, "", "", "", region, ""));
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-03-02T10:00:00Z").plusSeconds(3_600L * hour);
    }

    private static List<Touchpoint> generate(GenerationPolicy policy, KnownPerson person) {
        return TouchpointGenerator.generate(person.facts(), policy).touchpoints();
    }
}
