package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.activity;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.call;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.marketingActivity;
import static dev.touchstone.touchpoint.service.Facts.marketoPerson;
import static dev.touchstone.touchpoint.service.Facts.pageView;
import static dev.touchstone.touchpoint.service.Facts.person;
import static dev.touchstone.touchpoint.service.Facts.program;
import static dev.touchstone.touchpoint.service.Facts.programMember;
import static dev.touchstone.touchpoint.service.Rules.activityRule;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static dev.touchstone.touchpoint.service.Rules.segment;
import static dev.touchstone.touchpoint.service.Rules.touchpointRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.Form;
import dev.touchstone.touchpoint.v1.JourneyRecord;
import dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointPosition;
import dev.touchstone.touchpoint.v1.TouchpointType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sections 3.3 to 3.5, 3.9, 5.1, 5.2 and 5.4 over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class CrmSourcesTest extends ServiceFixture {
    private static final String ADDRESS = "a@example.com";
    private static final String HOME = "https://www.acme.com/";

    /** Other tests find the rules that ship. */
    @AfterEach
    void forget() {
        state.clear();
    }

    /** A02, A04: tokens fill the campaign's name; type, medium, content and id are the task's. */
    @Test
    void aTaskBecomesATouchpointByItsRule() {
        CrmRecord.Builder task = activity("T1", "L1", "Call", at("09:00"), at("09:00")).toBuilder();
        task.getActivityBuilder().setAssignedTo("Jill");
        new Rules(client)
                .update(
                        RuleListKind.RULE_LIST_KIND_TASK,
                        activityRule(
                                "Outbound",
                                "Task.Type is equal to \"Call\"",
                                "{Task.ActivityDate}",
                                "Outbound Sales - {Task.AssignedTo}"));
        client.sync(lead("L1", ADDRESS, at("08:00")), task.build());
        client.awaitDerived();

        assertThat(touchpoints()).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.getType()).isEqualTo(TouchpointType.TOUCHPOINT_TYPE_CRM_ACTIVITY);
            assertThat(touchpoint.getTouchpointSource()).isEqualTo("CRM Activity");
            assertThat(touchpoint.getMedium()).isEqualTo("Call");
            assertThat(touchpoint.getAdCampaignName()).isEqualTo("Outbound Sales - Jill");
            assertThat(touchpoint.getAdContent()).isEqualTo("Intro");
            assertThat(touchpoint.getFact().getActivityId()).isEqualTo("T1");
            assertThat(touchpoint.getChannel().getChannel()).isEqualTo("Outbound Sales - Jill");
        });
    }

    /** A03: recurring tasks are as many touchpoints. */
    @Test
    void fourEqualTasksAreFourTouchpoints() {
        client.sync(
                lead("L1", ADDRESS, at("08:00")),
                activity("T1", "L1", "Call", at("09:00"), at("09:00")),
                activity("T2", "L1", "Call", at("09:00"), at("09:00")),
                activity("T3", "L1", "Call", at("09:00"), at("09:00")),
                activity("T4", "L1", "Call", at("09:00"), at("09:00")));
        client.awaitDerived();

        assertThat(touchpoints())
                .hasSize(4)
                .extracting(Touchpoint::getTouchpointId)
                .doesNotHaveDuplicates();
    }

    /** A10: the call that was made soon after the click is the session's touchpoint; the later one is a task of its own. */
    @Test
    void aCallSoonAfterASessionIsTheSessionsTouchpoint() {
        client.ingest(pageView("v-1", "e1", at("12:17"), HOME + "?utm_source=google&utm_medium=cpc")
                .build());
        client.sync(
                lead("L1", ADDRESS, at("08:00")),
                call("T1", "L1", "v-1", at("12:40"), at("12:40")),
                call("T2", "L1", "v-1", at("13:05"), at("13:05")));
        client.awaitDerived();

        assertThat(touchpoints())
                .extracting(Touchpoint::getType, Touchpoint::getMedium, Touchpoint::getTouchpointSource)
                .containsExactly(
                        tuple(TouchpointType.TOUCHPOINT_TYPE_CALL, "Call", "google"),
                        tuple(TouchpointType.TOUCHPOINT_TYPE_CRM_ACTIVITY, "Call", "CRM Activity"));
        assertThat(reason(FactReference.newBuilder().setActivityId("T1")))
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_CALL_OF_SESSION);
        assertThat(explain(touchpoints().get(0)).getStepsList())
                .anySatisfy(step -> assertThat(step).contains("makes it a call"));
    }

    /** C18 and section 3.5: program members and activities of Marketo, each with what explains it. */
    @Test
    void membersAndActivitiesOfMarketoBecomeTouchpointsByTheirRules() {
        Rules rules = new Rules(client);
        rules.update(
                RuleListKind.RULE_LIST_KIND_PROGRAM_MEMBER,
                rule("E-books", "Program.Name contains \"ebook\"", "{ProgramMember.MembershipDate}"));
        rules.update(
                RuleListKind.RULE_LIST_KIND_MARKETING_ACTIVITY,
                activityRule(
                        "Clicks",
                        "MarketingActivity.TypeId is equal to 3",
                        "{MarketingActivity.ActivityDate}",
                        "Clicked"));
        client.sync(
                marketoPerson("100", ADDRESS, "", at("08:00")),
                program("1002", "Bizible Ebook", at("08:00")),
                programMember("PM1", "1002", "100", at("09:00"), at("09:00")),
                programMember("PM2", "1003", "100", at("09:05"), at("09:05")),
                marketingActivity("A1", "100", "", at("09:10"), at("09:10")));
        client.awaitDerived();

        List<Touchpoint> touchpoints = touchpoints();
        assertThat(touchpoints)
                .extracting(
                        Touchpoint::getType,
                        Touchpoint::getTouchpointSource,
                        Touchpoint::getMedium,
                        Touchpoint::getAdCampaignName)
                .containsExactly(
                        tuple(
                                TouchpointType.TOUCHPOINT_TYPE_MARKETO_PROGRAM,
                                "Marketo Program",
                                "Webinar",
                                "Bizible Ebook"),
                        tuple(
                                TouchpointType.TOUCHPOINT_TYPE_MARKETO_ACTIVITY,
                                "Marketo Activity",
                                "Click Link",
                                "Clicked"));
        assertThat(reason(FactReference.newBuilder().setProgramMemberId("PM2")))
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_PROGRAM_UNKNOWN);
        assertThat(explain(touchpoints.get(0))).satisfies(explanation -> {
            assertThat(explanation.getProgramMember().getProgramName()).isEqualTo("Bizible Ebook");
            assertThat(explanation.getRule().getExpressionLine()).isEqualTo("Program.Name contains \"ebook\"");
        });
        assertThat(explain(touchpoints.get(1)).getMarketingActivity().getActivityType())
                .isEqualTo("Click Link");

        client.sync(program("1003", "Another ebook", at("08:00")));
        client.awaitDerived();
        assertThat(touchpoints()).as("once the program is here").hasSize(3);
    }

    /** R05, R06: suppression takes touchpoints out of the journey, and leaves the number of user touchpoints. */
    @Test
    void suppressionGivesPositionsAmongTheRestAndRemovalKeepsThem() {
        Rules rules = new Rules(client);
        client.sync(lead("L1", ADDRESS, at("08:00")));
        client.ingest(
                pageView("v-1", "e1", at("09:00"), HOME).build(),
                form("v-1", "e2", at("11:00"), HOME + "demo", ADDRESS).build());
        client.awaitDerived();
        assertThat(touchpoints()).hasSize(2);

        rules.update(
                RuleListKind.RULE_LIST_KIND_SUPPRESSION,
                touchpointRule("Without form", "Touchpoint.FormURL is null and Lead.Id is equal to \"L1\""));
        rules.update(
                RuleListKind.RULE_LIST_KIND_REMOVAL, touchpointRule("Demos", "Touchpoint.FormURL ends with \"demo\""));
        client.awaitDerived();

        List<Touchpoint> touchpoints = touchpoints();
        assertThat(touchpoints)
                .extracting(
                        Touchpoint::getNoBuyerTouchpointReason,
                        Touchpoint::getPositionsList,
                        Touchpoint::getSuppressingRule,
                        Touchpoint::getRemovingRule)
                .containsExactly(
                        tuple(
                                NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_SUPPRESSED,
                                List.of(),
                                "Without form",
                                ""),
                        tuple(
                                NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED,
                                List.of(
                                        TouchpointPosition.TOUCHPOINT_POSITION_FT,
                                        TouchpointPosition.TOUCHPOINT_POSITION_LC),
                                "",
                                "Demos"));
        assertThat(explain(touchpoints.get(0)).getStepsList())
                .anySatisfy(step -> assertThat(step).contains("suppression rule \"Without form\""));
        assertThat(explain(touchpoints.get(1)).getStepsList())
                .anySatisfy(step -> assertThat(step).contains("Removal rule \"Demos\""));
    }

    /** R07, R08: the first segment of each category that matches, with a token's value, and "Other" without one. */
    @Test
    void segmentsAreGivenFromTheLeadsCreationOn() {
        new Rules(client)
                .update(
                        RuleListKind.RULE_LIST_KIND_SEGMENT,
                        segment("Business Type", "New \"Business\"", "Touchpoint.Medium is equal to \"cpc\""),
                        segment("Business Type", "Renewal", "Touchpoint.Type is not null"),
                        segment("Form", "{Touchpoint.FormName}", "Touchpoint.FormName is not null"));
        client.sync(lead("L1", ADDRESS, at("08:00")));
        client.ingest(
                pageView("v-1", "e1", at("09:00"), HOME).build(),
                pageView("v-1", "e2", at("11:00"), HOME + "?utm_source=g&utm_medium=cpc")
                        .build(),
                form("v-1", "e2f", at("11:05"), HOME + "demo", ADDRESS).build(),
                form("v-1", "e3", at("13:00"), HOME + "demo", ADDRESS)
                        .setForm(Form.newBuilder().setName("Ask, \\ us"))
                        .build());
        client.awaitDerived();

        assertThat(touchpoints())
                .extracting(touchpoint -> List.copyOf(touchpoint.getSegmentsList()))
                .containsExactly(
                        List.of(),
                        List.of("Business Type.New \"Business\"", "Form.Other"),
                        List.of("Business Type.Renewal", "Form.Ask, \\ us"));
    }

    /** R11, R12: every record with the address has the buyer touchpoints, but for a duplicate of Marketo. */
    @Test
    void everyRecordWithTheAddressHasTheTouchpointsButForDuplicates() {
        client.ingest(form("v-1", "e1", at("09:00"), HOME, ADDRESS).build());
        client.sync(marketoPerson("100", ADDRESS, "L1", at("08:00")));
        client.awaitDerived();
        assertThat(client.journey(ADDRESS).getRecordsList())
                .containsExactly(record("100", CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON, false));
        assertThat(touchpoints())
                .as("a person of Marketo has buyer touchpoints")
                .allMatch(t -> t.getNoBuyerTouchpointReason()
                        == NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED);

        client.sync(
                lead("L1", ADDRESS, at("08:00")),
                person(CrmPersonType.CRM_PERSON_TYPE_CONTACT, "P1", "A@example.com", at("08:00")));
        client.awaitDerived();

        assertThat(client.journey(ADDRESS).getRecordsList())
                .containsExactly(
                        record("100", CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON, true),
                        record("L1", CrmPersonType.CRM_PERSON_TYPE_LEAD, false),
                        record("P1", CrmPersonType.CRM_PERSON_TYPE_CONTACT, false));
        assertThat(touchpoints()).hasSize(1);
    }

    private static JourneyRecord record(String id, CrmPersonType type, boolean duplicate) {
        return JourneyRecord.newBuilder()
                .setCrmPersonId(id)
                .setType(type)
                .setDuplicate(duplicate)
                .build();
    }

    private List<Touchpoint> touchpoints() {
        return client.journey(ADDRESS).getTouchpointsList();
    }

    private ExplainTouchpointResponse explain(Touchpoint touchpoint) {
        return client.touchpoints.explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                .setTouchpointId(touchpoint.getTouchpointId())
                .build());
    }

    private NoTouchpointReason reason(FactReference.Builder fact) {
        return client.touchpoints
                .explainFact(ExplainFactRequest.newBuilder().setFact(fact).build())
                .getWithoutTouchpoint()
                .getReason();
    }
}
