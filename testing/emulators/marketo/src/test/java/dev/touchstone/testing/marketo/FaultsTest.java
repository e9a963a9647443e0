package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be planned to go wrong, and what limits cost. */
class FaultsTest extends EmulatorFixture {
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";
    private static final String WRITE = "/rest/v1/leads.json";

    private List<String> codes(String path, int calls) throws Exception {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            codes.add(EmulatorClient.code(client.get(path)));
        }
        return codes;
    }

    @Test
    void aRuleGoesByPathMethodAndNumber() throws Exception {
        emulator.faults()
                .add(FaultRule.on("/rest/v1/leads/*", new Fault.Code("713"))
                        .withMethod("GET")
                        .after(1)
                        .everyNth(2)
                        .times(2));
        assertThat(codes(DESCRIBE, 8)).containsExactly("", "", "713", "", "713", "", "", "");
        assertThat(codes("/rest/v1/stats/usage.json", 4)).containsOnly("");
    }

    /** F7: another tool uses the rate up for a while. */
    @Test
    void aStormLastsForATime() throws Exception {
        emulator.faults().add(FaultRule.on("*", new Fault.Code("606")).during(Duration.ofSeconds(30)));
        assertThat(codes(DESCRIBE, 2)).containsOnly("606");
        emulator.clock().advance(Duration.ofSeconds(31));
        assertThat(codes(DESCRIBE, 2)).containsOnly("");
    }

    @Test
    void aCodeCanHaveItsOwnSentence() throws Exception {
        emulator.faults().onCall(1, new Fault.Code("1029", "Export daily quota exceeded"));
        assertThat(client.get(DESCRIBE).at("/errors/0/message").asText()).isEqualTo("Export daily quota exceeded");
    }

    @Test
    void aRequestThatIsDroppedHasNoEffectAndAnAnswerThatIsDroppedHas() throws Exception {
        Map<String, Object> body = Map.of("input", List.of(lead(1)));
        emulator.faults().add(FaultRule.on(WRITE, new Fault.DropRequest()).withMethod("POST"));
        assertThatThrownBy(() -> client.post(WRITE, body)).isInstanceOf(IOException.class);
        assertThat(emulator.leads().size()).isZero();

        emulator.faults().clear();
        emulator.faults().add(FaultRule.on(WRITE, new Fault.DropAnswer()).withMethod("POST"));
        assertThatThrownBy(() -> client.post(WRITE, body)).isInstanceOf(IOException.class);
        assertThat(emulator.leads().size()).isEqualTo(1);
    }

    @Test
    void theConnectionCanBeCutAfterTheHeaders() throws Exception {
        emulator.faults().add(FaultRule.on("*", new Fault.CutBody(0)));
        assertThatThrownBy(() -> client.raw(DESCRIBE)).isInstanceOf(IOException.class);
        assertThat(emulator.calls().all()).map(Call::outcome).contains("cut");
    }

    @Test
    void aResultCanBeMissing() throws Exception {
        emulator.faults().onCall(1, new Fault.NoResult());
        JsonNode answer = client.get(DESCRIBE);
        assertThat(answer.get("success").asBoolean()).isTrue();
        assertThat(answer.has("result")).isFalse();
    }

    @Test
    void aStalledCallIsCarriedOutLate() throws Exception {
        emulator.faults().onCall(1, new Fault.Stall(Duration.ofMillis(300)));
        Instant begin = Instant.now();
        client.post(WRITE, Map.of("input", List.of(lead(1))));
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(emulator.leads().size()).isEqualTo(1);
    }

    @Test
    void tokenCallsFailByARuleThatNamesThem() throws Exception {
        emulator.faults().add(FaultRule.on("/identity/oauth/token", new Fault.HttpStatus(503)));
        assertThat(client.requestToken("touchstone-demo", "touchstone-demo-secret")
                        .statusCode())
                .isEqualTo(503);
        assertThat(client.get(DESCRIBE).get("success").asBoolean()).isTrue();
    }

    /** Ten calls are in hand, so the eleventh is refused at once. */
    @Test
    void theEleventhCallAtATimeIs615() throws Exception {
        emulator.faults().onNext(10, new Fault.Slow(Duration.ofSeconds(2)));
        try (ExecutorService callers = Executors.newFixedThreadPool(10)) {
            IntStream.range(0, 10)
                    .forEach(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return client.get(DESCRIBE);
                                } catch (IOException | InterruptedException failed) {
                                    throw new IllegalStateException("the slow call failed", failed);
                                }
                            },
                            callers));
            while (emulator.meter().mostInFlight() < 10) {
                Thread.onSpinWait();
            }
            assertThat(EmulatorClient.code(client.get(DESCRIBE))).isEqualTo("615");
        }
        assertThat(emulator.meter().mostInFlight()).isEqualTo(11);
        assertThat(client.get(DESCRIBE).get("success").asBoolean()).isTrue();
    }

    @Test
    void otherUsersUseUpTheDayTooAndErrorsAreCounted() throws Exception {
        start(EmulatorConfig.defaults().withLimits(Limits.documented().withCallsPerDay(10)));
        emulator.faults().onCall(1, new Fault.Code("608"));
        client.get(DESCRIBE);
        emulator.meter().addOthers(7);

        JsonNode usage = client.get("/rest/v1/stats/usage.json").at("/result/0");
        assertThat(usage.get("total").asInt()).isEqualTo(8);
        assertThat(usage.get("users").findValuesAsText("count")).containsExactly("1", "7");
        JsonNode errors = client.get("/rest/v1/stats/errors.json").at("/result/0");
        assertThat(errors.at("/errors/0/errorCode").asText()).isEqualTo("608");
        assertThat(errors.get("total").asInt()).isEqualTo(1);
        client.get(DESCRIBE);
        assertThat(EmulatorClient.code(client.get(DESCRIBE))).isEqualTo("607");
        emulator.clock().advance(Duration.ofDays(1));
        client.logIn();
        assertThat(client.get("/rest/v1/stats/usage/last7days.json")
                        .get("result")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void latencyIsAddedToEveryCall() throws Exception {
        emulator.latency(Duration.ofMillis(200));
        Instant begin = Instant.now();
        client.get(DESCRIBE);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
}
