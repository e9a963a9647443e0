package dev.touchstone.testing.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.bulk.Job.State;
import dev.touchstone.testing.salesforce.bulk.QueryJob.Query;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.rest.ErrorStatus;
import dev.touchstone.testing.salesforce.soql.QueryEngine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jobs that query: {@code /jobs/query}. */
final class QueryJobsApi {
    private static final String JOB = "/jobs/query/{id}";
    private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'");
    private static final Pattern UNSUPPORTED = Pattern.compile(
            "(?i)\\b(GROUP\\s+BY|OFFSET|TYPEOF|COUNT\\s*\\(|SUM\\s*\\(|MIN\\s*\\(|MAX\\s*\\(|AVG\\s*\\()");
    private static final Pattern FROM = Pattern.compile("(?i)\\bFROM\\s+(\\w+)");

    private final Jobs<QueryJob> jobs;
    private final QueryEngine engine;
    private final BulkPlan plan;
    private final Clock clock;

    QueryJobsApi(Jobs<QueryJob> jobs, QueryEngine engine, BulkPlan plan, Clock clock) {
        this.jobs = jobs;
        this.engine = engine;
        this.plan = plan;
        this.clock = clock;
    }

    void addTo(ApiRoutes routes) {
        routes.add("POST", "/jobs/query", this::create)
                .add("GET", "/jobs/query", JobLists.of(jobs, "/jobs/query"))
                .add("GET", JOB, call -> Reply.json(jobs.use(call.variable("id"), Job::toJson)))
                .add("PATCH", JOB, this::abort)
                .add("DELETE", JOB, this::delete)
                .add("GET", JOB + "/results", this::results);
    }

    private Reply create(ApiCall call) throws ApiRefusal {
        JsonNode body = call.json();
        String operation = body.path("operation").asText();
        String soql = body.path("query").asText();
        if (!List.of("query", "queryAll").contains(operation)) {
            throw BulkRefusals.invalidJob("operation has to be query or queryAll, not '" + operation + "'");
        }
        Job.Request request = new Job.Request(call.version(), JobLists.owner(call), CsvFormat.parse(body));
        Query query = query(soql, operation.equals("queryAll"), call.caller().userId());
        return Reply.json(jobs.create(true, number -> new QueryJob(number, request, query, engine, clock.instant())));
    }

    private Query query(String soql, boolean all, String userId) throws ApiRefusal {
        String bare = LITERAL.matcher(soql).replaceAll("''");
        Matcher unsupported = UNSUPPORTED.matcher(bare);
        if (unsupported.find()) {
            throw BulkRefusals.invalidJob("Bulk queries do not support " + unsupported.group(1));
        }
        try {
            List<String> columns = engine.columns(soql, userId);
            Matcher from = FROM.matcher(bare);
            return new Query(soql, all, from.find() ? from.group(1) : "", columns);
        } catch (Refusal refusal) {
            throw new ApiRefusal(ErrorStatus.of(refusal.errorCode()), refusal.errorCode(), refusal.text());
        }
    }

    private Reply abort(ApiCall call) throws ApiRefusal {
        JobLists.requireState(call, State.ABORTED);
        return Reply.json(jobs.abort(call.variable("id")));
    }

    private Reply delete(ApiCall call) throws ApiRefusal {
        jobs.delete(call.variable("id"));
        return Reply.noContent();
    }

    private Reply results(ApiCall call) throws ApiRefusal {
        int most = maxRecords(call);
        return jobs.use(call.variable("id"), job -> {
            if (job.state != State.JOB_COMPLETE) {
                throw BulkRefusals.invalidState(
                        "The job is " + job.state + "; results are there when it is JobComplete");
            }
            ResultFile file = job.results();
            int from = call.parameter("locator").isPresent()
                    ? from(call.parameter("locator").get(), file)
                    : 0;
            int until = (int) Math.min(file.rows(), from + (long) Math.min(most, plan.pageRows()));
            return Reply.text(200, "text/csv;charset=UTF-8", file.read(from, until))
                    .withHeader("Sforce-NumberOfRecords", Integer.toString(until - from))
                    .withHeader("Sforce-Locator", until < file.rows() ? locator(until) : "null");
        });
    }

    private static int maxRecords(ApiCall call) throws ApiRefusal {
        String text = call.parameter("maxRecords").orElse(Integer.toString(Integer.MAX_VALUE));
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Refused below, like a number that is not positive.
        }
        throw new ApiRefusal(400, "INVALID_FIELD", "maxRecords has to be a positive number, not " + text);
    }

    private static String locator(int row) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(row).getBytes(StandardCharsets.US_ASCII));
    }

    private static int from(String locator, ResultFile file) throws ApiRefusal {
        try {
            int row = Integer.parseInt(new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII));
            if (row > 0 && row < file.rows()) {
                return row;
            }
        } catch (IllegalArgumentException notMadeHere) {
            // Refused below, like a place that no locator names.
        }
        throw BulkRefusals.invalidLocator(locator);
    }
}
