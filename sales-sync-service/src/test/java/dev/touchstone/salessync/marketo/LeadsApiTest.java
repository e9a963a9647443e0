package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.lead.FieldCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against the emulator, over HTTP. */
class LeadsApiTest {
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String TOKEN = "/identity/oauth/token";
    private final OpenGate gate = new OpenGate();
    private MarketoEmulator marketo;

    @BeforeEach
    void start() {
        start(EmulatorConfig.defaults().withLimits(Limits.documented().withCallsPerWindow(10_000)));
    }

    private void start(EmulatorConfig config) {
        stop();
        marketo = MarketoEmulator.start(config);
    }

    @AfterEach
    void stop() {
        if (marketo != null) {
            marketo.close();
        }
    }

    private LeadsApi open(String secret, Duration timeout) {
        MarketoGateway gateway = new MarketoGateway(
                MarketoPolicy.of(timeout), gate, marketo.clock(), new Random(7), new SimpleMeterRegistry());
        return gateway.open(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", secret))
                .leads(Lane.SNAPSHOT);
    }

    private LeadsApi open() {
        return open("touchstone-demo-secret", Duration.ofSeconds(10));
    }

    private static void assertFails(Runnable call, Class<? extends MarketoError> expected) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        MarketoFailure.class,
                        failure -> assertThat(failure.error()).isInstanceOf(expected));
    }

    @Test
    void leadsComeWithTheFieldsThatTheyHave() {
        marketo.leads().put(7, Map.of("firstName", "Ann", "unsubscribed", true, "sfdcLeadId", "00Q5g00000AbCdE"));

        List<MarketoLead> leads = open().byIds(List.of(6L, 7L, 8L));
        assertThat(leads)
                .containsExactly(new MarketoLead(
                        7,
                        Map.of(
                                LeadField.ID, "7",
                                LeadField.FIRST_NAME, "Ann",
                                LeadField.UNSUBSCRIBED, "true",
                                LeadField.SALESFORCE_LEAD_ID, "00Q5g00000AbCdE")));
    }

    @Test
    void nothingFoundIsAnEmptyAnswer() {
        assertThat(open().byIds(List.of(1L, 2L))).isEmpty();
    }

    /** AC-03: exactly one token call, and the sentence names the identity end point. */
    @Test
    void aWrongSecretIsRefusedAfterOneCall() {
        assertThatThrownBy(() -> open("wrong", Duration.ofSeconds(10)).byIds(List.of(1L)))
                .isInstanceOf(MarketoFailure.class)
                .hasMessageContaining("/identity/oauth/token");
        assertThat(marketo.calls().all()).hasSize(1);
    }

    /** AC-05: a token with 60 seconds or less is used to its end. */
    @Test
    void twoHundredCallsInFiveMinutesNeedFewTokens() {
        start(EmulatorConfig.defaults()
                .withLimits(Limits.documented().withCallsPerWindow(10_000).withTokenLife(Duration.ofSeconds(90))));
        LeadsApi leads = open();
        // Forty times five at once; between the rounds nobody is on the way, so that time passes for all alike.
        for (int round = 0; round < 40; round++) {
            try (ExecutorService workers = Executors.newFixedThreadPool(5)) {
                IntStream.range(0, 5).forEach(i -> workers.submit(() -> leads.existing(List.of(1L))));
            }
            marketo.clock().advance(Duration.ofMillis(7_500));
        }

        assertThat(marketo.calls().ofPath(TOKEN).size()).isLessThanOrEqualTo(8);
        assertThat(marketo.calls().ofPath(LEADS))
                .filteredOn(call -> call.outcome().equals("ok"))
                .hasSize(200);
        assertThat(marketo.calls().ofPath(LEADS))
                .allSatisfy(call -> assertThat(call.parameters()).doesNotContainKey("access_token"))
                .allSatisfy(call -> assertThat(call.bearerHeader()).isTrue());
    }

    @Test
    void aTokenThatMarketoRefusesIsRenewedOnce() {
        LeadsApi leads = open();
        leads.existing(List.of(1L));
        marketo.expireTokens();
        leads.existing(List.of(1L));

        assertThat(marketo.calls().ofPath(TOKEN)).hasSize(2);
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::outcome).containsExactly("ok", "602", "ok");
    }

    @ParameterizedTest
    @CsvSource({"601, 2", "602, 2", "603, 1"})
    void aFreshTokenThatIsRefusedTooEndsTheCall(String code, int attempts) {
        LeadsApi leads = open();
        leads.fields();
        marketo.faults().onNext(10, new Fault.Code(code));

        assertFails(() -> leads.existing(List.of(1L)), MarketoError.Refused.class);
        assertThat(marketo.calls().ofPath(LEADS)).hasSize(attempts);
    }

    @ParameterizedTest
    @CsvSource({"607, QuotaUsedUp", "608, Unreachable", "611, SystemError", "610, Permanent"})
    void codesEndTheCallWithTheirClass(String code, String expected) {
        LeadsApi leads = open();
        leads.fields();
        marketo.faults().onCall(1, new Fault.Code(code));

        assertThatThrownBy(() -> leads.existing(List.of(1L)))
                .isInstanceOfSatisfying(
                        MarketoFailure.class,
                        failure -> assertThat(failure.error().getClass().getSimpleName())
                                .isEqualTo(expected));
    }

    /** Pace is nobody's failure: the call was not executed, so it is made again when the gate lets it. */
    @ParameterizedTest
    @CsvSource({"606, RATE_EXCEEDED", "615, TOO_CONCURRENT"})
    void whatMarketoTurnsAwayForItsPaceIsMadeAgain(String code, CallOutcome outcome) {
        LeadsApi leads = open();
        leads.fields();
        marketo.faults().onNext(3, new Fault.Code(code));

        assertThat(leads.existing(List.of(1L))).isEmpty();
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::outcome).containsExactly(code, code, code, "ok");
        assertThat(gate.outcomes()).endsWith(outcome, outcome, outcome, CallOutcome.ANSWERED);
    }

    /** AC-37, F42 and their relatives: nothing of Marketo's came back. */
    @Test
    void htmlAGatewayErrorADroppedAnswerAndASlowOneAreUnreachable() {
        LeadsApi leads = open("touchstone-demo-secret", Duration.ofMillis(500));
        leads.fields();
        for (Fault fault : List.of(
                new Fault.HtmlBody(),
                new Fault.HttpStatus(502),
                new Fault.DropAnswer(),
                new Fault.Slow(Duration.ofSeconds(2)))) {
            marketo.faults().onCall(1, fault);
            assertFails(() -> leads.existing(List.of(1L)), MarketoError.Unreachable.class);
        }
        assertThat(leads.existing(List.of(1L))).isEmpty();
        assertThat(gate.outcomes()).filteredOn(CallOutcome.FAILED::equals).hasSize(4);
        // One call each and not more, since nobody would count what the HTTP client repeats by itself. The slow one is
        // logged
        // when it has been answered.
        await().untilAsserted(() -> assertThat(marketo.calls().ofPath(LEADS)).hasSize(5));
    }

    /** AC-11: a field that the instance lacks is named by no request. */
    @Test
    void aFieldThatTheInstanceLacksIsNeverAskedFor() {
        start(EmulatorConfig.defaults().withFields(FieldCatalogue.standard().without("linkedInProfileURL")));
        LeadsApi leads = open();
        leads.byIds(List.of(1L));

        assertThat(leads.fields().missing()).containsExactly("linkedInProfileURL");
        assertThat(marketo.calls().all())
                .noneMatch(call -> call.parameters().toString().contains("linkedIn"));
    }

    /** F14 and F15: what is wrong with the fields is told with each look-up, and everybody is read all the same. */
    @Test
    void whatIsWrongWithTheFieldsIsTold() {
        start(EmulatorConfig.defaults()
                .withFields(FieldCatalogue.standard()
                        .without("linkedInProfileURL")
                        .without("phone")
                        .with(new FieldCatalogue.Field("phone", "Phone Number", "integer", 0, false))));
        marketo.leads().put(5, Map.of("phone", 4711));
        List<FieldFinding> told = new ArrayList<>();
        LeadsApi leads = new MarketoGateway(
                        MarketoPolicy.of(Duration.ofSeconds(10)),
                        gate,
                        marketo.clock(),
                        new Random(7),
                        new SimpleMeterRegistry(),
                        told::addAll)
                .open(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", "touchstone-demo-secret"))
                .leads(Lane.SNAPSHOT);

        assertThat(leads.byIds(List.of(5L)).get(0).value(LeadField.PHONE)).contains("4711");
        leads.byIds(List.of(5L));
        assertThat(told)
                .containsExactly(
                        new FieldFinding(FieldFinding.Kind.FIELD_TYPE_CHANGED, "phone", "integer"),
                        new FieldFinding(FieldFinding.Kind.FIELD_MISSING, "linkedInProfileURL", ""));

        told.clear();
        marketo.faults().onCall(1, new Fault.Code("1006", "Field 'title' not found"));
        leads.byIds(List.of(5L));
        assertThat(told).contains(new FieldFinding(FieldFinding.Kind.FIELD_MISSING, "title", ""));
    }

    @Test
    void theDeletedFlagIsFoundByItsDisplayName() {
        start(EmulatorConfig.defaults()
                .withFields(FieldCatalogue.standard()
                        .without("sfdcIsDeleted")
                        .with(new FieldCatalogue.Field("SFDC_Deleted__c", "SFDC Is Deleted", "boolean", 0, false))));
        marketo.leads().put(5, Map.of("SFDC_Deleted__c", true));

        assertThat(open().byIds(List.of(5L))).allMatch(lead -> lead.flag(LeadField.SALESFORCE_DELETED));
    }

    @Test
    void namesAreLookedUpAgainAfterADay() {
        LeadsApi leads = open();
        leads.byIds(List.of(1L));
        leads.byIds(List.of(1L));
        marketo.clock().advance(Duration.ofHours(24));
        leads.byIds(List.of(1L));

        assertThat(marketo.calls().ofPath("/rest/v1/leads/describe.json"))
                .filteredOn(call -> call.outcome().equals("ok"))
                .hasSize(2);
    }

    /** AC-28: more than 1,000 matches are read in parts, and pages are followed to their end. */
    @Test
    void aFilterWithTooManyMatchesIsSplit() {
        for (long id = 1; id <= 1_001; id++) {
            marketo.leads().put(id, Map.of("email", "person" + id % 200 + "@x.test"));
        }
        List<String> addresses =
                IntStream.range(0, 200).mapToObj(i -> "person" + i + "@x.test").toList();

        assertThat(open().byFilter("email", addresses))
                .map(MarketoLead::id)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 1_001).boxed().toList());
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::outcome).contains("1003");
    }

    /** AC-29: a long address goes as a form, and Marketo never answers 414. */
    @Test
    void aLongFilterIsSentAsAForm() {
        marketo.leads().put(9, Map.of("email", "the-last-of-many@x.test"));
        List<String> addresses = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> i == 300 ? "the-last-of-many@x.test" : "an-address-that-is-long-" + i + "@example.test")
                .toList();

        assertThat(open().byFilter("email", addresses)).hasSize(1);
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::method).containsExactly("POST");
        assertThat(marketo.calls().all()).map(Call::outcome).containsOnly("ok");
    }

    @Test
    void aReadThatTimesOutIsHalved() {
        for (long id = 1; id <= 10; id++) {
            marketo.leads().put(id, Map.of());
        }
        LeadsApi leads = open();
        leads.fields();
        marketo.faults().onCall(1, new Fault.Code("604"));

        assertThat(leads.byIds(LongStream.rangeClosed(1, 10).boxed().toList())).hasSize(10);
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::outcome).containsExactly("604", "ok", "ok");
    }
}
