package dev.touchstone.salessync.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import dev.touchstone.salessync.salesforce.client.LaneClient;
import dev.touchstone.salessync.salesforce.client.SalesforceReply;
import dev.touchstone.salessync.salesforce.client.SalesforceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Queries, a page at a time. Failures end a page with a {@link dev.touchstone.salessync.salesforce.error.SalesforceFailure}; the page can be
 * asked for again.
 *
 * <p><b>Boundaries:</b> at most {@value #PAGE_SIZE} records a page; Salesforce gives fewer where records are wide.
 */
public final class QueryApi {
    /** Records of a page, at most. */
    public static final int PAGE_SIZE = 2_000;

    private final LaneClient client;

    public QueryApi(LaneClient client) {
        this.client = client;
    }

    /** The first page. */
    public QueryPage first(Soql query) {
        return page(SalesforceRequest.get(client.path("/query"), Map.of("q", query.toString())));
    }

    /** The first page of a query that sees deleted and archived records too. */
    public QueryPage firstWithDeleted(Soql query) {
        return page(SalesforceRequest.get(client.path("/queryAll"), Map.of("q", query.toString())));
    }

    /**
     * The page after another.
     *
     * @throws dev.touchstone.salessync.salesforce.error.SalesforceFailure also {@code CursorGone} if it is too late for that: a new query has
     *     to go on after the last record
     */
    public QueryPage next(QueryPage page) {
        if (!page.hasNext()) {
            throw new IllegalArgumentException("there is no page after the last");
        }
        return page(SalesforceRequest.get(page.next(), Map.of()));
    }

    /** Hands on every page, each when the one before was taken. */
    public void pages(Soql query, Consumer<QueryPage> sink) {
        QueryPage page = first(query);
        sink.accept(page);
        while (page.hasNext()) {
            page = next(page);
            sink.accept(page);
        }
    }

    private QueryPage page(SalesforceRequest request) {
        SalesforceReply reply = client.send(request.withHeader("Sforce-Query-Options", "batchSize=" + PAGE_SIZE));
        JsonNode body = reply.json();
        if (!body.path("records").isArray()) {
            throw reply.unexpected("no records in the answer");
        }
        List<SalesforceRecord> records = new ArrayList<>();
        body.path("records").forEach(record -> records.add(SalesforceRecord.of(record)));
        String next = body.path("done").asBoolean(true) ? "" : JsonText.of(body, "nextRecordsUrl");
        if (!body.path("done").asBoolean(true) && !next.startsWith("/services/data/")) {
            throw reply.unexpected("neither the last page nor the way to the next");
        }
        return new QueryPage(
                records,
                next,
                body.path("totalSize").asLong(),
                reply.serverTime().orElse(null));
    }
}
