package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.marketing;
import static dev.touchstone.touchpoint.generate.KnownPerson.program;
import static dev.touchstone.touchpoint.generate.KnownPerson.programMember;
import static dev.touchstone.touchpoint.generate.KnownPerson.task;
import static dev.touchstone.touchpoint.generate.Rules.is;
import static dev.touchstone.touchpoint.generate.Rules.isNotNull;
import static dev.touchstone.touchpoint.generate.Rules.rule;
import static dev.touchstone.touchpoint.generate.Rules.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, sections 3.3 to 3.5: tasks, events, program members and activities of Marketo. */
class ActivityTouchpointsTest {
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest(name = "A01 {0} \"{1}\": {2}")
    @CsvSource({
        "Call, [Call] intro, true",
        "E-mail, [Call] x, false",
        "Other, [Outreach] [Call - Connect] Bob, true",
        "Call, intro, false"
    })
    void a01GroupsAreAlternativesAndTheirConditionsHoldTogether(String type, String subject, boolean made) {
        GenerationRule calls = rule("Calls")
                .when(is("Task.Type", "Call"), test("Task.Subject", Operator.CONTAINS, "[Call]"))
                .when(test("Task.Subject", Operator.CONTAINS, "[Outreach] [Call - Connect]"))
                .named("Call")
                .at("Task.ActivityDate");

        assertThat(generate(Policies.of(RuleListKind.TASK, calls), task("00T1", TEN, type, subject))
                        .touchpoints())
                .hasSize(made ? 1 : 0);
    }

    @ParameterizedTest(name = "A02 assigned to \"{0}\": \"{1}\"")
    @CsvSource({"Jill, Outbound Sales - Jill", "'', Outbound Sales -"})
    void a02TokensFillTheCampaignName(String assignedTo, String campaignName) {
        GenerationRule outbound = rule("Outbound")
                .when(is("Task.Type", "Call"))
                .named("Outbound Sales - {Task.AssignedTo}")
                .at("Task.ActivityDate");
        SalesActivity call =
                task("00T1", TEN, "Call", "Intro", new SalesActivity.Details("", assignedTo, null, null, ""));

        assertThat(generate(Policies.of(RuleListKind.TASK, outbound), call).touchpoints())
                .singleElement()
                .satisfies(touchpoint ->
                        assertThat(touchpoint.content().effort().campaignName()).isEqualTo(campaignName));
    }

    @Test
    void aNameThatIsEmptyMakesNone() {
        GenerationRule byOwner = rule("By owner")
                .when(is("Task.Type", "Call"))
                .named("{Task.AssignedTo}")
                .at("Task.ActivityDate");

        assertThat(generate(Policies.of(RuleListKind.TASK, byOwner), task("00T1", TEN, "Call", "Intro"))
                        .without())
                .extracting(NoTouchpoint::reason, NoTouchpoint::ruleListVersion)
                .containsExactly(tuple(NoTouchpointReason.NO_CAMPAIGN_NAME, Policies.VERSION));
    }

    @Test
    void aNameIsCutWhereItIsLongerThanCampaignNamesAre() {
        GenerationRule bySubject = rule("By subject")
                .when(is("Task.Type", "Call"))
                .named("{Task.Subject}")
                .at("Task.ActivityDate");
        String subject = "x".repeat(254) + "\uD83D\uDE00 and so on";

        assertThat(generate(Policies.of(RuleListKind.TASK, bySubject), task("00T1", TEN, "Call", subject))
                        .touchpoints())
                .extracting(touchpoint -> touchpoint.content().effort().campaignName())
                .containsExactly("x".repeat(254));
    }

