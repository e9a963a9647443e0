package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bulk extract of people: the life of jobs, their limits, and their files. */
class ExportTest extends EmulatorFixture {
    private static final String EXPORT = "/bulk/v1/leads/export";

    private static Map<String, Object> window(String filter, String from, String until, String... fields) {
        return Map.of("fields", List.of(fields), "filter", Map.of(filter, Map.of("startAt", from, "endAt", until)));
    }

    private static Map<String, Object> january(String... fields) {
        return window("createdAt", "2026-01-01T00:00:00Z", "2026-01-31T23:59:59Z", fields);
    }

    private String create(Map<String, Object> body) throws Exception {
        return client.post(EXPORT + "/create.json", body)
                .at("/result/0/exportId")
                .asText();
    }

    private JsonNode act(String id, String verb) throws Exception {
        return client.post(EXPORT + "/" + id + "/" + verb + ".json", Map.of());
    }

    private JsonNode status(String id) throws Exception {
        return client.get(EXPORT + "/" + id + "/status.json").at("/result/0");
    }

    /** Polls a job that takes no time but its own work. */
    private JsonNode complete(String id) throws Exception {
        emulator.limit(Limits.documented().withCallsPerWindow(1_000_000).withCallsPerDay(1_000_000));
        act(id, "enqueue");
        JsonNode status = status(id);
        while (List.of("Queued", "Processing").contains(status.get("status").asText())) {
            status = status(id);
        }
        return status;
    }

    private String text(String id) throws Exception {
        return new String(client.bytes(EXPORT + "/" + id + "/file.json", "").body(), StandardCharsets.UTF_8);
    }

