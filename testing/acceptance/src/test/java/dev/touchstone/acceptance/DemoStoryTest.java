package dev.touchstone.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.commandline.Touchstone;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.local.demo.LoadSample;
import dev.touchstone.local.sample.MarketoLeads;
import dev.touchstone.local.sample.SampleGenerator;
import dev.touchstone.local.sample.SampleOrganisation;
import dev.touchstone.local.sample.SampleOrganisation.Activity;
import dev.touchstone.local.sample.SampleOrganisation.Campaign;
import dev.touchstone.local.sample.SampleOrganisation.Member;
import dev.touchstone.local.sample.SampleOrganisation.Person;
import dev.touchstone.local.sample.SampleOrganisation.Sync;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.UnqualifiedCount;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainFactResponse;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.FactWithoutTouchpoint;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RecomputeResponse;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionCount;
import dev.touchstone.touchpoint.v1.SessionDimension;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsResponse;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointCount;
import dev.touchstone.touchpoint.v1.TouchpointPosition;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The sample organisation through the whole suite, as the demo does it. Promised: every fact is counted once and only
 * once, every figure adds up to the one it is part of, each touchpoint can be explained from its fact to its channel,
 * loading or deriving anew changes nothing, and no personal data is in a log.
 */
@Isolated
class DemoStoryTest {
    private static final SampleOrganisation SAMPLE = SampleGenerator.generate(SampleGenerator.SEED);
    private static final int ALL_ROWS = 1_000;

    private static WholeSuite suite;
    private static Contracts contracts;
    private static GetDerivationStatusResponse status;

    @BeforeAll
    static void loadTheSampleOrganisation() {
        suite = WholeSuite.start("demo-story", MarketoLeads.lines(SAMPLE));
        contracts = new Contracts(suite.services());
        load();
        status = suite.settle();
    }

    @AfterAll
    static void stopTheSuite() {
        if (suite != null) {
            suite.close();
        }
    }

    private static void load() {
        new LoadSample(suite.services(), WholeSuite.NOWHERE, WholeSuite.TELL)
                .load(SAMPLE, suite.marketoUrl(), WholeSuite.ACCOUNT);
    }

    @Test
    void everyAcceptedWebEventIsStoredOnce() {
        assertThat(status.getStored().getWebEventCount())
                .isEqualTo(SAMPLE.webEvents().size());
        assertThat(suite.touchpointDatabase().rows("SELECT visitor_id, event_id FROM web_event"))
                .containsExactlyInAnyOrderElementsOf(SAMPLE.webEvents().stream()
                        .map(event -> event.visitorId() + " " + event.eventId())
                        .toList());
    }

    @Test
    void everyMemberOfAnIncludedCampaignHasItsTouchpointOnceAndNobodyElseHasOne() {
        Set<String> expected = touchpointMembers().stream().map(Member::crmId).collect(toSet());

        List<String> actual = contracts.touchpoints().stream()
                .map(touchpoint -> touchpoint.getFact().getCampaignMemberId())
                .filter(member -> !member.isEmpty())
                .toList();

        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyCallIsATouchpointAndNoOtherActivityIs() {
        List<String> calls = SAMPLE.activities().stream()
                .filter(activity -> activity.type().equals("Call"))
                .filter(activity -> !email(activity.personId()).isEmpty())
                .map(Activity::crmId)
                .toList();

        List<String> actual = contracts.touchpoints().stream()
                .map(touchpoint -> touchpoint.getFact().getActivityId())
                .filter(activity -> !activity.isEmpty())
                .toList();

        assertThat(actual).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void aMemberOfTheExcludedCampaignIsExplained() {
        Campaign excluded = SAMPLE.campaigns().stream()
                .filter(campaign -> campaign.sync() == Sync.EXCLUDE_ALL)
                .findFirst()
                .orElseThrow();
        Member member = SAMPLE.members().stream()
                .filter(candidate -> candidate.campaignId().equals(excluded.crmId()))
                .filter(candidate -> !email(candidate.personId()).isEmpty())
                .findFirst()
                .orElseThrow();
        FactReference fact =
                FactReference.newBuilder().setCampaignMemberId(member.crmId()).build();

        ExplainFactResponse answer = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                .explainFact(ExplainFactRequest.newBuilder()
                                        .setFact(fact)
                                        .build()));

        assertThat(answer.getWithoutTouchpoint().getReason())
                .isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_EXCLUDED_BY_SYNC_TYPE);
    }

    @Test
    void sessionsByChannelAddUpToAllSessions() {
        SummarizeSessionsResponse summary = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> SessionServiceGrpc.newBlockingStub(channel)
                                .summarizeSessions(SummarizeSessionsRequest.newBuilder()
                                        .setDimension(SessionDimension.SESSION_DIMENSION_CHANNEL)
                                        .setLimit(ALL_ROWS)
                                        .build()));
        List<Session> sessions = contracts.sessions();

