package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several calls in one. */
class CompositeTest extends EmulatorFixture {
    private static final String DATA = EmulatorClient.DATA;

    private static Map<String, Object> part(String id, String method, String path, Map<String, Object> body) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("referenceId", id);
        part.put("method", method);
        part.put("url", DATA + path);
        if (!body.isEmpty()) {
            part.put("body", body);
        }
        return part;
    }

    @SafeVarargs
    private JsonNode composite(boolean allOrNone, Map<String, Object>... parts) throws Exception {
        JsonNode answer = client.post("/composite", Map.of("allOrNone", allOrNone, "compositeRequest", List.of(parts)));
        return answer.get("compositeResponse");
    }

    private static List<Integer> statuses(JsonNode parts) {
        List<Integer> statuses = new ArrayList<>();
        parts.forEach(part -> statuses.add(part.get("httpStatusCode").asInt()));
        return statuses;
    }

    @Test
    void laterPartsReferToEarlierOnes() throws Exception {
        JsonNode parts = composite(
                false,
                part("acme", "POST", "/sobjects/Account", Map.of("Name", "Acme")),
                part("jane", "POST", "/sobjects/Contact", Map.of("LastName", "Jane", "AccountId", "@{acme.id}")),
                part("list", "GET", "/query?q=SELECT Id, Name FROM Account WHERE Id = '@{acme.id}'", Map.of()),
                part("again", "GET", "/sobjects/Account/@{list.records[0].Id}", Map.of()));
        assertThat(statuses(parts)).containsExactly(201, 201, 200, 200);
        assertThat(parts.at("/3/body/Name").asText()).isEqualTo("Acme");
        assertThat(parts.at("/3/referenceId").asText()).isEqualTo("again");
        assertThat(parts.at("/0/httpHeaders/Location").asText()).startsWith(DATA + "/sobjects/Account/001");
        String contact = parts.at("/1/body/id").asText();
        assertThat(emulator.org().find(contact).orElseThrow().text("AccountId"))
                .isEqualTo(parts.at("/0/body/id").asText());
        assertThat(emulator.meter().used()).isEqualTo(1);
    }

    @Test
    void withoutAllOrNoneOnlyWhatRefersToAFailureFails() throws Exception {
        JsonNode parts = composite(
                false,
                part("acme", "POST", "/sobjects/Account", Map.of("Nonsense", "Acme")),
                part("jane", "POST", "/sobjects/Contact", Map.of("LastName", "Jane", "AccountId", "@{acme.id}")),
                part("joe", "POST", "/sobjects/Contact", Map.of("LastName", "Joe")));
        assertThat(statuses(parts)).containsExactly(400, 400, 201);
        assertThat(parts.at("/1/body/0/errorCode").asText()).isEqualTo("PROCESSING_HALTED");
        assertThat(emulator.org().count("Contact")).isEqualTo(1);
    }

    @Test
    void withAllOrNoneNothingIsLeftOfAFailure() throws Exception {
        Map<String, Object> acme = part("acme", "POST", "/sobjects/Account", Map.of("Name", "Acme"));
        Map<String, Object> jane =
                part("jane", "POST", "/sobjects/Contact", Map.of("LastName", "Jane", "AccountId", "@{acme.id}"));
        JsonNode failed = composite(true, acme, part("bad", "POST", "/sobjects/Lead", Map.of("LastName", "X")), jane);
        assertThat(statuses(failed)).containsExactly(400, 400, 400);
        assertThat(failed.at("/0/body/0/errorCode").asText()).isEqualTo("PROCESSING_HALTED");
        assertThat(failed.at("/1/body/0/errorCode").asText()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(failed.at("/2/body/0/errorCode").asText()).isEqualTo("PROCESSING_HALTED");
        assertThat(emulator.org().count("Account")).isZero();
        assertThat(emulator.org().journal().after(0, 100))
                .noneMatch(change -> change.entity().equals("Account"));

        assertThat(statuses(composite(true, acme, jane))).containsExactly(201, 201);
        assertThat(emulator.org().count("Contact")).isEqualTo(1);
    }

    @Test
    void aCompositeHasItsSizeAndShape() throws Exception {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            parts.add(part("r" + i, "GET", "/limits", Map.of()));
        }
        assertThat(client.write("POST", "/composite", Map.of("compositeRequest", parts))
                        .statusCode())
                .isEqualTo(400);
        assertThat(statuses(client.post("/composite", Map.of("compositeRequest", parts.subList(0, 25)))
                        .get("compositeResponse")))
                .hasSize(25)
                .containsOnly(200);
        HttpResponse<String> twins =
                client.write("POST", "/composite", Map.of("compositeRequest", List.of(parts.get(0), parts.get(0))));
        assertThat(EmulatorClient.code(twins)).isEqualTo("INVALID_INPUT");
    }

    @Test
    void partsOfABatchHaveNothingToDoWithEachOther() throws Exception {
        List<Map<String, Object>> parts = List.of(
                Map.of("method", "POST", "url", "v62.0/sobjects/Account", "richInput", Map.of("Name", "Acme")),
                Map.of("method", "GET", "url", "v62.0/sobjects/Nothing/1"),
                Map.of("method", "GET", "url", "/services/data/v62.0/limits"));
        JsonNode all = client.post("/composite/batch", Map.of("batchRequests", parts));
        assertThat(all.get("hasErrors").asBoolean()).isTrue();
        assertThat(all.findValuesAsText("statusCode")).containsExactly("201", "404", "200");
        JsonNode halted = client.post("/composite/batch", Map.of("batchRequests", parts, "haltOnError", true));
        assertThat(halted.findValuesAsText("statusCode")).containsExactly("201", "404", "412");
        assertThat(halted.at("/results/2/result/0/errorCode").asText()).isEqualTo("BATCH_PROCESSING_HALTED");
    }
}
