package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk jobs that write: operations, files of results, formats and states. */
class BulkIngestTest extends BulkFixture {
    private static final Map<String, String> INSERT = Map.of("object", "Contact", "operation", "insert");

    @BeforeEach
    void addKey() {
        emulator.org()
                .schema()
                .addField("Contact", Field.text("Key__c", 40).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
    }

    private String text(String id, String field) {
        SObject record = emulator.org().find(id).orElseThrow();
        return String.valueOf(record.value(field));
    }

    private List<String> ids(String job) throws Exception {
        return lines(job + "/successfulResults").stream()
                .skip(1)
                .map(line -> line.substring(1, 19))
                .toList();
    }

    @Test
    void rowsAreInsertedAndTheWrongOnesTold() throws Exception {
        String job = createIngest(INSERT);
        JsonNode done = ingest(job, "LastName,FirstName,Email\n\"Doe, \"\"J\"\"\",John,j@x.test\n,Nobody,\nRoe,,\n");
        assertThat(done.path("state").asText()).isEqualTo("JobComplete");
        assertThat(done.path("numberRecordsProcessed").asInt()).isEqualTo(3);
        assertThat(done.path("numberRecordsFailed").asInt()).isEqualTo(1);
        List<String> successful = lines(job + "/successfulResults");
        assertThat(successful).hasSize(3);
        assertThat(successful.get(0)).isEqualTo("\"sf__Id\",\"sf__Created\",\"LastName\",\"FirstName\",\"Email\"");
        assertThat(successful.get(1)).endsWith(",\"true\",\"Doe, \"\"J\"\"\",\"John\",\"j@x.test\"");
        assertThat(text(ids(job).get(0), "LastName")).isEqualTo("Doe, \"J\"");
        List<String> failed = lines(job + "/failedResults/");
        assertThat(failed.get(0)).isEqualTo("\"sf__Id\",\"sf__Error\",\"LastName\",\"FirstName\",\"Email\"");
        assertThat(failed.get(1)).startsWith("\"\",\"REQUIRED_FIELD_MISSING:").contains("--\",\"\",\"Nobody\"");
        assertThat(lines(job + "/unprocessedrecords/")).hasSize(1);
    }

    @Test
    void recordsAreUpdatedUpsertedAndDeleted() throws Exception {
        String first = createIngest(Map.of(
                "object",
                "Contact",
                "operation",
                "upsert",
                "externalIdFieldName",
                "Key__c",
                "columnDelimiter",
                "SEMICOLON",
                "lineEnding",
                "CRLF"));
        ingest(first, "Key__c;LastName;Title\r\nk1;One;Boss\r\nk2;Two;Boss\r\n");
        List<String> ids = ids(first);
        assertThat(ids).hasSize(2);

        String again =
                createIngest(Map.of("object", "Contact", "operation", "upsert", "externalIdFieldName", "Key__c"));
        ingest(again, "Key__c,LastName\nk1,Uno\n");
        assertThat(lines(again + "/successfulResults").get(1)).startsWith("\"" + ids.get(0) + "\",\"false\"");
        assertThat(text(ids.get(0), "LastName")).isEqualTo("Uno");

        // An empty value leaves the field, #N/A empties it.
        String update = createIngest(Map.of("object", "Contact", "operation", "update"));
        ingest(update, "Id,Title,LastName\n" + ids.get(0) + ",,Eins\n" + ids.get(1) + ",#N/A,Zwei\n");
        assertThat(text(ids.get(0), "Title")).isEqualTo("Boss");
        assertThat(text(ids.get(1), "Title")).isEqualTo("null");
        assertThat(text(ids.get(1), "LastName")).isEqualTo("Zwei");

        ingest(createIngest(Map.of("object", "Contact", "operation", "delete")), "Id\n" + ids.get(0) + "\n");
        assertThat(emulator.org().find(ids.get(0)).orElseThrow().isDeleted()).isTrue();
        ingest(createIngest(Map.of("object", "Contact", "operation", "hardDelete")), "Id\n" + ids.get(0) + "\n");
        assertThat(emulator.org().find(ids.get(0))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    an unknown column   | insert | LastName,Nothing__c\\nx,y | Field name not found : Nothing__c
                    no id               | update | LastName\\nx              | The column Id is missing
                    more than the id    | delete | Id,LastName\\nx,y         | Only the column Id
                    nothing at all      | insert | ''                        | no header
                    other ends of lines | insert | LastName\\r\\nx\\r\\n     | LineEnding is invalid
                    """)
    void aWrongFileFailsAsAWhole(String name, String operation, String csv, String message) throws Exception {
        String job = createIngest(Map.of("object", "Contact", "operation", operation));
        JsonNode failed = ingest(job, csv.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(failed.path("state").asText()).isEqualTo("Failed");
        assertThat(failed.path("errorMessage").asText()).contains(message);
        assertThat(emulator.org().count("Contact")).isZero();
    }

    @Test
    void aJobThatIsStoppedLeavesRowsUnprocessed() throws Exception {
        emulator.bulk().plan().stopNext(1, 250);
        StringBuilder csv = new StringBuilder("LastName\n");
        for (int i = 0; i < 300; i++) {
            csv.append("Person ").append(i).append('\n');
        }
        String job = createIngest(INSERT);
        JsonNode stopped = ingest(job, csv.toString());
        assertThat(stopped.path("state").asText()).isEqualTo("Failed");
        assertThat(ids(job)).hasSize(250);
        assertThat(lines(job + "/unprocessedrecords")).hasSize(51).last().isEqualTo("\"Person 299\"");
        assertThat(emulator.org().count("Contact")).isEqualTo(250);
    }

    @Test
    void aJobTakesOneFileWhileItIsOpen() throws Exception {
        String job = createIngest(INSERT);
        assertThat(EmulatorClient.code(client.raw(job + "/successfulResults"))).isEqualTo("INVALIDJOBSTATE");
        assertThat(upload(job, "LastName\nOne\n").statusCode()).isEqualTo(201);
        assertThat(EmulatorClient.code(upload(job, "LastName\nTwo\n"))).isEqualTo("INVALIDJOBSTATE");
        setState(job, "UploadComplete");
        assertThat(EmulatorClient.code(setState(job, "UploadComplete"))).isEqualTo("INVALIDJOBSTATE");
        assertThat(EmulatorClient.code(setState(job, "Open"))).isEqualTo("INVALIDJOBSTATE");
        await(job);
        assertThat(emulator.org().count("Contact")).isEqualTo(1);
    }

    @Test
    void anAbortedJobWritesNothing() throws Exception {
        String job = createIngest(INSERT);
        upload(job, "LastName\nOne\n");
        assertThat(setState(job, "Aborted").statusCode()).isEqualTo(200);
        assertThat(client.get(job).path("state").asText()).isEqualTo("Aborted");
        assertThat(emulator.org().count("Contact")).isZero();
        assertThat(client.delete(job).statusCode()).isEqualTo(204);
    }

    @Test
    void wrongJobsAreRefused() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("object", "Nothing", "operation", "insert"),
                Map.of("object", "Contact", "operation", "replace"),
                Map.of("object", "Contact", "operation", "upsert"),
                Map.of("object", "Contact", "operation", "upsert", "externalIdFieldName", "Title"),
                Map.of("object", "Contact", "operation", "insert", "lineEnding", "CR"),
                Map.of("object", "Contact", "operation", "insert", "columnDelimiter", "COLON"))) {
            assertThat(EmulatorClient.code(client.write("POST", "/jobs/ingest", wrong)))
                    .as("%s", wrong)
                    .isEqualTo("INVALIDJOB");
        }
    }
}
