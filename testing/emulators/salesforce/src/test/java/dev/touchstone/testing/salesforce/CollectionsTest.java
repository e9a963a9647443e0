package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.org.Automation.ValidationRule;
import dev.touchstone.testing.salesforce.schema.Field;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Up to 200 records in one call. */
class CollectionsTest extends EmulatorFixture {
    private static final String KEY = "SiaTaskKey__c";
    private static final String UPSERT = "/composite/sobjects/Task/" + KEY;

    @BeforeEach
    void addKeyAndRule() {
        emulator.org().schema().addField("Task", Field.text(KEY, 50).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        emulator.org()
                .automation()
                .add(new ValidationRule(
                        "Task",
                        row -> String.valueOf(row.text("Subject")).contains("Hello"),
                        "Subject must not contain Hello",
                        "Subject"));
    }

    private static Map<String, Object> record(String type, Map<String, Object> fields) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("attributes", Map.of("type", type));
        record.putAll(fields);
        return record;
    }

    private static Map<String, Object> body(boolean allOrNone, List<Map<String, Object>> records) {
        return Map.of("allOrNone", allOrNone, "records", records);
    }

    private static List<Map<String, Object>> tasks(int count, int wrong) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> record("Task", Map.of(KEY, "k" + i, "Subject", i == wrong ? "Hello" : "Call " + i)))
                .toList();
    }

    /** AC-51: what is sent again is found by its key. AC-52: a row that breaks a rule dies alone. */
    @Test
    void rowsOfAnUpsertAreAnsweredInOrderEachWithItsOwnFate() throws Exception {
        JsonNode rows = EmulatorClient.json(client.write("PATCH", UPSERT, body(false, tasks(200, 57))));
        assertThat(rows).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(rows.get(i).get("success").asBoolean()).isEqualTo(i != 56);
        }
        assertThat(rows.at("/56/errors/0/statusCode").asText()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(rows.at("/56/errors/0/message").asText()).isEqualTo("Subject must not contain Hello");
        assertThat(rows.at("/0/created").asBoolean()).isTrue();
        assertThat(rows.at("/0/id").asText()).startsWith("00T").hasSize(18);

        JsonNode again = EmulatorClient.json(client.write("PATCH", UPSERT, body(false, tasks(200, 57))));
        assertThat(again.at("/0/created").asBoolean()).isFalse();
        assertThat(again.at("/0/id")).isEqualTo(rows.at("/0/id"));
        assertThat(emulator.org().count("Task")).isEqualTo(199);
    }

    @Test
    void allOrNoneWritesNothingIfOneRowFails() throws Exception {
        HttpResponse<String> response = client.write("PATCH", UPSERT, body(true, tasks(3, 2)));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode rows = EmulatorClient.json(response);
        assertThat(rows.findValuesAsText("statusCode"))
                .containsExactly(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(emulator.org().count("Task")).isZero();
    }

    @Test
    void recordsOfSeveralTypesAreCreatedChangedReadAndDeleted() throws Exception {
        JsonNode created = client.post(
                "/composite/sobjects",
                body(
                        false,
                        List.of(
                                record("Account", Map.of("Name", "Acme")),
                                record("Task", Map.of("Subject", "a")),
                                record("Task", Map.of("Subject", "b")))));
        List<String> ids = created.findValuesAsText("id");
        assertThat(ids).hasSize(3);

        JsonNode updated = EmulatorClient.json(client.write(
                "PATCH",
                "/composite/sobjects",
                body(
                        false,
                        List.of(
                                record("Task", Map.of("id", ids.get(1), "Subject", "c")),
                                record("Task", Map.of("id", "00T5g00000000zzEAA", "Subject", "d"))))));
        assertThat(updated.at("/0/success").asBoolean()).isTrue();
        assertThat(updated.at("/1/success").asBoolean()).isFalse();
        assertThat(updated.at("/0").has("created")).isFalse();

        String wanted = ids.get(2) + ",00T5g00000000zzEAA," + ids.get(1);
        JsonNode read = client.get("/composite/sobjects/Task?ids=" + wanted + "&fields=Subject");
        assertThat(read.findValuesAsText("Subject")).containsExactly("b", "c");
        assertThat(read.get(1).isNull()).isTrue();
        JsonNode readByBody =
                client.post("/composite/sobjects/Task", Map.of("ids", List.of(ids.get(1)), "fields", List.of("Id")));
        assertThat(readByBody.at("/0/Id").asText()).isEqualTo(ids.get(1));

        JsonNode deleted = EmulatorClient.json(
                client.delete("/composite/sobjects?ids=" + ids.get(1) + "," + ids.get(1) + "," + ids.get(0)));
        assertThat(deleted.at("/0/success").asBoolean()).isTrue();
        assertThat(deleted.at("/1/success").asBoolean()).isFalse();
        assertThat(deleted.at("/2/success").asBoolean()).isTrue();
        assertThat(emulator.org().count("Task")).isEqualTo(1);
    }

    /** F33, AC-54: a locked parent fails the rows under it and no others. */
    @Test
    void rowsUnderALockedParentFailAlone() throws Exception {
        String account = emulator.org().create("Account", Map.of("Name", "Hot"));
        emulator.org().locks().failNext(account, 1);
        JsonNode rows = client.post(
                "/composite/sobjects",
                body(
                        false,
                        List.of(
                                record("Task", Map.of("Subject", "a", "WhatId", account)),
                                record("Task", Map.of("Subject", "b")),
                                record("Task", Map.of("Subject", "c", "WhatId", account)))));
        assertThat(rows.at("/0/errors/0/statusCode").asText()).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(rows.at("/1/success").asBoolean()).isTrue();
        assertThat(rows.at("/2/success").asBoolean()).isTrue();
    }

    @Test
    void aCollectionHasItsSizeAndShape() throws Exception {
        assertThat(refusal("PATCH", UPSERT, body(false, tasks(201, 0)))).isEqualTo("EXCEEDED_MAX_SIZE_REQUEST");
        assertThat(refusal("POST", "/composite/sobjects", body(false, List.of())))
                .isEqualTo("INVALID_INPUT");
        assertThat(refusal("POST", "/composite/sobjects", Map.of("rows", List.of())))
                .isEqualTo("INVALID_INPUT");
        assertThat(refusal("POST", "/composite/sobjects", body(false, List.of(Map.of("Subject", "x")))))
                .isEqualTo("INVALID_INPUT");
        List<Map<String, Object>> mixed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            mixed.add(record("Account", Map.of("Name", "A")));
            mixed.add(record("Task", Map.of("Subject", "b")));
        }
        assertThat(refusal("POST", "/composite/sobjects", body(false, mixed))).isEqualTo("LIMIT_EXCEEDED");
        assertThat(emulator.org().count("Task")).isZero();
    }

    private String refusal(String method, String path, Object body) throws Exception {
        HttpResponse<String> response = client.write(method, path, body);
        assertThat(response.statusCode()).isEqualTo(400);
        return EmulatorClient.code(response);
    }
}
