package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.schema.Values;
import dev.touchstone.testing.salesforce.soql.QueryEngine;
import dev.touchstone.testing.salesforce.soql.QueryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job that queries. Its rows are written to a file as they are found. */
final class QueryJob extends Job {
    private final QueryEngine engine;
    private final Query query;
    private final ResultFile results;

    /**
     * What is asked.
     *
     * @param soql the query
     * @param all true to see deleted and archived records as well
     * @param type the type it reads from
     * @param columns its columns
     */
    record Query(String soql, boolean all, String type, List<String> columns) {
        Query {
            columns = List.copyOf(columns);
        }
    }

    QueryJob(long number, Request request, Query query, QueryEngine engine, Instant now) {
        super(number, request, State.UPLOAD_COMPLETE, now);
        this.query = query;
        this.engine = engine;
        this.results = new ResultFile(request.format(), query.columns());
    }

    ResultFile results() {
        return results;
    }

    @Override
    void run() throws JobFailure {
        try (results) {
            engine.stream(query.soql(), owner.userId(), query.all(), this::add);
        } catch (Refusal refusal) {
            throw new JobFailure(refusal.errorCode() + ": " + refusal.text());
        }
    }

    private void add(QueryRow row) {
        if (stopped.get()) {
            return;
        }
        List<String> values = new ArrayList<>(query.columns().size());
        for (String column : query.columns()) {
            values.add(Values.csv(row.at(column)));
        }
        results.add(values);
    }

    @Override
    void discard() {
        results.delete();
    }

    @Override
    void describe(Map<String, Object> json) {
        json.put("operation", query.all() ? "queryAll" : "query");
        json.put("object", query.type());
        json.put("jobType", "V2Query");
        json.put("numberRecordsProcessed", state.isFinal() ? results.rows() : 0);
        json.put("isPkChunkingSupported", true);
    }
}