    @ParameterizedTest(name = "A05 created {0}: {1}")
    @CsvSource({"2019-05-29T23:59:59Z, true", "2019-05-30T00:00:00Z, false"})
    void a05ATimeIsBeforeADayIfItsDayIs(Instant created, boolean made) {
        GenerationRule drift = rule("Drift")
                .when(
                        is("Task.Subject", "Conversation in Drift"),
                        test("Task.CreatedDate", Operator.IS_LESS_THAN, LocalDate.parse("2019-05-30")))
                .named("Drift")
                .at("Task.CreatedDate");
        SalesActivity task =
                task("00T1", TEN, "", "Conversation in Drift", new SalesActivity.Details("", "", created, null, ""));

        assertThat(generate(Policies.of(RuleListKind.TASK, drift), task).touchpoints())
                .extracting(Touchpoint::touchedAt)
                .isEqualTo(made ? List.of(created) : List.of());
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            2026-03-02, Europe/Berlin,        2026-03-01T23:00:00Z
            1000-01-01, UTC,                  1000-01-01T00:00:00Z
            0001-01-01, UTC,                  0001-01-01T00:00:00Z
            0001-01-01, Asia/Tokyo,           -
            0000-12-31, UTC,                  -
            9999-12-31, Etc/GMT+12,           9999-12-31T12:00:00Z
            """)
    void aDayThatBeginsWhereNoTimeCanBeStoredGivesNone(LocalDate day, String zone, @Nullable Instant touchedAt) {
        GenerationRule byDay =
                rule("By day").when(is("Task.Type", "Call")).named("Call").at("Task.Day__c");
        SalesActivity call = new SalesActivity(
                "00T1",
                ActivityKind.TASK,
                TEN,
                "Call",
                "Intro",
                SalesActivity.Details.NONE,
                KnownPerson.fields(Map.of("Day__c", new FieldValue.Date(day))));

        Generation generation =
                generate(new Policies().in(zone).with(RuleListKind.TASK, byDay).policy(), call);

        assertThat(generation.touchpoints())
                .extracting(Touchpoint::touchedAt)
                .isEqualTo(touchedAt == null ? List.of() : List.of(touchedAt));
        assertThat(generation.without())
                .extracting(NoTouchpoint::reason)
                .isEqualTo(touchedAt == null ? List.of(NoTouchpointReason.NO_TOUCHPOINT_DATE) : List.of());
    }

    /** Of a task the end, and of a lead the account, is a further field like any other. */
    @Test
    void aStandardFieldOfTheSiblingObjectHidesNoFurtherField() {
        Instant end = TEN.plusSeconds(60);
        FieldValue further = new FieldValue.Text("further");
        SalesActivity.Details details = new SalesActivity.Details("", "", null, end, "");
        FieldSource fields = KnownPerson.fields(Map.of("EndDateTime", further, "AccountId", further));
        SalesActivity task = new SalesActivity("00T1", ActivityKind.TASK, TEN, "", "", details, fields);
        SalesActivity event = new SalesActivity("00U1", ActivityKind.EVENT, TEN, "", "", details, fields);
        CrmPersonFacts lead = new CrmPersonFacts(
                "00Q1", CrmPersonFacts.Type.LEAD, TEN, "", "0011", CrmPersonFacts.Profile.NOT_READ, fields);
        CrmPersonFacts contact = new CrmPersonFacts(
                "0031", CrmPersonFacts.Type.CONTACT, TEN, "", "0011", CrmPersonFacts.Profile.NOT_READ, fields);

        assertThat(task.value(Rules.field("Task.EndDateTime"))).isEqualTo(further);
        assertThat(event.value(Rules.field("Event.EndDateTime"))).isEqualTo(new FieldValue.Time(end));
        assertThat(lead.value(Rules.field("Lead.AccountId"))).isEqualTo(further);
        assertThat(contact.value(Rules.field("Contact.AccountId"))).isEqualTo(new FieldValue.Text("0011"));
    }

    /** Tasks and events have separate lists (section 3.3). */
    @Test
    void anEventGoesThroughTheListOfEvents() {
        SalesActivity event = new SalesActivity(
                "00U1",
                ActivityKind.EVENT,
                TEN,
                "Meeting",
                "Demo",
                new SalesActivity.Details("", "", null, TEN.plusSeconds(3_600), ""),
                KnownPerson.NO_FIELDS);
        GenerationRule meetings = rule("Meetings")
                .when(is("Event.Type", "Meeting"))
                .named("Meeting")
                .at("Event.EndDateTime");

        assertThat(generate(Policies.shipped(), event).without())
                .extracting(NoTouchpoint::reason, NoTouchpoint::ruleListVersion)
                .containsExactly(tuple(NoTouchpointReason.NO_RULE_MATCHED, 1L));
        assertThat(generate(Policies.of(RuleListKind.EVENT, meetings), event).touchpoints())
                .extracting(Touchpoint::touchedAt)
                .containsExactly(TEN.plusSeconds(3_600));
    }

    @ParameterizedTest(name = "C17 {0} of type {1}: {2}")
    @CsvSource({
        "Quarterly Newsletter, Email, true",
        "Quarterly Newsletter, Event, false",
        "Another Newsletter, Email, false"
    })
    void c17OnlyProgramsThatSatisfyAllConditionsCount(String name, String type, boolean made) {
        GenerationRule newsletter = rule("Newsletter")
                .when(is("Program.Name", "Quarterly Newsletter"), is("Program.Type", "Email"))
                .at("ProgramMember.MembershipDate");
        PersonFacts facts = new KnownPerson(JANE)
                .add(programMember("PM1", program("1001", name, type), TEN))
                .facts();

        assertThat(TouchpointGenerator.generate(facts, Policies.of(RuleListKind.PROGRAM_MEMBER, newsletter))
                        .touchpoints())
                .hasSize(made ? 1 : 0);
    }

    @Test
    void c18AProgramMemberSaysWhatItsProgramIs() {
        GenerationRule ebooks = rule("E-books")
                .when(test("Program.Name", Operator.CONTAINS, "ebook"))
                .at("ProgramMember.MembershipDate");
        PersonFacts facts = new KnownPerson(JANE)
                .add(programMember("PM1", program("1002", "Bizible Ebook", "Default"), TEN))
                .facts();
        Effort effort = new Effort("Marketo Program", "Newsletter", "Bizible Ebook", "1002", "", "");

        Generation generation = TouchpointGenerator.generate(facts, Policies.of(RuleListKind.PROGRAM_MEMBER, ebooks));

        assertThat(generation.touchpoints()).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.type()).isEqualTo(TouchpointType.MARKETO_PROGRAM);
            assertThat(touchpoint.touchedAt()).isEqualTo(TEN);
            assertThat(touchpoint.content().effort()).isEqualTo(effort);
            assertThat(touchpoint.origin())
                    .isEqualTo(new Touchpoint.Origin(
                            new FactReference(FactReference.Kind.PROGRAM_MEMBER, "PM1"), "E-books", 1));
        });
        assertThat(generation.mappingKeys()).containsExactly(MappingKey.ofCrm(MappingKeyKind.CRM_CAMPAIGN, effort, ""));
    }

    @Test
    void onePersonHasOneTouchpointInAProgramAndNoneInOneThatIsNotKnown() {
        GenerationRule all = rule("All").when(isNotNull("Program.Id")).at("ProgramMember.MembershipDate");
        ProgramFacts program = program("1001", "Newsletter", "Email");
        PersonFacts facts = new KnownPerson(JANE)
                .add(
                        programMember("PM2", program, TEN.plusSeconds(1)),
                        programMember("PM1", program, TEN),
                        programMember("PM3", program, TEN).in(null))
                .facts();

        Generation generation = TouchpointGenerator.generate(facts, Policies.of(RuleListKind.PROGRAM_MEMBER, all));

        assertThat(generation.touchpoints())
                .extracting(touchpoint -> touchpoint.origin().fact().id())
                .containsExactly("PM1");
        assertThat(generation.without())
                .extracting(without -> without.fact().id(), NoTouchpoint::reason)
                .containsExactly(
                        tuple("PM3", NoTouchpointReason.PROGRAM_UNKNOWN),
                        tuple("PM2", NoTouchpointReason.SECOND_MEMBERSHIP));
    }

    @ParameterizedTest(name = "A07 score {0}: {1}")
    @CsvSource({"90, false", "91, true"})
    void a07GreaterIsNotEqual(int score, boolean made) {
        GenerationRule scores = rule("Scores")
                .when(
                        is("MarketingActivity.TypeId", 22),
                        test("MarketingActivity.New Value", Operator.IS_GREATER_THAN, 90))
                .at("MarketingActivity.ActivityDate");
        MarketingActivity change = marketing(
                "1",
                22,
                "Change Score",
                TEN,
                program("1001", "Scoring", "Default"),
                Map.of("New Value", new FieldValue.Decimal(BigDecimal.valueOf(score))));

        assertThat(generate(scores, change).touchpoints()).hasSize(made ? 1 : 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            A08 Click Email without program,                      11, false, false, PROGRAM_REQUIRED, -,          -
            A08 Click Email without program but with a name,      11, false, true,  PROGRAM_REQUIRED, -,          -
            A08 Click Link without program and with a name,        3, false, true,  -,                Typed name, CRM_ACTIVITY
            A08 Click Link without program and name,               3, false, false, NO_CAMPAIGN_NAME, -,          -
            the program gives the name,                           11, true,  false, -,                Newsletter, CRM_CAMPAIGN
            unless the rule does,                                 11, true,  true,  -,                Typed name, CRM_CAMPAIGN
            a program helps activities that need none,             3, true,  false, -,                Newsletter, CRM_CAMPAIGN
            """)
    void a08WhichActivitiesOfMarketoNeedAProgram(
            String sentence,
            int typeId,
            boolean ofProgram,
            boolean named,
            @Nullable NoTouchpointReason reason,
            @Nullable String campaignName,
            @Nullable MappingKeyKind keyKind) {
        Rules all = rule("All").when(isNotNull("MarketingActivity.TypeId"));
        GenerationRule rule = (named ? all.named("Typed name") : all).at("MarketingActivity.ActivityDate");
        ProgramFacts program = ofProgram ? program("1001", "Newsletter", "Email") : null;

        Generation generation = generate(rule, marketing("1", typeId, "Click", TEN, program, Map.of()));

        assertThat(generation.without())
                .as(sentence)
                .extracting(NoTouchpoint::reason)
                .isEqualTo(reason == null ? List.of() : List.of(reason));
        if (campaignName != null && keyKind != null) {
            Effort effort = new Effort("Marketo Activity", "Click", campaignName, ofProgram ? "1001" : "", "", "");
            assertThat(generation.touchpoints())
                    .as(sentence)
                    .extracting(
                            Touchpoint::type, touchpoint -> touchpoint.content().effort())
                    .containsExactly(tuple(TouchpointType.MARKETO_ACTIVITY, effort));
            assertThat(generation.mappingKeys())
                    .as("%s: the program's channel decides, not the type of the activity", sentence)
                    .containsExactly(
                            MappingKey.ofCrm(keyKind, ofProgram ? effort.withMedium("Newsletter") : effort, ""));
        }
    }

