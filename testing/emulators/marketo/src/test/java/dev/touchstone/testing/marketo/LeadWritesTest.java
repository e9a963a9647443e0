package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Create, update, upsert, delete and merge as Marketo documents them. */
class LeadWritesTest extends EmulatorFixture {
    private static final String LEADS = "/rest/v1/leads.json";

    private JsonNode write(String action, Map<String, ?> row) throws Exception {
        return client.post(LEADS, Map.of("action", action, "input", List.of(row)))
                .at("/result/0");
    }

    private static String reason(JsonNode row) {
        return row.at("/reasons/0/code").asText();
    }

    @Test
    void rowsAreAnsweredInTheirOrder() throws Exception {
        emulator.leads().put(7, lead(7));

        JsonNode rows = client.post(
                        LEADS,
                        Map.of(
                                "input",
                                List.of(lead(8), Map.of("email", "PERSON7@x.test", "title", "CEO"), Map.of("x", 1))))
                .get("result");
        assertThat(rows.findValuesAsText("status")).containsExactly("created", "updated", "skipped");
        assertThat(rows.findValuesAsText("id")).containsExactly("8", "7");
        assertThat(reason(rows.get(2))).isEqualTo("1006");
        assertThat(client.get("/rest/v1/lead/7.json?fields=title,firstName").at("/result/0"))
                .hasToString("{\"id\":7,\"title\":\"CEO\",\"firstName\":\"Given7\"}");
        assertThat(client.get("/rest/v1/lead/8.json").at("/result/0/createdAt").asText())
                .endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({
        "createOnly, person7@x.test, 1005",
        "updateOnly, nobody@x.test, 1004",
        "updateOnly, shared@x.test, 1007",
        "createOrUpdate, shared@x.test, 1007",
    })
    void aRowThatCannotBeWrittenSaysWhy(String action, String email, String code) throws Exception {
        emulator.leads().put(7, lead(7));
        emulator.leads().put(8, Map.of("email", "shared@x.test"));
        emulator.leads().put(9, Map.of("email", "Shared@x.test"));

        assertThat(reason(write(action, Map.of("email", email)))).isEqualTo(code);
    }

    @Test
    void aDuplicateIsMadeWhenAskedFor() throws Exception {
        emulator.leads().put(7, lead(7));
        assertThat(write("createDuplicate", lead(7)).get("status").asText()).isEqualTo("created");
        assertThat(emulator.leads().size()).isEqualTo(2);
    }

    @Test
    void systemFieldsAreNotWritten() throws Exception {
        assertThat(reason(write("createOnly", Map.of("id", 5, "email", "a@x.test"))))
                .isEqualTo("1003");
        assertThat(reason(write("createOnly", Map.of("createdAt", "2026-01-01T00:00:00Z", "email", "a@x.test"))))
                .isEqualTo("1003");
    }

    @Test
    void aPartitionThatTheUserMayNotSeeIs1008AndItsPeopleAreNotShown() throws Exception {
        emulator.partitions().set("Europe", true);
        emulator.partitions().set("Secret", false);
        Map<String, Object> body = Map.of("partitionName", "Secret", "input", List.of(lead(1)));
        assertThat(reason(client.post(LEADS, body).at("/result/0"))).isEqualTo("1008");

        client.post(LEADS, Map.of("partitionName", "Europe", "input", List.of(lead(2))));
        assertThat(reason(client.post(LEADS, Map.of("partitionName", "Default", "input", List.of(lead(2))))
                        .at("/result/0")))
                .isEqualTo("1010");
        assertThat(client.get("/rest/v1/leads/partitions.json").get("result").findValuesAsText("name"))
                .containsExactly("Default", "Europe");
        emulator.partitions().set("Europe", false);
        assertThat(client.get(LEADS + "?filterType=email&filterValues=person2@x.test")
                        .has("result"))
                .isFalse();
    }

    @Test
    void badBodiesAreRefusedAsAWhole() throws Exception {
        assertThat(EmulatorClient.code(EmulatorClient.json(client.rawPost(LEADS, "{\"input\":[{}]}", "text/plain"))))
                .isEqualTo("612");
        assertThat(EmulatorClient.code(EmulatorClient.json(client.rawPost(LEADS, "{\"input\":", "application/json"))))
                .isEqualTo("609");
        List<Map<String, Object>> many =
                IntStream.rangeClosed(1, 301).mapToObj(EmulatorFixture::lead).toList();
        assertThat(EmulatorClient.code(client.post(LEADS, Map.of("input", many))))
                .isEqualTo("1003");
        assertThat(EmulatorClient.code(
                        client.post(LEADS, Map.of("lookupField", "firstName", "input", List.of(lead(1))))))
                .isEqualTo("1011");
        assertThat(emulator.leads().size()).isZero();
    }

    @Test
    void deletedPeopleAreGone() throws Exception {
        emulator.leads().put(7, lead(7));
        JsonNode rows = client.post("/rest/v1/leads/delete.json", Map.of("input", List.of(Map.of("id", 7))))
                .get("result");
        assertThat(rows.get(0).get("status").asText()).isEqualTo("deleted");
        assertThat(reason(client.delete("/rest/v1/leads.json?id=7").at("/result/0")))
                .isEqualTo("1004");
        assertThat(EmulatorClient.code(client.get("/rest/v1/lead/7.json"))).isEqualTo("1004");
    }

    @Test
    void theWinnerOfAMergeTakesWhatItLacks() throws Exception {
        emulator.leads().put(11, Map.of("email", "winner@x.test"));
        emulator.leads().put(12, Map.of("email", "loser@x.test", "title", "CTO"));

        assertThat(client.post("/rest/v1/leads/11/merge.json?leadIds=12", Map.of())
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(client.get("/rest/v1/lead/11.json?fields=email,title").at("/result/0"))
                .hasToString("{\"id\":11,\"email\":\"winner@x.test\",\"title\":\"CTO\"}");
        assertThat(emulator.leads().size()).isEqualTo(1);
        assertThat(EmulatorClient.code(client.post("/rest/v1/leads/11/merge.json?leadId=12", Map.of())))
                .isEqualTo("1004");
        String many = IntStream.range(100, 126).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(EmulatorClient.code(client.post("/rest/v1/leads/11/merge.json?leadIds=" + many, Map.of())))
                .isEqualTo("1080");
    }

    @Test
    void describeTwoTellsWhatCanBeSearched() throws Exception {
        JsonNode described = client.get("/rest/v1/leads/describe2.json").at("/result/0");
        assertThat(described.get("searchableFields").toString()).contains("[\"email\"]", "[\"sfdcLeadId\"]");
        assertThat(described.get("fields").findValuesAsText("name")).contains("linkedInProfileURL");
        assertThat(EmulatorClient.code(client.get(LEADS + "?filterType=firstName&filterValues=Ann")))
                .isEqualTo("1011");
    }
}