    private void put(long id, String lastName, String createdAt) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("lastName", lastName);
        fields.put("createdAt", createdAt);
        emulator.leads().put(id, fields);
    }

    /** AC-12: the bare word null stands for nothing, and for the text. */
    @Test
    void aFileHasTheWindowsPeople() throws Exception {
        put(1, "Null", "2026-01-01T00:00:00Z");
        put(2, null, "2026-01-31T23:59:59Z");
        put(3, "null", "2026-01-15T00:00:00Z");
        put(4, "Later", "2026-02-01T00:00:00Z");
        put(5, "O\"Hara, Jr.\r\n東京", "2026-01-02T00:00:00Z");

        String id = create(january("id", "lastName"));
        JsonNode status = complete(id);
        assertThat(text(id)).isEqualTo("id,lastName\n1,Null\n2,null\n3,null\n5,\"O\"\"Hara, Jr.\r\n東京\"\n");
        assertThat(status.get("status").asText()).isEqualTo("Completed");
        assertThat(status.get("numberOfRecords").asInt()).isEqualTo(4);
        assertThat(status.get("startedAt").asText()).matches(".*-0[78]:00");
        byte[] file = client.bytes(EXPORT + "/" + id + "/file.json", "").body();
        assertThat(status.get("fileSize").asInt()).isEqualTo(file.length);
        assertThat(status.get("fileChecksum").asText())
                .isEqualTo("sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    }

    @Test
    void strayQuotesAndNulAreWrittenIfTheInstanceDoes() throws Exception {
        emulator.leads().put(1, Map.of("company", "The \"Best\"", "createdAt", "2026-01-01T00:00:00Z"));
        emulator.exports().strayQuotes(true);
        emulator.exports().nulEvery(1);
        String id = create(january("id", "company"));
        complete(id);
        assertThat(text(id)).isEqualTo("id,company\n1,\"The \"Best\"\"\0\n");
    }

    /** AC-36, F11. */
    @Test
    void aFileIsServedInPartsAndMayBeCutOff() throws Exception {
        put(1, "First", "2026-01-01T00:00:00Z");
        String id = create(january("id", "lastName"));
        complete(id);
        String path = EXPORT + "/" + id + "/file.json";

        HttpResponse<byte[]> part = client.bytes(path, "bytes=3-10");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("lastName");
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 3-10/20");
        assertThat(client.bytes(path, "bytes=12-").body()).hasSize(8);
        assertThat(client.bytes(path, "bytes=20-").statusCode()).isEqualTo(416);

        emulator.faults().add(FaultRule.on("*/file.json", new Fault.CutBody(5)));
        assertThatThrownBy(() -> client.bytes(path, "")).isInstanceOf(IOException.class);
        emulator.faults().clear();
        emulator.faults().onCall(1, new Fault.CorruptBody());
        assertThat(client.bytes(path, "").body())
                .isNotEqualTo(client.bytes(path, "").body());
    }

    @Test
    void aFileThatIsNotThereIs404AsPlainText() throws Exception {
        put(1, "First", "2026-01-01T00:00:00Z");
        String id = create(january("id"));
        String path = EXPORT + "/" + id + "/file.json";
        assertThat(client.bytes(path, "").statusCode()).isEqualTo(404);
        assertThat(client.bytes(EXPORT + "/nonsense/file.json", "").statusCode())
                .isEqualTo(404);
        complete(id);
        emulator.exports().missFiles(1);
        assertThat(client.bytes(path, "").statusCode()).isEqualTo(404);
        assertThat(client.bytes(path, "").statusCode()).isEqualTo(200);
    }

    /** F10: one code, three causes. */
    @Test
    void tenTwentyNineHasThreeCauses() throws Exception {
        emulator.exports().takes(Duration.ZERO, Duration.ofHours(1));
        put(1, "First", "2026-01-01T00:00:00Z");
        String first = create(january("id"));
        act(first, "enqueue");
        assertThat(act(first, "enqueue").at("/errors/0"))
                .hasToString("{\"code\":\"1029\",\"message\":\"Job already queued\"}");

        emulator.exports().occupy(9);
        String second = create(january("id"));
        assertThat(act(second, "enqueue").at("/errors/0/message").asText()).isEqualTo("Too many jobs in queue");

        emulator.exports().takes(Duration.ZERO, Duration.ZERO);
        emulator.limit(Limits.documented().withCallsPerWindow(1_000_000).withExportBytesPerDay(5));
        JsonNode status = status(first);
        while (status.get("status").asText().equals("Processing")) {
            status = status(first);
        }
        assertThat(emulator.exportBytesToday()).isEqualTo(5);
        assertThat(client.post(EXPORT + "/create.json", january("id"))
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("Export daily quota exceeded");
        emulator.clock().advance(Duration.ofDays(1));
        client.logIn();
        assertThat(create(january("id"))).isNotEmpty();
    }

    @Test
    void twoRunAtATime() throws Exception {
        emulator.exports().takes(Duration.ofMinutes(1), Duration.ofMinutes(5));
        List<String> ids = List.of(create(january("id")), create(january("id")), create(january("id")));
        for (String id : ids) {
            assertThat(act(id, "enqueue").at("/result/0/status").asText()).isEqualTo("Queued");
        }
        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.get(EXPORT + ".json?status=Processing").get("result").findValuesAsText("exportId"))
                .containsExactly(ids.get(0), ids.get(1));
        assertThat(status(ids.get(2)).get("status").asText()).isEqualTo("Queued");
        JsonNode page = client.get(EXPORT + ".json?batchSize=2");
        assertThat(page.get("result").size()).isEqualTo(2);
        assertThat(client.get(EXPORT + ".json?batchSize=2&nextPageToken="
                                + page.get("nextPageToken").asText())
                        .get("result")
                        .findValuesAsText("exportId"))
                .containsExactly(ids.get(2));
    }

    /** AC-34: two spellings. */
    @Test
    void jobsFailAndAreCancelledInTwoSpellings() throws Exception {
        put(1, "First", "2026-01-01T00:00:00Z");
        emulator.exports().failNext(1);
        assertThat(complete(create(january("id"))).get("status").asText()).isEqualTo("Failed");
        emulator.exports().cancelNext(1, "Cancelled");
        assertThat(complete(create(january("id"))).get("status").asText()).isEqualTo("Cancelled");
        emulator.exports().wrongChecksums(1);
        assertThat(complete(create(january("id"))).get("fileChecksum").asText()).endsWith("0000");

        String id = create(january("id"));
        assertThat(act(id, "cancel").at("/result/0/status").asText()).isEqualTo("Cancelled");
        assertThat(status(id).get("status").asText()).isEqualTo("Canceled");
    }

    @Test
    void filtersAreChecked() throws Exception {
        String path = EXPORT + "/create.json";
        assertThat(EmulatorClient.code(
                        client.post(path, window("createdAt", "2026-01-01T00:00:00Z", "2026-02-01T00:00:01Z", "id"))))
                .isEqualTo("1003");
        Map<String, Object> updated = window("updatedAt", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "id");
        assertThat(EmulatorClient.code(client.post(path, updated))).isEqualTo("1035");
        emulator.exports().updatedAtFilter(true);
        assertThat(client.post(path, updated).get("success").asBoolean()).isTrue();
        assertThat(EmulatorClient.code(client.post(path, january("nonsense")))).isEqualTo("1006");
        assertThat(EmulatorClient.code(
                        client.post(path, Map.of("fields", List.of("id"), "filter", Map.of("smartListId", 1)))))
                .isEqualTo("1035");
        assertThat(EmulatorClient.code(client.post(path, Map.of("fields", List.of("id"), "filter", Map.of()))))
                .isEqualTo("1003");
    }

    @Test
    void membersOfAListAreExported() throws Exception {
        put(1, "First", "2020-01-01T00:00:00Z");
        put(2, "Second", "2020-01-01T00:00:00Z");
        emulator.lists().put(7, "Ours", List.of(2L));
        String id = create(Map.of(
                "fields",
                List.of("id"),
                "format",
                "TSV",
                "columnHeaderNames",
                Map.of("id", "Marketo Id"),
                "filter",
                Map.of("staticListName", "Ours")));
        complete(id);
        assertThat(text(id)).isEqualTo("Marketo Id\n2\n");
    }

    /** Everybody of a generated population is in exactly one window, also who was changed, deleted or added since. */
    @Test
    void aPopulationIsExportedWindowByWindow() throws Exception {
        emulator.leads().populate(Population.of(20_000).withIds(1, 3));
        long known = emulator.leads().after(0, 1).get(0).id();
        emulator.leads().change(known, "title", "Changed");
        emulator.leads().remove(emulator.leads().after(known, 1).get(0).id());
        put(1_000_000, "Added", "2024-06-01T00:00:00Z");

        int rows = 0;
        for (int month = 0; month < 24; month++) {
            int year = 2024 + month / 12;
            String from = "%d-%02d-01T00:00:00Z".formatted(year, month % 12 + 1);
            int days = YearMonth.of(year, month % 12 + 1).lengthOfMonth();
            String until = "%d-%02d-%dT23:59:59Z".formatted(year, month % 12 + 1, days);
            rows += complete(create(window("createdAt", from, until, "id", "title")))
                    .get("numberOfRecords")
                    .asInt();
        }
        assertThat(rows).isEqualTo(20_000);
        assertThat(emulator.leads().size()).isEqualTo(20_000);
    }
}
