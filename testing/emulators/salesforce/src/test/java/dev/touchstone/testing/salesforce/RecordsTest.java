package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.org.AcceptedWrite;
import dev.touchstone.testing.salesforce.org.Automation.AssignmentRule;
import dev.touchstone.testing.salesforce.org.Automation.DuplicateRule;
import dev.touchstone.testing.salesforce.org.Automation.ValidationRule;
import dev.touchstone.testing.salesforce.schema.Field;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single records over HTTP. */
class RecordsTest extends EmulatorFixture {
    private static final String KEY = "SiaTaskKey__c";

    private void addKey(Field.Trait... traits) {
        emulator.org().schema().addField("Task", Field.text(KEY, 50).with(traits));
    }

    private String task(Map<String, Object> fields) {
        return emulator.org().create("Task", fields);
    }

    @Test
    void recordsAreCreatedReadChangedAndDeleted() throws Exception {
        HttpResponse<String> created =
                client.write("POST", "/sobjects/Lead", Map.of("LastName", "Doe", "Company", "X"));
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode answer = EmulatorClient.json(created);
        assertThat(answer.get("success").asBoolean()).isTrue();
        String path = "/sobjects/Lead/" + answer.get("id").asText();
        assertThat(created.headers().firstValue("Location")).hasValue(EmulatorClient.DATA + path);

        assertThat(client.write("PATCH", path, Map.of("Title", "CTO")).statusCode())
                .isEqualTo(204);
        assertThat(client.get(path + "?fields=LastName,Title").get("Title").asText())
                .isEqualTo("CTO");
        assertThat(client.get(path).get("LastName").asText()).isEqualTo("Doe");
        assertThat(client.delete(path).statusCode()).isEqualTo(204);
        HttpResponse<String> gone = client.raw(path);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(EmulatorClient.code(gone)).isEqualTo("ENTITY_IS_DELETED");
    }

