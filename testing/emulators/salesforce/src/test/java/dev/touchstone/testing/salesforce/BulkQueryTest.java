package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk jobs that query: states, pages of results, limits and failures. */
class BulkQueryTest extends BulkFixture {
    private static final String CONTACTS = "SELECT Id, LastName, Account.Name FROM Contact ORDER BY Id";

    private List<String> contacts(int number) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(emulator.org().create("Contact", Map.of("LastName", "Person \"" + i + "\"\nof many")));
        }
        return ids;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    @Test
    void resultsComeByPagesOfWholeRows() throws Exception {
        List<String> ids = contacts(7);
        String job = createQuery(CONTACTS);
        JsonNode done = await(job);
        assertThat(done.path("state").asText()).isEqualTo("JobComplete");
        assertThat(done.path("numberRecordsProcessed").asInt()).isEqualTo(7);
        assertThat(done.path("object").asText()).isEqualTo("Contact");

        List<String> found = new ArrayList<>();
        String locator = "";
        List<String> sizes = new ArrayList<>();
        while (!locator.equals("null")) {
            HttpResponse<String> page = client.raw(job + "/results?maxRecords=3"
                    + (locator.isEmpty() ? "" : "&locator=" + EmulatorClient.encode(locator)));
            assertThat(page.body()).startsWith("\"Id\",\"LastName\",\"Account.Name\"\n");
            for (String row : page.body().split("\n(?=\"003)")) {
                if (row.startsWith("\"003")) {
                    found.add(row.substring(1, 19));
                    assertThat(row)
                            .contains("\"Person \"\"")
                            .endsWith("of many\",\"\"" + (row.endsWith("\n") ? "\n" : ""));
                }
            }
            sizes.add(header(page, "Sforce-NumberOfRecords"));
            locator = header(page, "Sforce-Locator");
        }
        assertThat(found).isEqualTo(ids);
        assertThat(sizes).containsExactly("3", "3", "1");
    }

    @Test
    void aPageIsNeverLongerThanTheServerAllows() throws Exception {
        contacts(5);
        emulator.bulk().plan().pageRows(2);
        String job = createQuery(CONTACTS);
        await(job);
        HttpResponse<String> page = client.raw(job + "/results?maxRecords=100");
        assertThat(header(page, "Sforce-NumberOfRecords")).isEqualTo("2");
        assertThat(header(page, "Sforce-Locator")).isNotEqualTo("null");
        HttpResponse<String> wrong = client.raw(job + "/results?locator=x");
        assertThat(EmulatorClient.code(wrong)).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void noRowsAreAHeader() throws Exception {
        String job = createQuery(CONTACTS);
        await(job);
        HttpResponse<String> page = client.raw(job + "/results");
        assertThat(page.body()).isEqualTo("\"Id\",\"LastName\",\"Account.Name\"\n");
        assertThat(header(page, "Sforce-Locator")).isEqualTo("null");
        assertThat(header(page, "Sforce-NumberOfRecords")).isEqualTo("0");
    }

    @Test
    void deletedRecordsAreSeenByQueryAllOnly() throws Exception {
        String id = contacts(1).get(0);
        client.delete("/sobjects/Contact/" + id);
        String some = createQuery("SELECT Id FROM Contact");
        assertThat(await(some).path("numberRecordsProcessed").asInt()).isZero();
        JsonNode job = client.post(
                "/jobs/query",
                Map.of("operation", "queryAll", "query", "SELECT Id FROM Contact", "lineEnding", "CRLF"));
        String all = "/jobs/query/" + job.get("id").asText();
        await(all);
        assertThat(client.raw(all + "/results").body()).isEqualTo("\"Id\"\r\n\"" + id + "\"\r\n");
    }

    @Test
    void jobsWaitAndRunByTheClock() throws Exception {
        emulator.bulk().plan().takes(Duration.ofMinutes(2), Duration.ofMinutes(3));
        String job = createQuery(CONTACTS);
        assertThat(client.get(job).path("state").asText()).isEqualTo("UploadComplete");
        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.get(job).path("state").asText()).isEqualTo("InProgress");
        assertThat(EmulatorClient.code(client.raw(job + "/results"))).isEqualTo("INVALIDJOBSTATE");
        emulator.clock().advance(Duration.ofMinutes(3));
        assertThat(await(job).path("state").asText()).isEqualTo("JobComplete");
    }

    @Test
    void jobsAreAbortedAndDeleted() throws Exception {
        emulator.bulk().plan().takes(Duration.ofMinutes(2), Duration.ZERO);
        String job = createQuery(CONTACTS);
        assertThat(EmulatorClient.code(client.delete(job))).isEqualTo("INVALIDJOBSTATE");
        assertThat(EmulatorClient.json(setState(job, "Aborted")).path("state").asText())
                .isEqualTo("Aborted");
        assertThat(EmulatorClient.code(setState(job, "Aborted"))).isEqualTo("INVALIDJOBSTATE");
        assertThat(client.delete(job).statusCode()).isEqualTo(204);
        assertThat(client.raw(job).statusCode()).isEqualTo(404);
    }

    @Test
    void jobsAreListedAndForgottenAfterSevenDays() throws Exception {
        String first = createQuery(CONTACTS);
        String second = createQuery(CONTACTS);
        JsonNode all = client.get("/jobs/query");
        assertThat(all.path("done").asBoolean()).isTrue();
        assertThat(all.path("records").findValuesAsText("id"))
                .containsExactly(second.substring(12), first.substring(12));
        emulator.clock().advance(Duration.ofDays(7).plusSeconds(1));
        client.logIn();
        assertThat(client.raw(first).statusCode()).isEqualTo(404);
        assertThat(client.get("/jobs/query").path("records")).isEmpty();
    }

    @Test
    void aDayAllowsSoManyJobs() throws Exception {
        emulator.bulk().plan().jobsPerDay(2);
        createQuery(CONTACTS);
        createQuery(CONTACTS);
        HttpResponse<String> third =
                client.write("POST", "/jobs/query", Map.of("operation", "query", "query", CONTACTS));
        assertThat(EmulatorClient.code(third)).isEqualTo("EXCEEDEDQUOTA");
        emulator.clock().advance(Duration.ofHours(24).plusSeconds(1));
        client.logIn();
        createQuery(CONTACTS);
    }

    @Test
    void aJobFailsOnDemand() throws Exception {
        emulator.bulk().plan().failNext(1, "QUERY_TIMEOUT: Your query request was running for too long.");
        String job = createQuery(CONTACTS);
        JsonNode failed = await(job);
        assertThat(failed.path("state").asText()).isEqualTo("Failed");
        assertThat(failed.path("errorMessage").asText()).startsWith("QUERY_TIMEOUT");
        assertThat(EmulatorClient.code(client.raw(job + "/results"))).isEqualTo("INVALIDJOBSTATE");
        assertThat(await(createQuery(CONTACTS)).path("state").asText()).isEqualTo("JobComplete");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a count           | query  | SELECT COUNT() FROM Contact                        | INVALIDJOB
                    groups            | query  | SELECT LastName FROM Contact GROUP BY LastName     | INVALIDJOB
                    an offset         | query  | SELECT Id FROM Contact LIMIT 5 OFFSET 5            | INVALIDJOB
                    another operation | insert | SELECT Id FROM Contact                             | INVALIDJOB
                    no field          | query  | SELECT Nothing__c FROM Contact                     | INVALID_FIELD
                    no query          | query  | FROM Contact                                       | MALFORMED_QUERY
                    """)
    void wrongJobsAreRefused(String name, String operation, String soql, String code) throws Exception {
        HttpResponse<String> refused =
                client.write("POST", "/jobs/query", Map.of("operation", operation, "query", soql));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(EmulatorClient.code(refused)).isEqualTo(code);
    }

    @Test
    void wordsWithinTextsAreNoClauses() throws Exception {
        String job = createQuery("SELECT Id FROM Contact WHERE LastName = 'group by offset count('");
        assertThat(await(job).path("state").asText()).isEqualTo("JobComplete");
        assertThat(new HashSet<>(lines(job + "/results"))).hasSize(1);
    }
}
