package dev.touchstone.testing.marketo.bulk;

import dev.touchstone.testing.emulator.http.Download;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.asset.StaticLists;
import dev.touchstone.testing.marketo.bulk.ExportFile.Written;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.lead.LeadRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Export of people under {@code /bulk/v1}: create, enqueue, status, list, cancel, and the file with ranges. */
public final class ExportApi {
    private static final String JOB = "/bulk/v1/leads/export/{job}";
    private static final int MAX_BATCH = 300;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final ExportJobs jobs;
    private final ExportPlan plan;
    private final LeadRows rows;
    private final StaticLists lists;

    public ExportApi(ExportJobs jobs, ExportPlan plan, LeadRows rows, StaticLists lists) {
        this.jobs = jobs;
        this.plan = plan;
        this.rows = rows;
        this.lists = lists;
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("POST", "/bulk/v1/leads/export/create.json", this::create)
                .add("GET", "/bulk/v1/leads/export.json", this::list)
                .add("POST", JOB + "/enqueue.json", request -> one(jobs.enqueue(request.variable("job"))))
                .add("GET", JOB + "/status.json", request -> one(jobs.status(request.variable("job"))))
                .add("POST", JOB + "/cancel.json", this::cancel)
                .add("GET", JOB + "/file.json", this::file);
    }

    private Reply create(Request request) throws ApiRefusal {
        return one(jobs.create(ExportSpec.parse(Arguments.json(request), rows, lists, plan.updatedAtWorks())));
    }

    /** The answer spells the state with two l, unlike the status. */
    private Reply cancel(Request request) throws ApiRefusal {
        Map<String, Object> row = new LinkedHashMap<>(jobs.cancel(request.variable("job")));
        row.computeIfPresent("status", (name, status) -> status.equals("Canceled") ? "Cancelled" : status);
        return Reply.result(List.of(row));
    }

    private Reply list(Request request) throws ApiRefusal {
        int batch = Arguments.number(request, "batchSize", MAX_BATCH, 1, MAX_BATCH);
        int from = Arguments.number(request, "nextPageToken", 0, 0, Integer.MAX_VALUE);
        List<Map<String, Object>> found = jobs.all(request.list("status"));
        Map<String, Object> members = new LinkedHashMap<>();
        if (!found.isEmpty()) {
            members.put("result", found.stream().skip(from).limit(batch).toList());
        }
        if (from + batch < found.size()) {
            members.put("nextPageToken", Integer.toString(from + batch));
        }
        return new Reply.Members(members);
    }

    private Reply file(Request request) {
        Optional<Written> file = jobs.file(request.variable("job"));
        if (file.isEmpty()) {
            return new Reply.Text(404, "The export file is not available");
        }
        long size = file.get().bytes();
        Optional<String> range = request.header("range");
        if (range.isEmpty()) {
            return new Reply.File(new Download(file.get().path(), 0, size, size, false));
        }
        Matcher bytes = RANGE.matcher(range.get());
        if (!bytes.matches() || Long.parseLong(bytes.group(1)) >= size) {
            return new Reply.Text(416, "The range cannot be served");
        }
        long last = bytes.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(bytes.group(2)));
        return new Reply.File(new Download(file.get().path(), Long.parseLong(bytes.group(1)), last + 1, size, true));
    }

    private static Reply one(Map<String, Object> job) {
        return Reply.result(List.of(job));
    }
}
