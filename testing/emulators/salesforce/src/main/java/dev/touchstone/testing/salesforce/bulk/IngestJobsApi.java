package dev.touchstone.testing.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.bulk.IngestJob.Results;
import dev.touchstone.testing.salesforce.bulk.IngestJob.Target;
import dev.touchstone.testing.salesforce.bulk.IngestRows.Operation;
import dev.touchstone.testing.salesforce.bulk.Job.State;
import dev.touchstone.testing.salesforce.http.ApiCall;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.http.Reply;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Jobs that write: {@code /jobs/ingest}. */
final class IngestJobsApi {
    private static final String JOB = "/jobs/ingest/{id}";
    private static final int MAX_BYTES = 150_000_000;

    private final Jobs<IngestJob> jobs;
    private final Organisation org;
    private final BulkPlan plan;

    IngestJobsApi(Jobs<IngestJob> jobs, Organisation org, BulkPlan plan) {
        this.jobs = jobs;
        this.org = org;
        this.plan = plan;
    }

    void addTo(ApiRoutes routes) {
        routes.add("POST", "/jobs/ingest", this::create)
                .add("GET", "/jobs/ingest", JobLists.of(jobs, "/jobs/ingest"))
                .add("GET", JOB, call -> Reply.json(jobs.use(call.variable("id"), Job::toJson)))
                .add("PATCH", JOB, this::change)
                .add("DELETE", JOB, this::delete)
                .add("PUT", JOB + "/batches", this::upload)
                .add("GET", JOB + "/successfulResults", call -> results(call, Results::successful))
                .add("GET", JOB + "/failedResults", call -> results(call, Results::failed))
                .add("GET", JOB + "/unprocessedrecords", call -> results(call, Results::unprocessed));
    }

    private Reply create(ApiCall call) throws ApiRefusal {
        JsonNode body = call.json();
        String object = body.path("object").asText();
        ObjectType type = org.schema()
                .find(object)
                .orElseThrow(() -> BulkRefusals.invalidJob("Unable to find object: " + object));
        Operation operation = Operation.of(body.path("operation").asText());
        if (operation == null) {
            throw BulkRefusals.invalidJob("operation '" + body.path("operation").asText() + "' is not known");
        }
        Target target = new Target(type, operation, key(body, type, operation));
        Job.Request request = new Job.Request(call.version(), JobLists.owner(call), CsvFormat.parse(body));
        Instant now = org.clock().instant();
        return Reply.json(jobs.create(false, number -> new IngestJob(number, request, target, org, plan, now)));
    }

    private static String key(JsonNode body, ObjectType type, Operation operation) throws ApiRefusal {
        if (operation != Operation.UPSERT) {
            return "";
        }
        String name = body.path("externalIdFieldName").asText();
        Optional<Field> key = type.find(name)
                .filter(field ->
                        field.is(Field.Trait.EXTERNAL_ID) || field.name().equals("Id"));
        return key.map(Field::name)
                .orElseThrow(() -> BulkRefusals.invalidJob(
                        "externalIdFieldName '" + name + "' is no external id of " + type.name()));
    }

    private Reply change(ApiCall call) throws ApiRefusal {
        State wanted = JobLists.requireState(call, State.UPLOAD_COMPLETE, State.ABORTED);
        if (wanted == State.ABORTED) {
            return Reply.json(jobs.abort(call.variable("id")));
        }
        return jobs.use(call.variable("id"), job -> {
            if (job.state != State.OPEN) {
                throw BulkRefusals.invalidState("The job is " + job.state + " and cannot become UploadComplete");
            }
            Instant now = org.clock().instant();
            job.become(State.UPLOAD_COMPLETE, now);
            job.queuedAt = now;
            return Reply.json(job.toJson());
        });
    }

    private Reply upload(ApiCall call) throws ApiRefusal {
        byte[] file = call.body();
        if (file.length > MAX_BYTES) {
            throw new ApiRefusal(413, "REQUEST_TOO_LARGE", "A job takes at most " + MAX_BYTES + " bytes");
        }
        return jobs.use(call.variable("id"), job -> {
            if (job.state != State.OPEN) {
                throw BulkRefusals.invalidState("The job is " + job.state + " and takes no data");
            }
            if (job.hasData()) {
                throw BulkRefusals.invalidState("The job has its data already");
            }
            job.upload(file);
            return Reply.status(201);
        });
    }

    private Reply delete(ApiCall call) throws ApiRefusal {
        jobs.delete(call.variable("id"));
        return Reply.noContent();
    }

    private Reply results(ApiCall call, Function<Results, ResultFile> which) throws ApiRefusal {
        return jobs.use(call.variable("id"), job -> {
            if (!job.state.isFinal()) {
                throw BulkRefusals.invalidState(
                        "The job is " + job.state + "; results are there when it is at its end");
            }
            await(job);
            String csv = job.results().map(which).map(ResultFile::readAll).orElse("");
            return Reply.text(200, "text/csv;charset=UTF-8", csv);
        });
    }

    /** A job that was aborted finishes the rows it has begun before its files are complete. */
    private static void await(IngestJob job) {
        CompletableFuture<Void> work = job.work;
        if (work != null) {
            try {
                work.join();
            } catch (CompletionException failed) {
                // Told by the job's state.
                return;
            }
        }
    }
}
