package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over HTTP: pages, cursors, errors. */
class QueryTest extends EmulatorFixture {
    private static final String ALL_LEADS = "SELECT Id, LastName, Email FROM Lead";

    private void leads(int count) {
        for (int i = 1; i <= count; i++) {
            emulator.org().create("Lead", Map.of("LastName", "L" + i, "Company", "C", "Email", "l" + i + "@x.test"));
        }
    }

    private static Set<String> ids(JsonNode page) {
        Set<String> ids = new HashSet<>();
        page.get("records").forEach(row -> ids.add(row.get("Id").asText()));
        return ids;
    }

    /** AC-97 reads pages of 2,000. */
    @Test
    void aResultIsReadPageByPage() throws Exception {
        leads(4_500);
        JsonNode first = client.query(ALL_LEADS);
        assertThat(first.get("totalSize").asInt()).isEqualTo(4_500);
        assertThat(first.get("done").asBoolean()).isFalse();
        assertThat(first.get("records")).hasSize(2_000);
        JsonNode row = first.at("/records/0");
        assertThat(row.at("/attributes/type").asText()).isEqualTo("Lead");
        assertThat(row.at("/attributes/url").asText())
                .isEqualTo("/services/data/v62.0/sobjects/Lead/" + row.get("Id").asText());

        Set<String> seen = ids(first);
        JsonNode page = first;
        while (!page.get("done").asBoolean()) {
            page = client.get(page.get("nextRecordsUrl").asText());
            seen.addAll(ids(page));
        }
        assertThat(page.get("records")).hasSize(500);
        assertThat(page.has("nextRecordsUrl")).isFalse();
        assertThat(seen).hasSize(4_500);
    }

    @ParameterizedTest(name = "batchSize={0}")
    @CsvSource({"200, 200", "500, 500", "50, 200", "5000, 2000"})
    void aClientMayWishForSmallerPages(int asked, int answered) throws Exception {
        leads(2_100);
        JsonNode page = EmulatorClient.json(client.send(client.request("/query?q=" + EmulatorClient.encode(ALL_LEADS))
                .header("Sforce-Query-Options", "batchSize=" + asked)));
        assertThat(page.get("records")).hasSize(answered);
    }

    /** F19: a cursor lives for two days. */
    @Test
    void aCursorEndsAfterTwoDays() throws Exception {
        leads(2_001);
        String next = client.query(ALL_LEADS).get("nextRecordsUrl").asText();
        emulator.clock().advance(Duration.ofHours(47));
        client.logIn();
        assertThat(client.raw(next).statusCode()).isEqualTo(200);
        emulator.clock().advance(Duration.ofHours(2));
        client.logIn();
        assertThat(EmulatorClient.code(client.raw(next))).isEqualTo("INVALID_QUERY_LOCATOR");

        String other = client.query(ALL_LEADS).get("nextRecordsUrl").asText();
        emulator.expireCursors();
        assertThat(EmulatorClient.code(client.raw(other))).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void aCursorShowsTheStateOfItsQuery() throws Exception {
        leads(2_001);
        JsonNode first = client.query(ALL_LEADS);
        leads(100);
        JsonNode last = client.get(first.get("nextRecordsUrl").asText());
        assertThat(last.get("totalSize").asInt()).isEqualTo(2_001);
        assertThat(last.get("records")).hasSize(1);
    }

    @Test
    void countsHaveNoRows() throws Exception {
        leads(3);
        JsonNode count = client.query("SELECT COUNT() FROM Lead");
        assertThat(count.get("totalSize").asInt()).isEqualTo(3);
        assertThat(count.get("records")).isEmpty();
        assertThat(count.get("done").asBoolean()).isTrue();
        JsonNode aggregate = client.query("SELECT COUNT(Id) FROM Lead").at("/records/0");
        assertThat(aggregate.at("/attributes/type").asText()).isEqualTo("AggregateResult");
        assertThat(aggregate.get("expr0").asInt()).isEqualTo(3);
    }

    @Test
    void queryAllShowsTheRecycleBin() throws Exception {
        leads(2);
        String id = client.query(ALL_LEADS).at("/records/0/Id").asText();
        assertThat(client.delete("/sobjects/Lead/" + id).statusCode()).isEqualTo(204);
        assertThat(client.query(ALL_LEADS).get("totalSize").asInt()).isEqualTo(1);
        JsonNode all = client.get("/queryAll?q=" + EmulatorClient.encode("SELECT Id FROM Lead WHERE IsDeleted = true"));
        assertThat(ids(all)).containsExactly(id);
    }

    @Test
    void parentsAreNestedAndTimesHaveTheirForm() throws Exception {
        String account = emulator.org().create("Account", Map.of("Name", "Acme"));
        emulator.org().create("Contact", Map.of("LastName", "C", "AccountId", account));
        JsonNode row = client.query("SELECT Id, Account.Name, SystemModstamp FROM Contact")
                .at("/records/0");
        assertThat(row.at("/Account/Name").asText()).isEqualTo("Acme");
        assertThat(row.at("/Account/attributes/type").asText()).isEqualTo("Account");
        assertThat(row.get("SystemModstamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SELECT FROM Lead, MALFORMED_QUERY",
        "SELECT Id FROM Nothing, INVALID_TYPE",
        "SELECT Nonsense FROM Lead, INVALID_FIELD",
        "SELECT HasOptedOutOfEmail FROM Lead, INVALID_FIELD"
    })
    void wrongQueriesAreRefused(String soql, String code) throws Exception {
        emulator.org().access().hideField(FieldAccess.EVERYBODY, "Lead", "HasOptedOutOfEmail");
        HttpResponse<String> response = client.raw("/query?q=" + EmulatorClient.encode(soql));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(EmulatorClient.code(response)).isEqualTo(code);
    }
}