    /** Clients that cannot send PATCH name it. */
    @Test
    void aPostMayStandForAPatch() throws Exception {
        String id = task(Map.of("Subject", "a"));
        assertThat(client.write("POST", "/sobjects/Task/" + id + "?_HttpMethod=PATCH", Map.of("Subject", "b"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(emulator.org().find(id).orElseThrow().text("Subject")).isEqualTo("b");
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/sobjects/Nothing|{}|404|NOT_FOUND",
                "POST|/sobjects/Lead|{\"Company\":\"X\"}|400|REQUIRED_FIELD_MISSING",
                "POST|/sobjects/Lead|{\"LastName\":\"X\",\"Company\":\"X\",\"Nonsense\":1}|400|INVALID_FIELD",
                "POST|/sobjects/Lead|{\"LastName\":[1]}|400|JSON_PARSER_ERROR",
                "POST|/sobjects/Lead|{|400|JSON_PARSER_ERROR",
                "POST|/sobjects/Lead|[]|400|JSON_PARSER_ERROR",
                "PATCH|/sobjects/Lead/00Q5g00000000zzEAA|{\"LastName\":\"X\"}|404|*",
                "PATCH|/sobjects/Lead/00Q5g00000000zzEAA|{\"Id\":\"X\"}|400|INVALID_FIELD",
                "DELETE|/sobjects/Lead/00Q5g00000000zzEAA||404|*",
                "GET|/sobjects/Lead/00Q5g00000000zzEAA||404|NOT_FOUND",
                "PUT|/sobjects/Lead|{}|405|METHOD_NOT_ALLOWED",
                "GET|/nonsense||404|NOT_FOUND"
            })
    void wrongCallsAreRefused(String method, String path, String body, int status, String code) throws Exception {
        HttpResponse<String> response = client.send(client.request(path)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(EmulatorClient.code(response)).matches(code.equals("*") ? "[A-Z_]+" : code);
    }

    /** 201 for a new record, 200 or 204 for one that is there, 300 if the key is not unique. */
    @Test
    void anUpsertFindsItsRecordByTheKey() throws Exception {
        addKey(Field.Trait.EXTERNAL_ID);
        String path = "/sobjects/Task/" + KEY + "/01JD0A";
        HttpResponse<String> created = client.write("PATCH", path, Map.of("Subject", "a"));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(EmulatorClient.json(created).get("created").asBoolean()).isTrue();
        HttpResponse<String> updated = client.write("PATCH", path, Map.of("Subject", "b"));
        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(EmulatorClient.json(updated).get("created").asBoolean()).isFalse();
        assertThat(client.write("PATCH", "/services/data/v45.0" + path, Map.of("Subject", "c"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.get(path).get("Subject").asText()).isEqualTo("c");
        assertThat(emulator.org().count("Task")).isEqualTo(1);

        task(Map.of("Subject", "twin", KEY, "01JD0A"));
        HttpResponse<String> several = client.write("PATCH", path, Map.of("Subject", "d"));
        assertThat(several.statusCode()).isEqualTo(300);
        assertThat(EmulatorClient.json(several)).hasSize(2);
        assertThat(EmulatorClient.json(several).get(0).asText()).startsWith("/services/data/v62.0/sobjects/Task/00T");
        assertThat(client.raw(path).statusCode()).isEqualTo(300);
    }

    @Test
    void datesOfChangeMakeACallDepend() throws Exception {
        String path = "/sobjects/Task/" + task(Map.of("Subject", "a"));
        String stamp = client.raw(path).headers().firstValue("Last-Modified").orElseThrow();
        assertThat(client.send(client.request(path).header("If-Modified-Since", stamp))
                        .statusCode())
                .isEqualTo(304);
        assertThat(client.write("PATCH", path, Map.of("Subject", "b"), "If-Unmodified-Since", stamp)
                        .statusCode())
                .isEqualTo(204);
        emulator.clock().advance(Duration.ofSeconds(5));
        client.write("PATCH", path, Map.of("Subject", "c"));
        HttpResponse<String> late = client.write("PATCH", path, Map.of("Subject", "d"), "If-Unmodified-Since", stamp);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(client.send(client.request(path).header("If-Modified-Since", stamp))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get(path).get("Subject").asText()).isEqualTo("c");
    }

    @Test
    void theRefusalOfARuleNamesMessageAndFields() throws Exception {
        emulator.org()
                .automation()
                .add(new ValidationRule(
                        "Task",
                        row -> String.valueOf(row.text("Subject")).contains("Hello"),
                        "Subject must not contain Hello",
                        "Subject"));
        HttpResponse<String> refused = client.write("POST", "/sobjects/Task", Map.of("Subject", "Hello"));
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = EmulatorClient.json(refused).get(0);
        assertThat(error.get("errorCode").asText()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(error.get("message").asText()).isEqualTo("Subject must not contain Hello");
        assertThat(error.at("/fields/0").asText()).isEqualTo("Subject");
    }

    @Test
    void duplicatesAreAllowedOnTheSecondTry() throws Exception {
        emulator.org().automation().add(new DuplicateRule("Lead", List.of("Email"), true));
        Map<String, Object> lead = Map.of("LastName", "Doe", "Company", "X", "Email", "d@x.test");
        client.write("POST", "/sobjects/Lead", lead);
        HttpResponse<String> refused = client.write("POST", "/sobjects/Lead", lead);
        assertThat(EmulatorClient.code(refused)).isEqualTo("DUPLICATES_DETECTED");
        assertThat(EmulatorClient.json(refused).get(0).has("duplicateResut")).isTrue();
        assertThat(client.write("POST", "/sobjects/Lead", lead, "Sforce-Duplicate-Rule-Header", "allowSave=true")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void headersTellTheClientAndSwitchAssignmentOff() throws Exception {
        String other = emulator.addUser("other@x.test", "Other");
        emulator.org().automation().add(new AssignmentRule("Lead", row -> true, other));
        Map<String, Object> lead = Map.of("LastName", "Doe", "Company", "X");
        String assigned = client.post("/sobjects/Lead", lead).get("id").asText();
        assertThat(emulator.org().find(assigned).orElseThrow().text("OwnerId")).isEqualTo(other);
        String kept = client.post(
                        "/sobjects/Lead",
                        lead,
                        "Sforce-Auto-Assign",
                        "FALSE",
                        "Sforce-Call-Options",
                        "client=sia-sync, defaultNamespace=x")
                .get("id")
                .asText();
        assertThat(emulator.org().find(kept).orElseThrow().text("OwnerId")).isNotEqualTo(other);
        assertThat(emulator.org().truth().ofRecord(kept))
                .extracting(AcceptedWrite::client)
                .containsExactly("sia-sync");
        assertThat(emulator.org().journal().after(0, 100).stream()
                        .filter(change -> change.recordIds().contains(kept)))
                .allSatisfy(change ->
                        assertThat(change.transaction().changeOrigin()).endsWith(";client=sia-sync"));
    }
}
