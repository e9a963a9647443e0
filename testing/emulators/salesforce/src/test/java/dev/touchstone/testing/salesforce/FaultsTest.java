package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.rest.Maintenance;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be planned to go wrong. */
class FaultsTest extends EmulatorFixture {
    private static final String ALL = "/services/data/*";
    private static final Map<String, Object> TASK = Map.of("Subject", "a");

    /** F2: the answer of each third write is lost, after it was carried out. */
    @Test
    void answersOfWritesAreDroppedAfterTheWrite() throws Exception {
        emulator.faults()
                .add(FaultRule.on(ALL, new Fault.DropAnswer())
                        .withMethod("POST|PATCH|DELETE")
                        .everyNth(3));
        List<Integer> lost = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
            try {
                client.post("/sobjects/Task", TASK);
            } catch (IOException dropped) {
                lost.add(i);
            }
        }
        assertThat(lost).containsExactly(3, 6);
        assertThat(emulator.org().count("Task")).isEqualTo(6);
        assertThat(emulator.calls().totals()).containsEntry("POST /services/data/v62.0/sobjects/Task dropped", 2L);
    }

    @Test
    void aRequestThatIsDroppedHasNoEffect() {
        emulator.faults().add(FaultRule.on(ALL, new Fault.DropRequest()).withMethod("POST"));
        assertThatThrownBy(() -> client.post("/sobjects/Task", TASK)).isInstanceOf(IOException.class);
        assertThat(emulator.org().count("Task")).isZero();
    }

    @Test
    void theConnectionCanBeCutAfterTheHeaders() throws Exception {
        emulator.faults().onCall(1, new Fault.CutBody(0));
        assertThatThrownBy(() -> client.raw("/limits")).isInstanceOf(IOException.class);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        assertThat(emulator.calls().all()).extracting(Call::outcome).contains("cut");
    }

    @ParameterizedTest(name = "{0} is HTTP {1}")
    @CsvSource({
        "UNABLE_TO_LOCK_ROW, 400",
        "QUERY_TIMEOUT, 400",
        "INVALID_SESSION_ID, 401",
        "REQUEST_LIMIT_EXCEEDED, 403",
        "ENTITY_IS_DELETED, 404",
        "UNKNOWN_EXCEPTION, 500",
        "SERVER_UNAVAILABLE, 503"
    })
    void plannedErrorsComeInTheirForm(String code, int status) throws Exception {
        emulator.faults().onCall(1, new Fault.Code(code, "planned"));
        HttpResponse<String> response = client.write("POST", "/sobjects/Task", TASK);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(EmulatorClient.json(response).at("/0/errorCode").asText()).isEqualTo(code);
        assertThat(EmulatorClient.json(response).at("/0/message").asText()).isEqualTo("planned");
        assertThat(emulator.org().count("Task")).isZero();
    }

    @Test
    void tokensAreRefusedInTheirOwnForm() throws Exception {
        emulator.faults()
                .add(FaultRule.on("/services/oauth2/token", new Fault.Code("invalid_grant", "ip restricted"))
                        .times(1));
        assertThat(client.logIn().get("error_description").asText()).isEqualTo("ip restricted");
    }

    /** F42: a page of HTML with status 200. */
    @Test
    void pagesAndBareStatusesComeFromTheWay() throws Exception {
        emulator.faults().onCall(1, new Fault.HtmlBody());
        assertThat(client.raw("/limits").headers().firstValue("Content-Type")).hasValue("text/html");
        emulator.faults().onCall(1, new Fault.HttpStatus(502));
        assertThat(client.raw("/limits").statusCode()).isEqualTo(502);
    }

    @Test
    void duringMaintenanceThereArePagesOrReadsOnly() throws Exception {
        String id = client.post("/sobjects/Task", TASK).get("id").asText();
        emulator.maintain(Maintenance.READ_ONLY);
        String refused = EmulatorClient.code(client.write("PATCH", "/sobjects/Task/" + id, TASK));
        assertThat(refused).isEqualTo("INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE");
        assertThat(client.raw("/sobjects/Task/" + id).statusCode()).isEqualTo(200);
        assertThat(client.write("POST", "/composite/sobjects/Task", Map.of("ids", List.of(id), "fields", List.of("Id")))
                        .statusCode())
                .isEqualTo(200);
        Map<String, Object> part = Map.of(
                "method", "POST", "url", EmulatorClient.DATA + "/sobjects/Task", "referenceId", "a", "body", TASK);
        assertThat(client.post("/composite", Map.of("compositeRequest", List.of(part)))
                        .at("/compositeResponse/0/body/0/errorCode")
                        .asText())
                .isEqualTo(refused);
        emulator.maintain(Maintenance.DOWN);
        HttpResponse<String> page = client.raw("/limits");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        emulator.maintain(Maintenance.NONE);
        assertThat(client.write("PATCH", "/sobjects/Task/" + id, TASK).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aStalledCallIsCarriedOutLate() throws Exception {
        emulator.faults().onCall(1, new Fault.Stall(Duration.ofMillis(300)));
        Instant begin = Instant.now();
        client.post("/sobjects/Task", TASK);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(emulator.org().count("Task")).isEqualTo(1);
    }

    @Test
    void theSameSeedHitsTheSameCalls() throws Exception {
        List<Integer> first = hits(7);
        emulator.faults().clear();
        assertThat(hits(7)).isEqualTo(first).isNotEmpty();
    }

    private List<Integer> hits(long seed) throws Exception {
        emulator.faults().seeded(seed, 5, List.of(new Fault.HttpStatus(500)));
        List<Integer> hits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (client.raw("/limits").statusCode() == 500) {
                hits.add(i);
            }
        }
        return hits;
    }

    /** The time of the server is the emulator's, which is why clients can be told of days that have not come. */
    @Test
    void theDateHeaderFollowsTheClock() throws Exception {
        emulator.clock().set(Instant.parse("2031-05-06T07:08:09Z"));
        client.logIn();
        assertThat(client.raw("/limits").headers().firstValue("Date").orElse(""))
                .startsWith("Tue, 06 May 2031 07:08:")
                .endsWith(" GMT");
    }

    @Test
    void headersAndAddressesHaveTheirSize() throws Exception {
        String filler = "x".repeat(16_400);
        HttpResponse<String> address = client.raw("/query?q=" + filler);
        assertThat(address.statusCode()).isEqualTo(414);
        HttpRequest.Builder headers = client.request("/limits").header("X-Filler", filler);
        assertThat(client.send(headers).statusCode()).isEqualTo(431);
        assertThat(client.raw("/query?q="
                                + EmulatorClient.encode(
                                        "SELECT Id FROM Lead WHERE LastName = '" + "x".repeat(14_000) + "'"))
                        .statusCode())
                .isEqualTo(200);
    }
}
