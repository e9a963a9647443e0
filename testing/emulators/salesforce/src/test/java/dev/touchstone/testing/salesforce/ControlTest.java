package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other processes ask and plan. */
class ControlTest extends EmulatorFixture {
    private static final String ROOT = "/emulator/v1/";

    private JsonNode edit(Map<String, Object> edit) throws Exception {
        return client.post(ROOT + "records", Map.of("edits", List.of(edit))).at("/results/0");
    }

    private String put(String type, Map<String, Object> fields) throws Exception {
        return edit(Map.of("op", "put", "type", type, "fields", fields))
                .get("id")
                .asText();
    }

    private List<JsonNode> lines(String path) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : client.raw(ROOT + path).body().split("\n")) {
            lines.add(EmulatorClient.JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void recordsAreEditedAndTheTruthIsTold() throws Exception {
        String winner = put("Contact", Map.of("LastName", "A"));
        String loser = put("Contact", Map.of("LastName", "B"));
        edit(Map.of("op", "merge", "id", winner, "losers", List.of(loser), "fields", Map.of("Title", "CTO")));
        String lead = put("Lead", Map.of("LastName", "L", "Company", "C"));
        JsonNode converted = edit(Map.of("op", "convert", "id", lead));
        assertThat(converted.get("contactId").asText()).startsWith("003");
        String task = put("Task", Map.of("Subject", "a"));
        edit(Map.of("op", "delete", "type", "Task", "id", task));
        edit(Map.of("op", "undelete", "type", "Task", "id", task));

        JsonNode truth = client.get(ROOT + "truth");
        assertThat(truth.at("/records/Contact").asInt()).isEqualTo(2);
        assertThat(truth.at("/records/Task").asInt()).isEqualTo(1);
        assertThat(truth.at("/writes/Task undelete").asInt()).isEqualTo(1);
        List<JsonNode> contacts = lines("records?type=contact&fields=Title,MasterRecordId");
        assertThat(contacts).hasSize(3);
        assertThat(contacts.stream().filter(row -> row.get("IsDeleted").asBoolean()))
                .singleElement()
                .satisfies(row -> assertThat(row.get("MasterRecordId").asText()).isEqualTo(winner));
        assertThat(lines("writes?type=Task"))
                .extracting(row -> row.get("operation").asText())
                .containsExactly("create", "delete", "undelete");
        assertThat(client.get(ROOT + "digest?type=Task&fields=Subject")
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void recordsAreGenerated() throws Exception {
        JsonNode generated = client.post(ROOT + "population", Map.of("contacts", 2_500, "seed", 7));
        assertThat(generated.get("contacts").asInt()).isEqualTo(2_500);
        JsonNode page = client.query("SELECT Id, Email, Account.Name FROM Contact ORDER BY SystemModstamp, Id");
        assertThat(page.get("totalSize").asInt()).isEqualTo(2_500);
        assertThat(page.at("/records/0/Account/Name").asText()).isNotEmpty();
    }

    @Test
    void clockFaultsAndLimitsAreSet() throws Exception {
        client.post(ROOT + "clock", Map.of("now", "2026-07-15T19:00:00Z", "advanceSeconds", 60));
        assertThat(client.get(ROOT + "clock").get("now").asText()).startsWith("2026-07-15T19:01:0");
        client.logIn();
        client.post(
                ROOT + "faults",
                Map.of(
                        "method",
                        "POST|PATCH",
                        "path",
                        "/services/data/*",
                        "times",
                        1,
                        "fault",
                        Map.of("kind", "code", "code", "UNABLE_TO_LOCK_ROW")));
        Map<String, Object> task = Map.of("Subject", "a");
        assertThat(EmulatorClient.code(client.write("POST", "/sobjects/Task", task)))
                .isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(client.write("POST", "/sobjects/Task", task).statusCode()).isEqualTo(201);

        client.post(ROOT + "settings", Map.of("limits", Map.of("requestsPerDay", 2)));
        assertThat(EmulatorClient.code(client.raw("/limits"))).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        client.post(ROOT + "reset", Map.of());
        client.logIn();
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        assertThat(client.get(ROOT + "truth").at("/calls").toString())
                .isEqualTo("{\"GET /services/data/v62.0/limits ok\":1,\"POST /services/oauth2/token ok\":1}");
        assertThat(lines("calls")).hasSize(2);
    }

    @Test
    void behaviourIsSet() throws Exception {
        client.post(
                ROOT + "settings",
                Map.of(
                        "access",
                        List.of(Map.of("type", "Task", "field", "Type", "level", "HIDDEN")),
                        "rules",
                        List.of(
                                Map.of(
                                        "kind",
                                        "validation",
                                        "type",
                                        "Task",
                                        "where",
                                        "Subject LIKE '%Hello%'",
                                        "message",
                                        "no greeting"),
                                Map.of("kind", "append", "type", "Task", "field", "Description", "text", "!"))));
        HttpResponse<String> refused = client.write("POST", "/sobjects/Task", Map.of("Subject", "Hello"));
        assertThat(EmulatorClient.json(refused).at("/0/message").asText()).isEqualTo("no greeting");
        String id = client.post("/sobjects/Task", Map.of("Subject", "a", "Description", "b"))
                .get("id")
                .asText();
        JsonNode task = client.get("/sobjects/Task/" + id);
        assertThat(task.get("Description").asText()).isEqualTo("b!");
        assertThat(task.has("Type")).isFalse();

        client.post(ROOT + "settings", Map.of("locks", List.of(Map.of("id", id, "rows", 1)), "maxIds", 5));
        client.send(client.request(ROOT + "rules").DELETE());
        assertThat(client.write("POST", "/sobjects/Task", Map.of("Subject", "Hello"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void loginsAreSetUp() throws Exception {
        client.post(ROOT + "users", Map.of("username", "seller@x.test", "name", "Sel Ler"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        client.post(
                ROOT + "apps",
                Map.of(
                        "name",
                        "other",
                        "consumerKey",
                        "k",
                        "consumerSecret",
                        "s",
                        "certificate",
                        pem,
                        "preauthorized",
                        List.of("seller@x.test"),
                        "runAs",
                        "seller@x.test",
                        "rotation",
                        true));
        Map<String, String> form = Map.of("grant_type", "client_credentials", "client_id", "k", "client_secret", "s");
        client.use(EmulatorClient.json(client.requestToken(emulator.url(), form)));
        assertThat(client.get("/services/oauth2/userinfo").get("name").asText()).isEqualTo("Sel Ler");
        client.post(ROOT + "users", Map.of("username", "seller@x.test", "restrict", "INACTIVE"));
        assertThat(client.raw("/limits").statusCode()).isEqualTo(401);
        client.post(ROOT + "browser", Map.of("username", "seller@x.test"));
        assertThat(emulator.apps().find("k").orElseThrow().web().rotation()).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|nothing||there is no GET nothing",
                "GET|records||type is missing",
                "GET|records?type=Nothing||there is no type Nothing",
                "POST|faults|{|the body is not JSON",
                "POST|faults|{\"fault\":{\"kind\":\"rust\"}}|rust",
                "POST|clock|{\"now\":\"noon\"}|noon",
                "POST|users|{}|username is missing",
                "POST|users|{\"username\":\"x\",\"restrict\":\"INACTIVE\"}|there is no user x",
                "POST|settings|{\"limits\":{\"x\":1}}|there is no limit",
                "POST|records|{\"edits\":[{\"op\":\"paint\"}]}|there is no edit"
            })
    void aWrongRequestIsHttp400WithASentence(String method, String path, String body, String sentence)
            throws Exception {
        HttpResponse<String> response = client.send(
                client.request(ROOT + path).method(method, BodyPublishers.ofString(body == null ? "" : body)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(EmulatorClient.json(response).get("error").asText()).contains(sentence);
    }
}
