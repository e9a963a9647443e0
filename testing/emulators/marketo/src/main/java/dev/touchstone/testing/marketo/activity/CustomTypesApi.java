package dev.touchstone.testing.marketo.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.activity.CustomTypes.AttributeType;
import dev.touchstone.testing.marketo.activity.CustomTypes.CustomType;
import dev.touchstone.testing.marketo.activity.CustomTypes.Definition;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.http.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Activity types, native and custom, and the life of custom ones: create, edit, approve, discard, delete. */
public final class CustomTypesApi {
    private static final String TYPE = "/rest/v1/activities/external/type/{type}";
    private final CustomTypes types;

    public CustomTypesApi(CustomTypes types) {
        this.types = types;
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("GET", "/rest/v1/activities/types.json", request -> all())
                .add("GET", "/rest/v1/activities/external/types.json", request -> external())
                .add("POST", "/rest/v1/activities/external/type.json", this::create)
                .add("POST", TYPE + ".json", this::update)
                .add("GET", TYPE + "/describe.json", this::describe)
                .add("POST", TYPE + "/approve.json", request -> full(types.approve(name(request))))
                .add("POST", TYPE + "/discardDraft.json", request -> full(types.discard(name(request))))
                .add("POST", TYPE + "/delete.json", request -> full(types.delete(name(request))))
                .add("POST", TYPE + "/attributes/create.json", this::createAttributes)
                .add("POST", TYPE + "/attributes/update.json", this::updateAttributes)
                .add("POST", TYPE + "/attributes/delete.json", this::deleteAttributes);
    }

    private Reply all() {
        List<Map<String, Object>> rows = new ArrayList<>();
        ActivityTypes.all().forEach(type -> rows.add(type.toJson()));
        types.all()
                .forEach(type -> Optional.ofNullable(type.approved).ifPresent(definition -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("id", type.id);
                    row.put("name", definition.name());
                    row.put("apiName", type.apiName);
                    row.put("description", definition.description());
                    row.put("primaryAttribute", definition.primary().toJson());
                    row.put("attributes", attributes(definition));
                    rows.add(row);
                }));
        return Reply.result(rows);
    }

    private Reply external() {
        return Reply.found(types.all().stream()
                .map(type -> head(type, Optional.ofNullable(type.approved).orElseGet(type::latest), true))
                .toList());
    }

    private Reply describe(Request request) throws ApiRefusal {
        CustomType type = types.find(name(request));
        boolean draft = request.parameter("draft").filter("true"::equals).isPresent();
        Optional<Definition> definition = Optional.ofNullable(draft ? type.draft : type.approved);
        if (definition.isEmpty()) {
            throw new ApiRefusal("1013", "There is no " + (draft ? "draft" : "approved version") + " of the type");
        }
        return Reply.result(List.of(full(type, definition.get(), true)));
    }

    private Reply create(Request request) throws ApiRefusal {
        JsonNode body = Arguments.json(request);
        Definition definition = new Definition(
                text(body, "name"),
                body.path("description").asText(),
                text(body, "triggerName"),
                text(body, "filterName"),
                attribute(required(body, "primaryAttribute"), "string"),
                List.of());
        CustomType type = types.create(text(body, "apiName"), definition);
        return Reply.result(List.of(full(type, type.latest(), false)));
    }

    private Reply update(Request request) throws ApiRefusal {
        JsonNode body = Arguments.json(request);
        Optional<AttributeType> primary = body.has("primaryAttribute")
                ? Optional.of(attribute(body.get("primaryAttribute"), "string"))
                : Optional.empty();
        CustomType type = types.edit(
                name(request),
                before -> new Definition(
                        body.path("name").asText(before.name()),
                        body.path("description").asText(before.description()),
                        body.path("triggerName").asText(before.triggerName()),
                        body.path("filterName").asText(before.filterName()),
                        primary.orElse(before.primary()),
                        before.attributes()));
        return Reply.result(List.of(full(type, type.latest(), false)));
    }

    private Reply createAttributes(Request request) throws ApiRefusal {
        List<AttributeType> added = attributes(request);
        return full(types.edit(name(request), before -> {
            List<AttributeType> all = new ArrayList<>(before.attributes());
            all.addAll(added);
            return before.withAttributes(all);
        }));
    }

    private Reply updateAttributes(Request request) throws ApiRefusal {
        List<AttributeType> changed = attributes(request);
        return full(types.edit(
                name(request),
                before -> before.withAttributes(before.attributes().stream()
                        .map(attribute -> changed.stream()
                                .filter(other -> other.apiName().equals(attribute.apiName()))
                                .findFirst()
                                .orElse(attribute))
                        .toList())));
    }

    private Reply deleteAttributes(Request request) throws ApiRefusal {
        List<String> gone = new ArrayList<>();
        required(Arguments.json(request), "attributes")
                .forEach(row -> gone.add(row.path("apiName").asText()));
        return full(types.edit(
                name(request),
                before -> before.withAttributes(before.attributes().stream()
                        .filter(attribute -> !gone.contains(attribute.apiName()))
                        .toList())));
    }

    private static List<AttributeType> attributes(Request request) throws ApiRefusal {
        List<AttributeType> attributes = new ArrayList<>();
        for (JsonNode row : required(Arguments.json(request), "attributes")) {
            attributes.add(attribute(row, ""));
        }
        return attributes;
    }

    private static AttributeType attribute(JsonNode row, String defaultType) throws ApiRefusal {
        String dataType = row.path("dataType").asText(defaultType);
        if (dataType.isEmpty()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'dataType'");
        }
        return new AttributeType(
                text(row, "apiName"), text(row, "name"), row.path("description").asText(), dataType);
    }

    private static String name(Request request) {
        return request.variable("type");
    }

    private static JsonNode required(JsonNode body, String name) throws ApiRefusal {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter '" + name + "'");
        }
        return value;
    }

    private static String text(JsonNode body, String name) throws ApiRefusal {
        String text = required(body, name).asText();
        if (text.isBlank()) {
            throw new ApiRefusal("701", name + " cannot be blank");
        }
        return text;
    }

    private static Reply full(CustomType type) {
        return Reply.result(List.of(full(type, type.latest(), true)));
    }

    private static Map<String, Object> full(CustomType type, Definition definition, boolean known) {
        Map<String, Object> row = head(type, definition, known);
        row.put("primaryAttribute", definition.primary().toJson());
        if (!definition.attributes().isEmpty()) {
            row.put("attributes", attributes(definition));
        }
        return row;
    }

    /** {@code known} is false in the answers to create and update, which do not tell the id. */
    private static Map<String, Object> head(CustomType type, Definition definition, boolean known) {
        Map<String, Object> row = new LinkedHashMap<>();
        if (known) {
            row.put("id", type.id);
        }
        row.put("apiName", type.apiName);
        row.put("name", definition.name());
        row.put("description", definition.description());
        row.put("triggerName", definition.triggerName());
        row.put("filterName", definition.filterName());
        if (known) {
            row.put("createdAt", Times.zulu(type.createdAt));
            row.put("updatedAt", Times.zulu(type.updatedAt));
        }
        row.put("status", type.status());
        return row;
    }

    private static List<Map<String, Object>> attributes(Definition definition) {
        return definition.attributes().stream().map(AttributeType::toJson).toList();
    }
}
