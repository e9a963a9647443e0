package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.lead.FieldCatalogue;
import dev.touchstone.testing.marketo.lead.LeadFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Marketo documents about its limits, errors and pages, held against the emulator over HTTP. */
class MarketoEmulatorTest extends EmulatorFixture {
    @Test
    void askingForATokenAgainGivesTheSameOneWithWhatIsLeftOfItsLife() throws Exception {
        JsonNode first = client.logIn();
        emulator.clock().advance(Duration.ofSeconds(1_000));
        JsonNode second = client.logIn();

        assertThat(second.get("access_token")).isEqualTo(first.get("access_token"));
        assertThat(second.get("expires_in").asInt()).isBetween(2_590, 2_599);
    }

    @Test
    void badCredentialsAreHttp401() throws Exception {
        assertThat(client.requestToken("touchstone-demo", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenIsTakenFromTheHeaderOnly() throws Exception {
        String token = client.logIn().get("access_token").asText();
        EmulatorClient stranger = new EmulatorClient(emulator);

        assertThat(EmulatorClient.code(stranger.get("/rest/v1/leads/describe.json?access_token=" + token)))
                .isEqualTo("601");
    }

    @Test
    void anExpiredTokenIs602AndANewOneHeals() throws Exception {
        emulator.clock().advance(Duration.ofHours(2));
        assertThat(EmulatorClient.code(client.get("/rest/v1/leads/describe.json")))
                .isEqualTo("602");

        client.logIn();
        assertThat(client.get("/rest/v1/leads/describe.json").get("success").asBoolean())
                .isTrue();
    }

    @Test
    void anEmptyFieldIsNullAndAMissingOneFailsTheCall() throws Exception {
        start(EmulatorConfig.defaults().withFields(FieldCatalogue.standard().without("linkedInProfileURL")));
        emulator.leads().put(7, Map.of("firstName", "Ann"));

        JsonNode lead = client.get("/rest/v1/leads.json?filterType=id&filterValues=7&fields=firstName,lastName")
                .at("/result/0");
        assertThat(lead.get("firstName").asText()).isEqualTo("Ann");
        assertThat(lead.get("lastName").isNull()).isTrue();
        assertThat(EmulatorClient.code(
                        client.get("/rest/v1/leads.json?filterType=id&filterValues=7&fields=linkedInProfileURL")))
                .isEqualTo("1006");
        assertThat(client.get("/rest/v1/leads/describe.json").get("result").findValuesAsText("name"))
                .contains("email")
                .doesNotContain("linkedInProfileURL");
    }

    @Test
    void noMatchHasNoResultMember() throws Exception {
        JsonNode answer = client.get("/rest/v1/leads.json?filterType=id&filterValues=1,2,3");
        assertThat(answer.get("success").asBoolean()).isTrue();
        assertThat(answer.has("result")).isFalse();
    }

    @Test
    void pagesFollowTheTokenUntilItIsAbsent() throws Exception {
        for (long id = 1; id <= 5; id++) {
            emulator.leads().put(id, Map.of("email", "Shared@x.test"));
        }
        String query = "/rest/v1/leads.json?filterType=email&filterValues=shared@X.test&fields=id&batchSize=2";
        JsonNode first = client.get(query);
        JsonNode second = client.get(
                query + "&nextPageToken=" + first.get("nextPageToken").asText());
        JsonNode third = client.get(
                query + "&nextPageToken=" + second.get("nextPageToken").asText());

        assertThat(List.of(first, second, third))
                .map(page -> page.get("result").findValuesAsText("id"))
                .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
        assertThat(third.has("nextPageToken")).isFalse();
    }

    @Test
    void moreThanAThousandMatchesAre1003() throws Exception {
        for (long id = 1; id <= 1_001; id++) {
            emulator.leads().put(id, Map.of("email", "many@x.test"));
        }
        String query = "/rest/v1/leads.json?filterType=email&filterValues=many@x.test";
        assertThat(EmulatorClient.code(client.get(query))).isEqualTo("1003");
        emulator.leads().remove(1_001);
        assertThat(client.get(query).get("result").size()).isEqualTo(300);
    }

    @Test
    void aLongUriIs414AndTheFormIsTaken() throws Exception {
        emulator.leads().put(1, Map.of("email", "last@x.test"));
        String values = IntStream.range(0, 299)
                        .mapToObj(i -> "somebody-with-a-long-address-" + i + "@example.test")
                        .collect(Collectors.joining(","))
                + ",last@x.test";

        assertThat(client.raw("/rest/v1/leads.json?filterType=email&filterValues=" + values)
                        .statusCode())
                .isEqualTo(414);
        HttpResponse<String> form =
                client.postForm("/rest/v1/leads.json?_method=GET", "filterType=email&filterValues=" + values);
        assertThat(EmulatorClient.json(form).at("/result/0/id").asLong()).isEqualTo(1);
    }

    @Test
    void aBodyAboveOneMegabyteIs413() throws Exception {
        assertThat(client.postForm("/rest/v1/leads.json?_method=GET", "x=" + "y".repeat(1024 * 1024))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theHundredAndFirstCallWithinTwentySecondsIs606() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(client.get("/rest/v1/leads/describe.json").get("success").asBoolean())
                    .isTrue();
        }
        assertThat(EmulatorClient.code(client.get("/rest/v1/leads/describe.json")))
                .isEqualTo("606");
        emulator.clock().advance(Duration.ofSeconds(21));
        assertThat(client.get("/rest/v1/leads/describe.json").get("success").asBoolean())
                .isTrue();
    }

    @Test
    void theDailyQuotaComesBackAtMidnightInChicago() throws Exception {
        start(EmulatorConfig.defaults().withLimits(Limits.documented().withCallsPerDay(2)));
        // One second before midnight, central daylight time.
        emulator.clock().set(Instant.parse("2026-07-16T04:59:30Z"));
        client.logIn();
        client.get("/rest/v1/leads/describe.json");
        JsonNode usage = client.get("/rest/v1/stats/usage.json");

        assertThat(usage.at("/result/0/total").asInt()).isEqualTo(2);
        assertThat(usage.at("/result/0/date").asText()).isEqualTo("2026-07-15");
        assertThat(EmulatorClient.code(client.get("/rest/v1/leads/describe.json")))
                .isEqualTo("607");
        emulator.clock().set(Instant.parse("2026-07-16T05:00:01Z"));
        assertThat(client.get("/rest/v1/stats/usage.json").at("/result/0/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void callsAboveTheConcurrencyLimitAre615() throws Exception {
        start(EmulatorConfig.defaults().withLimits(Limits.documented().withConcurrentCalls(0)));
        assertThat(EmulatorClient.code(client.get("/rest/v1/leads/describe.json")))
                .isEqualTo("615");
    }

    @Test
    void aPlannedCodeHitsTheNthCallAndAFreeOneIsNotCharged() throws Exception {
        emulator.faults().onCall(2, new Fault.Code("608"));
        assertThat(client.get("/rest/v1/leads/describe.json").get("success").asBoolean())
                .isTrue();
        assertThat(EmulatorClient.code(client.get("/rest/v1/leads/describe.json")))
                .isEqualTo("608");
        assertThat(client.get("/rest/v1/stats/usage.json").at("/result/0/total").asInt())
                .isEqualTo(2);
    }

    @Test
    void answersCanBeDroppedBeHtmlOrAGatewayError() throws Exception {
        emulator.faults().onCall(1, new Fault.HtmlBody());
        emulator.faults().onCall(2, new Fault.HttpStatus(502));
        assertThat(client.raw("/rest/v1/leads/describe.json").body()).startsWith("<html>");
        assertThat(client.raw("/rest/v1/leads/describe.json").statusCode()).isEqualTo(502);
        // A client may repeat a GET by itself when the connection is cut, so every call is dropped here.
        emulator.faults().onNext(10, new Fault.DropAnswer());
        assertThatThrownBy(() -> client.raw("/rest/v1/leads/describe.json")).isInstanceOf(IOException.class);
        assertThat(emulator.calls().all()).map(Call::outcome).contains("html", "HTTP 502", "dropped");
    }

    @Test
    void theSameSeedFailsTheSameCalls() throws Exception {
        List<Fault> faults = List.of(new Fault.Code("608"), new Fault.Code("604"));
        assertThat(outcomes(faults)).isEqualTo(outcomes(faults)).contains("ok", "608", "604");
    }

    private List<String> outcomes(List<Fault> faults) throws IOException, InterruptedException {
        start(EmulatorConfig.defaults());
        emulator.faults().seeded(20_260_715L, 4, faults);
        for (int i = 0; i < 60; i++) {
            client.get("/rest/v1/leads/describe.json");
        }
        return emulator.calls().ofPath("/rest/v1/leads/describe.json").stream()
                .map(Call::outcome)
                .toList();
    }

    @Test
    void unknownPathsAre610AndTheTruthLogHoldsNoSecret() throws Exception {
        assertThat(EmulatorClient.code(client.get("/rest/v1/nothing.json"))).isEqualTo("610");
        assertThat(emulator.calls().all())
                .allSatisfy(call -> assertThat(call.parameters()).doesNotContainKey("client_secret"));
        assertThat(emulator.calls().mostWithin(Duration.ofSeconds(20))).isEqualTo(1);
    }

    @Test
    void leadsComeFromAFileOfJsonLines(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("leads.jsonl");
        Files.writeString(file, "{\"id\": 11, \"firstName\": \"Ann\", \"lastName\": null}\n\n{\"id\": 12}\n");
        LeadFile.load(file, emulator.leads());

        assertThat(emulator.leads().size()).isEqualTo(2);
        assertThat(client.get("/rest/v1/lead/11.json?fields=firstName,lastName")
                        .at("/result/0")
                        .toString())
                .isEqualTo("{\"id\":11,\"firstName\":\"Ann\",\"lastName\":null}");
        Files.writeString(file, "{\"id\": 11}\n{\"name\": 1}\n");
        assertThatThrownBy(() -> LeadFile.load(file, emulator.leads())).hasMessage("line 2 has no numeric id");
    }
}
