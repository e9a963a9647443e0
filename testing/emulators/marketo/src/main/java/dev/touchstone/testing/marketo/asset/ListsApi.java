package dev.touchstone.testing.marketo.asset;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.http.ApiError;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadRows;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.Partitions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Static lists: find them, page through their members, add and take off. A list that does not exist is 1013. */
public final class ListsApi {
    private static final int MAX_IDS = 300;
    private static final String CREATED = "2024-01-01T00:00:00Z";

    private final StaticLists lists;
    private final LeadStore leads;
    private final LeadRows rows;
    private final Partitions partitions;

    public ListsApi(StaticLists lists, LeadStore leads, LeadRows rows, Partitions partitions) {
        this.lists = lists;
        this.leads = leads;
        this.rows = rows;
        this.partitions = partitions;
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("GET", "/rest/v1/lists.json", this::find)
                .add("GET", "/rest/v1/lists/{list}.json", this::byId)
                .add("GET", "/rest/v1/lists/{list}/leads.json", this::members)
                .add("GET", "/rest/v1/list/{list}/leads.json", this::members)
                .add("GET", "/rest/v1/lists/{list}/leads/ismember.json", this::isMember)
                .add("POST", "/rest/v1/lists/{list}/leads.json", request -> edit(request, true))
                .add("DELETE", "/rest/v1/lists/{list}/leads.json", request -> edit(request, false));
    }

    private Reply find(Request request) {
        List<String> ids = request.list("id");
        List<String> names = request.list("name");
        return Reply.found(lists.names().entrySet().stream()
                .filter(list -> ids.isEmpty() || ids.contains(list.getKey().toString()))
                .filter(list -> names.isEmpty() || names.contains(list.getValue()))
                .map(list -> row(list.getKey(), list.getValue()))
                .toList());
    }

    private Reply byId(Request request) throws ApiRefusal {
        long id = list(request);
        return Reply.result(List.of(row(id, lists.names().getOrDefault(id, ""))));
    }

    private Reply members(Request request) throws ApiRefusal {
        long id = list(request);
        int batch = Arguments.number(request, "batchSize", LeadRows.MAX_BATCH, 1, LeadRows.MAX_BATCH);
        List<String> names = rows.fieldNames(request);
        List<Lead> page = lists.members(id, LeadRows.after(request), batch + 1).stream()
                .filter(partitions::allows)
                .toList();
        return new Reply.Members(rows.page(page, batch, names));
    }

    private Reply isMember(Request request) throws ApiRefusal {
        long list = list(request);
        List<Map<String, Object>> answers = new ArrayList<>();
        for (long id : ids(request)) {
            answers.add(
                    leads.exists(id) ? status(id, lists.contains(list, id) ? "memberof" : "notmemberof") : gone(id));
        }
        return Reply.result(answers);
    }

    private Reply edit(Request request, boolean add) throws ApiRefusal {
        long list = list(request);
        List<Map<String, Object>> answers = new ArrayList<>();
        for (long id : ids(request)) {
            if (!leads.exists(id)) {
                answers.add(gone(id));
            } else if (add) {
                lists.add(list, id);
                answers.add(status(id, "added"));
            } else {
                answers.add(lists.take(list, id) ? status(id, "removed") : skipped(id, ApiError.of("1015")));
            }
        }
        return Reply.result(answers);
    }

    private long list(Request request) throws ApiRefusal {
        long id = Arguments.idInPath(request, "list");
        if (!lists.exists(id)) {
            throw new ApiRefusal("1013", "List with id '" + id + "' not found");
        }
        return id;
    }

    private static List<Long> ids(Request request) throws ApiRefusal {
        List<String> texts = new ArrayList<>(request.list("id"));
        if (texts.isEmpty()) {
            Arguments.input(request, MAX_IDS)
                    .forEach(row -> texts.add(row.path("id").asText()));
        }
        if (texts.size() > MAX_IDS) {
            throw new ApiRefusal("1003", "At most " + MAX_IDS + " ids but there are " + texts.size());
        }
        try {
            return texts.stream().map(Long::valueOf).toList();
        } catch (NumberFormatException notAnId) {
            throw new ApiRefusal("1001", "Invalid value. Required of type 'Integer'");
        }
    }

    private static Map<String, Object> row(long id, String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", name);
        row.put("workspaceName", "Default");
        row.put("createdAt", CREATED);
        row.put("updatedAt", CREATED);
        return row;
    }

    private static Map<String, Object> status(long id, String status) {
        return Json.object("id", id, "status", status);
    }

    private static Map<String, Object> gone(long id) {
        return skipped(id, ApiError.of("1004"));
    }

    private static Map<String, Object> skipped(long id, ApiError error) {
        return Json.object("id", id, "status", "skipped", "reasons", List.of(error.toJson()));
    }
}
