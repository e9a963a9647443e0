package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests of bulk jobs share. */
abstract class BulkFixture extends EmulatorFixture {
    private static final Set<String> ENDS = Set.of("JobComplete", "Failed", "Aborted");

    /** Looks at a job until it is at its end. */
    JsonNode await(String job) throws Exception {
        JsonNode told = client.get(job);
        while (!ENDS.contains(told.path("state").asText())) {
            assertThat(told.path("state").asText()).isIn("UploadComplete", "InProgress");
            told = client.get(job);
        }
        return told;
    }

    String createQuery(String soql) throws Exception {
        JsonNode job = client.post("/jobs/query", Map.of("operation", "query", "query", soql));
        assertThat(job.path("state").asText()).isEqualTo("UploadComplete");
        return "/jobs/query/" + job.get("id").asText();
    }

    String createIngest(Map<String, String> spec) throws Exception {
        JsonNode job = client.post("/jobs/ingest", spec);
        assertThat(job.path("state").asText()).isEqualTo("Open");
        assertThat(job.path("contentUrl").asText()).endsWith(job.get("id").asText() + "/batches");
        return "/jobs/ingest/" + job.get("id").asText();
    }

    HttpResponse<String> upload(String job, String csv) throws Exception {
        return client.send(client.request(job + "/batches")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(csv)));
    }

    HttpResponse<String> setState(String job, String state) throws Exception {
        return client.write("PATCH", job, Map.of("state", state));
    }

    /** Writes a file with one job; the job at its end. */
    JsonNode ingest(String job, String csv) throws Exception {
        assertThat(upload(job, csv).statusCode()).isEqualTo(201);
        assertThat(setState(job, "UploadComplete").statusCode()).isEqualTo(200);
        return await(job);
    }

    List<String> lines(String path) throws Exception {
        HttpResponse<String> response = client.raw(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().toList();
    }
}
