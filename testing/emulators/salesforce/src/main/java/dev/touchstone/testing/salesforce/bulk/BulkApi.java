package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.http.ApiRoutes;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.soql.QueryEngine;
import java.util.concurrent.Executor;

/** Bulk API 2.0 under {@code /jobs}. */
public final class BulkApi {
    private final BulkPlan plan = new BulkPlan();
    private final Jobs<QueryJob> queries;
    private final Jobs<IngestJob> ingests;
    private final QueryJobsApi queryJobs;
    private final IngestJobsApi ingestJobs;

    public BulkApi(Organisation org, QueryEngine engine, Executor workers) {
        queries = new Jobs<>(plan, org.clock(), workers);
        ingests = new Jobs<>(plan, org.clock(), workers);
        queryJobs = new QueryJobsApi(queries, engine, plan, org.clock());
        ingestJobs = new IngestJobsApi(ingests, org, plan);
    }

    /** The end points. */
    public void addTo(ApiRoutes routes) {
        queryJobs.addTo(routes);
        ingestJobs.addTo(routes);
    }

    /** How jobs behave. */
    public BulkPlan plan() {
        return plan;
    }

    /** As at the start: no jobs, no files, no plans. */
    public void reset() {
        plan.reset();
        queries.clear();
        ingests.clear();
    }
}
