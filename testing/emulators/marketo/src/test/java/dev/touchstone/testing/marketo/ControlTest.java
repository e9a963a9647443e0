package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.marketo.lead.LeadDigest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other processes ask and plan. */
class ControlTest extends EmulatorFixture {
    private static final String ROOT = "/emulator/v1/";

    @Test
    void editsAreMadeAndTheTruthIsTold() throws Exception {
        client.post(
                ROOT + "leads",
                Map.of(
                        "edits",
                        List.of(
                                Map.of("op", "put", "id", 1, "fields", lead(1)),
                                Map.of("op", "put", "id", 2, "fields", lead(2)),
                                Map.of("op", "put", "id", 3, "fields", lead(3)),
                                Map.of("op", "change", "id", 1, "fields", Map.of("title", "CTO")),
                                Map.of("op", "merge", "winner", 1, "losers", List.of(2)),
                                Map.of("op", "remove", "id", 3))));
        client.post(
                ROOT + "leads",
                Map.of(
                        "quiet",
                        true,
                        "edits",
                        List.of(Map.of("op", "change", "id", 1, "fields", Map.of("title", "CEO")))));

        JsonNode truth = client.get(ROOT + "truth");
        assertThat(truth.get("people").asInt()).isEqualTo(1);
        assertThat(truth.get("deletions").asInt()).isEqualTo(1);
        assertThat(truth.get("merges").asInt()).isEqualTo(1);
        assertThat(truth.get("activities").asInt()).isEqualTo(6);
        assertThat(client.raw(ROOT + "leads?fields=title,email").body())
                .isEqualTo("{\"id\":1,\"title\":\"CEO\",\"email\":\"person1@x.test\"}\n");
        assertThat(client.raw(ROOT + "digests?fields=title,email").body())
                .isEqualTo(
                        "1 " + LeadDigest.of(emulator.leads().find(1).orElseThrow(), List.of("title", "email")) + "\n");
        assertThat(client.raw(ROOT + "activities?types=37").body()).contains("\"leadId\":3");
    }

    @Test
    void populationsClockFaultsAndSettingsAreSet() throws Exception {
        assertThat(client.post(ROOT + "population", Map.of("count", 1_000, "qualifying", 10))
                        .get("people")
                        .asInt())
                .isEqualTo(1_000);
        client.post(ROOT + "clock", Map.of("now", "2026-07-15T19:00:00Z", "advanceSeconds", 60));
        assertThat(client.get(ROOT + "clock").get("now").asText()).startsWith("2026-07-15T19:01:0");
        client.logIn();

        client.post(
                ROOT + "faults",
                Map.of("path", "/rest/v1/stats/*", "times", 1, "fault", Map.of("kind", "code", "code", "611")));
        assertThat(EmulatorClient.code(client.get("/rest/v1/stats/usage.json"))).isEqualTo("611");
        assertThat(EmulatorClient.code(client.get("/rest/v1/stats/usage.json"))).isEmpty();
        client.post(ROOT + "settings", Map.of("limits", Map.of("callsPerDay", 1)));
        assertThat(EmulatorClient.code(client.get("/rest/v1/stats/usage.json"))).isEqualTo("607");

        client.post(ROOT + "reset", Map.of());
        assertThat(emulator.leads().size()).isZero();
        assertThat(client.get("/rest/v1/stats/usage.json").get("success").asBoolean())
                .isTrue();
        assertThat(client.raw(ROOT + "calls").body()).contains("/rest/v1/stats/usage.json");
        assertThat(client.get(ROOT + "truth").at("/calls").toString())
                .isEqualTo("{\"GET /rest/v1/stats/usage.json ok\":1}");
    }

    @Test
    void aWrongRequestIsHttp400WithASentence() throws Exception {
        HttpResponse<String> wrong = client.raw(ROOT + "nothing");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("there is no GET nothing");
        assertThat(client.raw(ROOT + "leads").body()).contains("fields is missing");
        assertThat(client.rawPost(ROOT + "faults", "{", "application/json").statusCode())
                .isEqualTo(400);
        assertThat(client.post(ROOT + "faults", Map.of("fault", Map.of("kind", "rust")))
                        .get("error")
                        .asText())
                .contains("rust");
    }
}
