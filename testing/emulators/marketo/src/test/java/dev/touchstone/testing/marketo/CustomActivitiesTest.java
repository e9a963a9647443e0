package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.activity.ActivityLog.Received;
import dev.touchstone.testing.marketo.activity.CustomTypes.AttributeType;
import dev.touchstone.testing.marketo.activity.CustomTypes.Definition;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom activity types and the activities of such types. */
class CustomActivitiesTest extends EmulatorFixture {
    private static final String TYPES = "/rest/v1/activities/external/type";
    private static final String ADD = "/rest/v1/activities/external.json";

    private static Map<String, Object> type(String name) {
        return Map.of(
                "apiName",
                name,
                "name",
                name,
                "triggerName",
                "Has " + name,
                "filterName",
                "Had " + name,
                "primaryAttribute",
                Map.of("apiName", "kind", "name", "Kind"));
    }

    private static Map<String, Object> attributes(int from, int to) {
        return Map.of(
                "attributes",
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> Map.of("apiName", "a" + i, "name", "Attribute " + i, "dataType", "string"))
                        .toList());
    }

    /** A type that is there already: key and note are text, seconds a number. */
    private int typeInUse() {
        return emulator.customTypes()
                .put(
                        "sales",
                        new Definition(
                                "Sales",
                                "",
                                "Has Sales",
                                "Had Sales",
                                new AttributeType("kind", "Kind", "", "string"),
                                List.of(
                                        new AttributeType("key", "Key", "", "string"),
                                        new AttributeType("seconds", "Seconds", "", "integer"),
                                        new AttributeType("note", "Note", "", "text"))));
    }

    private static Map<String, Object> row(int type, long lead, String key) {
        Map<String, Object> row = new HashMap<>();
        row.put("leadId", lead);
        row.put("activityDate", "2026-07-15T10:00:00Z");
        row.put("activityTypeId", type);
        row.put("primaryAttributeValue", "Call");
        row.put("attributes", List.of(Map.of("apiName", "key", "value", key), Map.of("name", "Seconds", "value", 95)));
        return row;
    }

    private JsonNode add(Object... rows) throws Exception {
        return client.post(ADD, Map.of("input", rows));
    }

    @Test
    void aTypeIsADraftUntilItIsApproved() throws Exception {
        JsonNode created = client.post(TYPES + ".json", type("visit")).at("/result/0");
        assertThat(created.get("status").asText()).isEqualTo("draft");
        assertThat(created.has("id")).isFalse();
        client.post(TYPES + "/visit/attributes/create.json", attributes(1, 2));
        assertThat(client.get("/rest/v1/activities/types.json").get("result").findValuesAsText("name"))
                .doesNotContain("visit");
        assertThat(EmulatorClient.code(client.get(TYPES + "/visit/describe.json")))
                .isEqualTo("1013");

        JsonNode approved = client.post(TYPES + "/visit/approve.json", Map.of()).at("/result/0");
        assertThat(approved.get("status").asText()).isEqualTo("approved");
        assertThat(approved.get("id").asInt()).isEqualTo(100_001);
        assertThat(client.get(TYPES + "/visit/describe.json")
                        .at("/result/0/attributes")
                        .findValuesAsText("apiName"))
                .containsExactly("a1", "a2");

        client.post(TYPES + "/visit/attributes/create.json", attributes(3, 3));
        assertThat(client.get("/rest/v1/activities/external/types.json")
                        .at("/result/0/status")
                        .asText())
                .isEqualTo("approved with draft");
        assertThat(client.get(TYPES + "/visit/describe.json")
                        .at("/result/0/attributes")
                        .size())
                .isEqualTo(2);
        assertThat(client.get(TYPES + "/visit/describe.json?draft=true")
                        .at("/result/0/attributes")
                        .size())
                .isEqualTo(3);
        client.post(TYPES + "/visit/discardDraft.json", Map.of());
        assertThat(EmulatorClient.code(client.post(TYPES + "/visit/approve.json", Map.of())))
                .isEqualTo("709");
    }

    /** AC-38's ground: ten types, twenty attributes. */
    @Test
    void typesAndAttributesAreLimited() throws Exception {
        for (int i = 1; i <= 10; i++) {
            assertThat(client.post(TYPES + ".json", type("type" + i))
                            .get("success")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(EmulatorClient.code(client.post(TYPES + ".json", type("one too many"))))
                .isEqualTo("1027");
        client.post(TYPES + "/type1/attributes/create.json", attributes(1, 20));
        assertThat(EmulatorClient.code(client.post(TYPES + "/type1/attributes/create.json", attributes(21, 21))))
                .isEqualTo("1028");
        client.post(TYPES + "/type10/delete.json", Map.of());
        assertThat(EmulatorClient.code(client.post(TYPES + ".json", type("type1"))))
                .isEqualTo("1017");
        Map<String, Object> sameTrigger = new HashMap<>(type("other"));
        sameTrigger.put("triggerName", "Has type1");
        assertThat(EmulatorClient.code(client.post(TYPES + ".json", sameTrigger)))
                .isEqualTo("1003");
    }

    @Test
    void namesOfATypeInUseAreFrozen() throws Exception {
        int type = typeInUse();
        emulator.leads().put(1, lead(1));
        add(row(type, 1, "k1"));

        assertThat(EmulatorClient.code(client.post(TYPES + "/sales.json", Map.of("triggerName", "Sold"))))
                .isEqualTo("1022");
        assertThat(client.post(TYPES + "/sales.json", Map.of("description", "Ours"))
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(client.post(TYPES + "/sales/attributes/create.json", attributes(1, 1))
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(EmulatorClient.code(client.post(TYPES + "/sales/delete.json", Map.of())))
                .isEqualTo("1022");
    }

    @Test
    void eachRowIsAddedOrSkippedWithItsErrors() throws Exception {
        int type = typeInUse();
        emulator.leads().put(1, lead(1));
        Map<String, Object> tooLong = new HashMap<>(row(type, 1, "long"));
        tooLong.put("attributes", List.of(Map.of("apiName", "note", "value", "x".repeat(65_536))));
        Map<String, Object> noNumber = new HashMap<>(row(type, 1, "text"));
        noNumber.put("attributes", List.of(Map.of("apiName", "seconds", "value", "soon")));
        Map<String, Object> unknown = new HashMap<>(row(type, 1, "unknown"));
        unknown.put("attributes", List.of(Map.of("apiName", "colour", "value", "red")));

        JsonNode rows = add(
                        row(type, 1, "k1"),
                        row(type, 2, "k2"),
                        row(type + 1, 1, "k3"),
                        tooLong,
                        noNumber,
                        unknown,
                        row(type, 1, "k4"))
                .get("result");
        assertThat(rows.findValuesAsText("status"))
                .containsExactly("added", "skipped", "skipped", "skipped", "skipped", "skipped", "added");
        assertThat(rows.findValuesAsText("code")).containsExactly("1004", "1003", "1049", "1001", "1006");
        assertThat(emulator.activities().received("Key")).map(Received::key).containsExactly("k1", "k4");
    }

    @Test
    void whatIsSentTwiceIsThereTwice() throws Exception {
        int type = typeInUse();
        emulator.leads().put(1, lead(1));
        emulator.faults().add(FaultRule.on(ADD, new Fault.DropAnswer()).times(1));
        assertThatThrownBy(() -> add(row(type, 1, "k1"))).isInstanceOf(IOException.class);
        add(row(type, 1, "k1"));

        assertThat(emulator.activities().received("Key")).singleElement().satisfies(received -> {
            assertThat(received.copies()).isEqualTo(2);
            assertThat(received.first().leadId()).isEqualTo(1);
            assertThat(received.first().date()).isEqualTo("2026-07-15T10:00:00Z");
        });
    }

    /** AC-41: visible only later. */
    @Test
    void activitiesCanBecomeVisibleLater() throws Exception {
        int type = typeInUse();
        emulator.leads().put(1, lead(1));
        emulator.activities().customVisibleAfter(Duration.ofSeconds(150));
        add(row(type, 1, "k1"));
        String since = client.get("/rest/v1/activities/pagingtoken.json?sinceDatetime=2026-07-15T09:00:00Z")
                .get("nextPageToken")
                .asText();
        String more = "&activityTypeIds=" + type + "&leadIds=1";

        assertThat(client.page("/rest/v1/activities.json", since, more).has("result"))
                .isFalse();
        emulator.clock().advance(Duration.ofSeconds(151));
        JsonNode found = client.page("/rest/v1/activities.json", since, more).at("/result/0");
        assertThat(found.get("primaryAttributeValue").asText()).isEqualTo("Call");
        assertThat(found.get("attributes").toString())
                .isEqualTo("[{\"name\":\"Key\",\"value\":\"k1\"},{\"name\":\"Seconds\",\"value\":95}]");
    }

    /** AC-35: one row spoils the call, and nothing of it is carried out. */
    @Test
    void aPoisonedRowIs611ForTheWholeCall() throws Exception {
        int type = typeInUse();
        emulator.leads().put(1, lead(1));
        emulator.customActivities().poison("k2");

        assertThat(EmulatorClient.code(add(row(type, 1, "k1"), row(type, 1, "k2"))))
                .isEqualTo("611");
        assertThat(emulator.activities().received("Key")).isEmpty();
        emulator.customActivities().heal();
        assertThat(add(row(type, 1, "k2")).at("/result/0/status").asText()).isEqualTo("added");
    }

    @ParameterizedTest
    @CsvSource({"0, 1002", "301, 1003"})
    void aCallHasOneToThreeHundredRows(int rows, String code) throws Exception {
        int type = typeInUse();
        List<Map<String, Object>> input =
                IntStream.range(0, rows).mapToObj(i -> row(type, 1, "k" + i)).toList();
        assertThat(EmulatorClient.code(client.post(ADD, Map.of("input", input))))
                .isEqualTo(code);
    }
}