    @Test
    void whatNoRuleTakesAndWhoseProgramIsNotKnownSaysSo() {
        GenerationRule others =
                rule("Others").when(is("MarketingActivity.TypeId", 1)).at("MarketingActivity.ActivityDate");
        MarketingActivity click = marketing("1", 11, "Click Email", TEN, null, Map.of());
        MarketingActivity early =
                new MarketingActivity("2", click.type(), TEN, "1001", null, "", KnownPerson.NO_FIELDS);

        assertThat(generate(others, click, early).without())
                .extracting(NoTouchpoint::reason, NoTouchpoint::ruleListVersion)
                .containsExactly(
                        tuple(NoTouchpointReason.NO_RULE_MATCHED, Policies.VERSION),
                        tuple(NoTouchpointReason.PROGRAM_UNKNOWN, 0L));
    }

    @Test
    void a09TheNameOfTheTypeIsKeptInFull() {
        GenerationRule all =
                rule("All").when(isNotNull("MarketingActivity.TypeId")).at("MarketingActivity.ActivityDate");

        assertThat(generate(
                                all,
                                marketing(
                                        "1",
                                        104,
                                        "Change Status in Progression",
                                        TEN,
                                        program("1001", "Webinar", "Event"),
                                        Map.of()))
                        .touchpoints())
                .extracting(touchpoint -> touchpoint.content().effort().medium())
                .containsExactly("Change Status in Progression");
    }

    private static Generation generate(GenerationPolicy policy, SalesActivity activity) {
        return TouchpointGenerator.generate(new KnownPerson(JANE).add(activity).facts(), policy);
    }

    private static Generation generate(GenerationRule rule, MarketingActivity... activities) {
        return TouchpointGenerator.generate(
                new KnownPerson(JANE).add(activities).facts(), Policies.of(RuleListKind.MARKETING_ACTIVITY, rule));
    }
}