        assertThat(summary.getCountsList().stream()
                        .mapToLong(SessionCount::getSessionCount)
                        .sum())
                .isEqualTo(summary.getTotalSessionCount())
                .isEqualTo(status.getStored().getSessionCount())
                .isEqualTo(sessions.size());
        assertThat(sessions.stream()
                        .mapToLong(session -> session.getPageViewCount() + session.getFormSubmissionCount())
                        .sum())
                .as("every interaction is in exactly one session")
                .isEqualTo(SAMPLE.webEvents().size());
    }

    @Test
    void touchpointsByChannelAddUpToAllTouchpoints() {
        SummarizeTouchpointsResponse summary = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                .summarizeTouchpoints(SummarizeTouchpointsRequest.getDefaultInstance()));

        assertThat(summary.getCountsList().stream()
                        .mapToLong(TouchpointCount::getTouchpointCount)
                        .sum())
                .isEqualTo(summary.getTotalTouchpointCount())
                .isEqualTo(status.getStored().getTouchpointCount())
                .isEqualTo(contracts.touchpoints().size());
    }

    @Test
    void everySessionAndTouchpointHasAChannelOfTheActiveRuleSet() {
        long active = suite.services()
                .call(
                        Remote.MAPPING,
                        channel -> RuleSetServiceGrpc.newBlockingStub(channel)
                                .getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance()))
                .getRuleSet()
                .getVersion();

        assertThat(active).isPositive().isEqualTo(status.getActiveRuleSetVersion());
        assertThat(Stream.concat(
                        contracts.sessions().stream().map(Session::getChannel),
                        contracts.touchpoints().stream().map(Touchpoint::getChannel)))
                .isNotEmpty()
                .allSatisfy(channel -> {
                    assertThat(channel.getChannel()).isNotEmpty();
                    assertThat(channel.getRuleSetVersion()).isEqualTo(active);
                });
    }

    @Test
    void aPersonsJourneyAndTheExplanationsOfItsTouchpointsFitTogether() {
        Map<String, List<Touchpoint>> byPerson =
                contracts.touchpoints().stream().collect(groupingBy(Touchpoint::getEmail));
        String email = byPerson.entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().stream()
                                        .map(Touchpoint::getType)
                                        .distinct()
                                        .count()
                                * ALL_ROWS
                        + entry.getValue().size()))
                .orElseThrow()
                .getKey();

        GetJourneyResponse journey = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                .getJourney(GetJourneyRequest.newBuilder()
                                        .setEmail(email.toUpperCase(Locale.ROOT))
                                        .build()));

        assertThat(journey.getTouchpointsList())
                .hasSizeGreaterThan(3)
                .as("ListTouchpoints is by time, too")
                .isEqualTo(byPerson.get(email));
        assertThat(journey.getTouchpoints(0).getPositionsList()).contains(TouchpointPosition.TOUCHPOINT_POSITION_FT);
        assertThat(journey.getTouchpointsList())
                .as("the lead is created once")
                .filteredOn(
                        touchpoint -> touchpoint.getPositionsList().contains(TouchpointPosition.TOUCHPOINT_POSITION_LC))
                .hasSize(1);
        assertThat(journey.getFactsWithoutTouchpointList())
                .extracting(FactWithoutTouchpoint::getFact)
                .doesNotContainAnyElementsOf(journey.getTouchpointsList().stream()
                        .map(Touchpoint::getFact)
                        .toList());
        journey.getTouchpointsList().forEach(DemoStoryTest::explanationFits);
    }

    private static void explanationFits(Touchpoint touchpoint) {
        ExplainTouchpointResponse explanation = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> TouchpointServiceGrpc.newBlockingStub(channel)
                                .explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                                        .setTouchpointId(touchpoint.getTouchpointId())
                                        .build()));

        assertThat(explanation.getTouchpoint()).isEqualTo(touchpoint);
        FactReference fact = touchpoint.getFact();
        assertThat(explanation.getSession().getSession().getSessionId()).isEqualTo(fact.getSessionId());
        assertThat(explanation.getCampaignMember().getCampaignMemberId()).isEqualTo(fact.getCampaignMemberId());
        assertThat(explanation.getActivity().getActivityId()).isEqualTo(fact.getActivityId());
        assertThat(explanation.getStepsList()).isNotEmpty();
        assertThat(explanation.getChannelExplanation().getMatch().getChannel())
                .isEqualTo(touchpoint.getChannel().getChannel());
        assertThat(explanation.getChannelExplanation().getDecidingRule().getRowNumber())
                .isEqualTo(touchpoint.getChannel().getRowNumber());
    }

    @Test
    void theSyncHasReadEverybodyOfMarketoOnce() {
        PersonSyncStatus sync = suite.personSync();
        long qualified = SAMPLE.people().stream()
                .filter(person -> !person.crmId().isEmpty() && person.ownerId().startsWith("005"))
                .count();

        assertThat(sync.getState()).isEqualTo(PersonSyncState.PERSON_SYNC_STATE_LIVE);
        assertThat(sync.getReadCount()).isEqualTo(SAMPLE.people().size());
        assertThat(sync.getActivePersonCount()).isEqualTo(qualified);
        assertThat(sync.getUnqualifiedCountsList().stream()
                        .mapToLong(UnqualifiedCount::getCount)
                        .sum())
                .isEqualTo(SAMPLE.people().size() - qualified);
    }

    @Test
    void theConsistencyCheckFindsNothing() {
        CheckConsistencyResponse check = suite.checkConsistency();

        assertThat(check.getExamplesList()).isEmpty();
        assertThat(check.getDifferentSessionCount()).isZero();
        assertThat(check.getDifferentTouchpointCount()).isZero();
        assertThat(check.getSessionCount()).isEqualTo(status.getStored().getSessionCount());
        assertThat(check.getTouchpointCount()).isEqualTo(status.getStored().getTouchpointCount());
    }

    @Test
    void loadingEverythingASecondTimeChangesNothing() {
        Snapshot before = Snapshot.take();

        load();

        assertThat(suite.settle().getStored()).isEqualTo(status.getStored());
        assertThat(Snapshot.take()).isEqualTo(before);
    }

    @Test
    void derivingEverythingAnewChangesNothing() {
        Snapshot before = Snapshot.take();

        RecomputeResponse marked = suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> AdminServiceGrpc.newBlockingStub(channel)
                                .recompute(RecomputeRequest.getDefaultInstance()));

        assertThat(marked.getVisitorCount()).isPositive();
        assertThat(marked.getPersonCount()).isPositive();
        assertThat(suite.settle().getStored()).isEqualTo(status.getStored());
        assertThat(Snapshot.take()).isEqualTo(before);
    }

    /** By the ports of the running suite, as an operator would. */
    @Test
    void theDoctorFindsNothingWrong() {
        Endpoints management = suite.ports().management();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                0,
                0,
                false);
        try (Touchstone touchstone = new Touchstone(terminal, Map.of(), Path.of("no-such-project"))) {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                out.reset();
                int code = touchstone.run(
                        touchstone.commandLine(),
                        "doctor",
                        "--touchpoint",
                        management.touchpoint().toString(),
                        "--mapping",
                        management.mapping().toString(),
                        "--sales-sync",
                        management.salesSync().toString());
                assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
            });
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "touchpoint-service is ready at",
                        "mapping-service is ready at",
                        "sales-sync-service is ready at")
                .contains("web events went into transactions", "rows of the outbox marketo-activity were accepted")
                .endsWith("All is well.\n");
    }

    @Test
    void noAddressOfTheOrganisationIsInALog() throws IOException {
        Set<String> addresses = Stream.concat(
                        SAMPLE.people().stream().map(Person::email),
                        SAMPLE.webEvents().stream().map(SampleOrganisation.WebEvent::email))
                .filter(email -> !email.isEmpty())
                .collect(toSet());
        assertThat(addresses).hasSizeGreaterThan(200);

        for (Path log : suite.logs()) {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            assertThat(lines)
                    .as("%s", log)
                    .allSatisfy(line -> assertThat(addresses.stream().filter(line.toLowerCase(Locale.ROOT)::contains))
                            .isEmpty());
        }
        assertThat(suite.logs())
                .extracting(log -> log.getFileName().toString())
                .contains("mapping-service.log", "touchpoint-service.log", "sales-sync-service.log");
    }

    /** The earliest membership of each person, which is an e-mail address, in each included campaign. */
    private static List<Member> touchpointMembers() {
        Set<String> included = SAMPLE.campaigns().stream()
                .filter(campaign -> campaign.sync() == Sync.INCLUDE_ALL)
                .map(Campaign::crmId)
                .collect(toSet());
        Comparator<Member> earliest = Comparator.comparing(Member::createdAt).thenComparing(Member::crmId);
        Map<String, Member> firsts = SAMPLE.members().stream()
                .filter(member -> included.contains(member.campaignId()))
                .filter(member -> !email(member.personId()).isEmpty())
                .collect(toMap(
                        member -> email(member.personId()) + " " + member.campaignId(),
                        member -> member,
                        (one, other) -> earliest.compare(one, other) <= 0 ? one : other));
        return new ArrayList<>(firsts.values());
    }

    private static String email(String personId) {
        return SAMPLE.people().stream()
                .filter(person -> person.crmId().equals(personId))
                .findFirst()
                .orElseThrow()
                .email();
    }

    /** What readers see, and how many changes watchers were told of. */
    private record Snapshot(List<Touchpoint> touchpoints, List<Session> sessions, long changes) {
        static Snapshot take() {
            return new Snapshot(
                    contracts.touchpoints(),
                    contracts.sessions(),
                    suite.touchpointDatabase().number("SELECT count(*) FROM touchpoint_change"));
        }
    }
}
