package dev.touchstone.testing.marketo.lead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.http.ApiError;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.http.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writing people: create, update, upsert, delete, merge. Rows are answered in the order of the input, each with what became of
 * it or why it was skipped. Two upserts of one key at the same time are not told apart from two in a row: unlike Marketo, the
 * emulator makes no duplicates of them.
 *
 * <p><b>Boundaries:</b> 300 rows a call, 25 records to merge (1080).
 */
public final class LeadWritesApi {
    private static final int MAX_ROWS = 300;
    private static final int MAX_LOSERS = 25;

    private final FieldCatalogue fields;
    private final LeadStore leads;
    private final Partitions partitions;
    private final LeadRows rows;

    /** How a write finds the record, and what it may do with it. */
    private record Mode(String action, String lookupField, Optional<String> partition) {
        boolean mayCreate() {
            return !action.equals("updateOnly");
        }
    }

    public LeadWritesApi(FieldCatalogue fields, LeadStore leads, Partitions partitions) {
        this.fields = fields;
        this.leads = leads;
        this.partitions = partitions;
        rows = new LeadRows(fields);
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("POST", "/rest/v1/leads.json", this::write)
                .add("POST", "/rest/v1/leads/push.json", this::push)
                .add("POST", "/rest/v1/leads/delete.json", this::delete)
                .add("DELETE", "/rest/v1/leads.json", this::delete)
                .add("POST", "/rest/v1/leads/{id}/merge.json", this::merge)
                .add("POST", "/rest/v1/leads/{id}/associate.json", this::associate);
    }

    private Reply write(Request request) throws ApiRefusal {
        JsonNode body = Arguments.json(request);
        String action = body.path("action").asText("createOrUpdate");
        if (!List.of("createOrUpdate", "createOnly", "updateOnly", "createDuplicate")
                .contains(action)) {
            throw new ApiRefusal("1003", "Invalid action '" + action + "'");
        }
        return write(request, action);
    }

    private Reply push(Request request) throws ApiRefusal {
        if (Arguments.json(request).path("programName").asText().isBlank()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'programName'");
        }
        return write(request, "createOrUpdate");
    }

    private Reply write(Request request, String action) throws ApiRefusal {
        JsonNode body = Arguments.json(request);
        String lookupField = body.path("lookupField").asText("email");
        if (fields.find(lookupField).filter(FieldCatalogue.Field::searchable).isEmpty()) {
            throw new ApiRefusal("1011", "Field '" + lookupField + "' not supported");
        }
        Mode mode = new Mode(
                action,
                lookupField,
                Optional.ofNullable(body.get("partitionName")).map(JsonNode::asText));
        List<Map<String, Object>> answers = new ArrayList<>();
        for (JsonNode row : Arguments.input(request, MAX_ROWS)) {
            answers.add(answer(() -> writeRow(row, mode)));
        }
        return Reply.result(answers);
    }

    private Map<String, Object> writeRow(JsonNode row, Mode mode) throws ApiRefusal {
        Map<String, @Nullable Object> values = values(row, mode);
        if (mode.partition().isPresent()) {
            partitions.check(mode.partition().get());
        }
        synchronized (leads) {
            List<Lead> found = mode.action().equals("createDuplicate") ? List.of() : lookUp(row, mode);
            if (found.size() > 1) {
                throw new ApiRefusal("1007");
            }
            if (found.isEmpty()) {
                return create(values, mode);
            }
            return update(found.get(0), values, mode);
        }
    }

    private Map<String, Object> create(Map<String, @Nullable Object> values, Mode mode) throws ApiRefusal {
        if (!mode.mayCreate()) {
            throw new ApiRefusal("1004");
        }
        long id = leads.freeId();
        String now = Times.zulu(leads.now());
        values.put("createdAt", now);
        values.put("updatedAt", now);
        leads.write(id, values, mode.partition().orElse(Lead.DEFAULT_PARTITION));
        return status(id, "created");
    }

    private Map<String, Object> update(Lead lead, Map<String, @Nullable Object> values, Mode mode) throws ApiRefusal {
        if (mode.action().equals("createOnly")) {
            throw new ApiRefusal("1005");
        }
        partitions.check(lead.partition());
        if (mode.partition().filter(name -> !name.equals(lead.partition())).isPresent()) {
            throw new ApiRefusal("1010");
        }
        leads.change(lead.id(), values);
        return status(lead.id(), "updated");
    }

    private List<Lead> lookUp(JsonNode row, Mode mode) throws ApiRefusal {
        JsonNode key = row.path(mode.lookupField());
        if (key.isMissingNode() || key.isNull()) {
            throw new ApiRefusal("1003", "Value for lookup field '" + mode.lookupField() + "' not found");
        }
        return leads.matching(mode.lookupField(), List.of(key.asText()), 2);
    }

    private Map<String, @Nullable Object> values(JsonNode row, Mode mode) throws ApiRefusal {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            String name = member.getKey();
            rows.check(name);
            if (name.equals("id")) {
                if (!mode.lookupField().equals("id") || mode.action().equals("createOnly")) {
                    throw new ApiRefusal("1003", "Field 'id' is not allowed with this action");
                }
            } else if (fields.find(name)
                    .filter(FieldCatalogue.Field::isReadOnly)
                    .isPresent()) {
                throw new ApiRefusal("1003", "Field '" + name + "' is read-only");
            } else {
                values.put(name, value(member.getValue()));
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNumber() ? node.numberValue() : node.asText();
    }

    private Reply delete(Request request) throws ApiRefusal {
        List<String> ids = new ArrayList<>(request.list("id"));
        if (ids.isEmpty()) {
            Arguments.input(request, MAX_ROWS)
                    .forEach(row -> ids.add(row.path("id").asText()));
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (String id : ids) {
            List<Lead> found = leads.matching("id", List.of(id), 1);
            answers.add(answer(() -> {
                if (found.isEmpty()) {
                    throw new ApiRefusal("1004");
                }
                leads.remove(found.get(0).id());
                return status(found.get(0).id(), "deleted");
            }));
        }
        return Reply.result(answers);
    }

    private Reply merge(Request request) throws ApiRefusal {
        List<String> losers = new ArrayList<>(request.list("leadIds"));
        losers.addAll(request.list("leadId"));
        if (losers.isEmpty()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'leadIds'");
        }
        if (losers.size() > MAX_LOSERS) {
            throw new ApiRefusal("1080");
        }
        try {
            leads.merge(
                    Arguments.idInPath(request, "id"),
                    losers.stream().map(Long::valueOf).distinct().toList());
        } catch (NumberFormatException notAnId) {
            throw new ApiRefusal("1001", "Invalid value. Required of type 'Integer'");
        } catch (IllegalArgumentException missing) {
            throw new ApiRefusal("1004", "Lead not found: " + missing.getMessage());
        }
        return Reply.done();
    }

    private Reply associate(Request request) throws ApiRefusal {
        Arguments.required(request, "cookie");
        if (!leads.exists(Arguments.idInPath(request, "id"))) {
            throw new ApiRefusal("1004");
        }
        return Reply.done();
    }

    /** What becomes of a row. */
    @FunctionalInterface
    private interface Row {
        Map<String, Object> carryOut() throws ApiRefusal;
    }

    private static Map<String, Object> answer(Row row) {
        try {
            return row.carryOut();
        } catch (ApiRefusal refusal) {
            ApiError error = refusal.error();
            return Json.object("status", "skipped", "reasons", List.of(error.toJson()));
        }
    }

    private static Map<String, Object> status(long id, String status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("status", status);
        return row;
    }
}
