package dev.touchstone.salessync.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.bulk.BulkQueryJob.State;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceReply;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Bulk 2.0 queries: create, ask until complete, read the result in parts.
 *
 * <p><b>Boundaries:</b> 10,000 jobs a day; results are there for seven days. A part is in memory as a whole and is handed on only when all of
 * it has come, so that a connection that breaks costs one part.
 */
public final class BulkQueryApi {
    /** Records of a part, unless they are so wide that fewer have to do. */
    public static final int PART_SIZE = 20_000;

    private static final String PATH = "/jobs/query";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15,18}");

    private final LaneClient client;

    public BulkQueryApi(LaneClient client) {
        this.client = client;
    }

    /** Takes parts of a result. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a part. The next is read when this returns.
         *
         * @param nextLocator to be stored in one transaction with what becomes of the records; empty after the last part
         */
        void take(List<SalesforceRecord> records, String nextLocator);
    }

    /**
     * Begins a job.
     *
     * @param withDeleted true to see deleted and archived records too
     */
    public BulkQueryJob create(Soql query, boolean withDeleted) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("operation", withDeleted ? "queryAll" : "query");
        body.put("query", query.toString());
        return job(client.send(client.write("POST", PATH, body)));
    }

    /** How far a job is. */
    public BulkQueryJob status(String id) {
        return job(client.read(path(id), Map.of()));
    }

    /** Ends a job before it is over. */
    public BulkQueryJob abort(String id) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("state", "Aborted");
        return job(client.send(client.write("PATCH", path(id), body)));
    }

    /** Removes a job that is over, with its result. */
    public void delete(String id) {
        var unused = client.send(client.write("DELETE", path(id), null));
    }

    /**
     * Hands on the result of a complete job, part by part.
     *
     * @param locator where to begin: what the sink was told last; empty for the beginning
     */
    public void results(BulkQueryJob job, String locator, Sink sink) {
        String next = locator;
        do {
            BulkPage page = page(job, next);
            next = page.nextLocator();
            sink.take(page.records(), next);
        } while (!next.isEmpty());
    }

    /**
     * One part of the result of a complete job.
     *
     * @param locator as for {@link #results}
     */
    public BulkPage page(BulkQueryJob job, String locator) {
        return page(job, locator, PART_SIZE);
    }

    private BulkPage page(BulkQueryJob job, String locator, int records) {
        try {
            return part(job, locator, records);
        } catch (SalesforceFailure failure) {
            if (failure.error() instanceof SalesforceError.TooLarge && records > 1) {
                return page(job, locator, records / 2);
            }
            throw failure;
        }
    }

    private BulkPage part(BulkQueryJob job, String locator, int records) {
        String max = Integer.toString(records);
        SalesforceReply reply = client.read(
                path(job.id()) + "/results",
                locator.isEmpty() ? Map.of("maxRecords", max) : Map.of("maxRecords", max, "locator", locator));
        if (!reply.mediaType().equals("text/csv")) {
            throw reply.unexpected("no table in the answer");
        }
        // The end is written as a word.
        String next = reply.header("Sforce-Locator")
                .filter(word -> !word.equals("null"))
                .orElse("");
        List<SalesforceRecord> read =
                BulkCsv.read(job.object(), reply.bytes()).orElseThrow(() -> reply.unexpected("a table that is broken"));
        String counted = reply.header("Sforce-NumberOfRecords").orElse("");
        if (!counted.isEmpty() && !counted.equals(Integer.toString(read.size()))) {
            throw reply.unexpected("%d records where %s were told".formatted(read.size(), counted));
        }
        return new BulkPage(read, next);
    }

    private static String path(String id) {
        // The id comes from Salesforce, but it becomes part of a path.
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id of a job is 15 or 18 letters and digits");
        }
        return PATH + "/" + id;
    }

    private static BulkQueryJob job(SalesforceReply reply) {
        JsonNode job = reply.json();
        return new BulkQueryJob(
                JsonText.of(job, "id"),
                JsonText.of(job, "object"),
                state(reply, JsonText.of(job, "state")),
                job.path("numberRecordsProcessed").asLong());
    }

    private static State state(SalesforceReply reply, String state) {
        return switch (state) {
            case "UploadComplete" -> State.UPLOAD_COMPLETE;
            case "InProgress" -> State.IN_PROGRESS;
            case "JobComplete" -> State.JOB_COMPLETE;
            case "Failed" -> State.FAILED;
            case "Aborted" -> State.ABORTED;
            default -> throw reply.unexpected("an unknown state of a job");
        };
    }
}
