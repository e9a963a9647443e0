package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import dev.touchstone.salessync.marketo.CustomActivityType.Names;
import dev.touchstone.salessync.marketo.CustomActivityType.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Custom activities of one instance and their types.
 *
 * <p>A type begins as a draft: created, given attributes, approved; a change is invisible until it is approved. Activities are
 * written once: whoever gets a failure that {@linkplain MarketoError#maybeExecuted() may have been executed} must look before
 * sending again.
 */
public final class CustomActivitiesApi {
    /** Activities of one call, at most. */
    public static final int MAX_ACTIVITIES = 300;

    private static final String ADD = "/rest/v1/activities/external.json";
    private static final String TYPES = "/rest/v1/activities/external/types.json";
    private static final String TYPE = "/rest/v1/activities/external/type";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final LaneClient client;

    CustomActivitiesApi(LaneClient client) {
        this.client = client;
    }

    /** All types of the instance, without their attributes besides the primary one. */
    public List<CustomActivityType> types() {
        return parse(client.read(TYPES, Map.of()));
    }

    /**
     * One type with all attributes.
     *
     * @param draft true for the draft, false for what is approved
     */
    public CustomActivityType describe(String apiName, boolean draft) {
        List<CustomActivityType> types =
                parse(client.read(TYPE + "/" + apiName + "/describe.json", Map.of("draft", Boolean.toString(draft))));
        if (types.isEmpty()) {
            throw new MarketoFailure(new MarketoError.Permanent("no such type"));
        }
        return types.get(0);
    }

    /**
     * Creates a draft with its primary attribute; the others follow with {@link #addAttributes}.
     *
     * @throws MarketoFailure {@link MarketoError.SchemaFull} if the instance has its ten types
     */
    public void create(CustomActivityType type) {
        ObjectNode body = JSON.objectNode()
                .put("apiName", type.apiName())
                .put("name", type.names().display())
                .put("triggerName", type.names().trigger())
                .put("filterName", type.names().filter());
        body.set("primaryAttribute", json(type.primary()));
        client.write(TYPE + ".json", body);
    }

    /** Adds attributes to the draft. */
    public void addAttributes(String apiName, List<Attribute> attributes) {
        ArrayNode list = JSON.arrayNode();
        attributes.forEach(attribute -> list.add(json(attribute)));
        ObjectNode body = JSON.objectNode();
        body.set("attributes", list);
        client.write(TYPE + "/" + apiName + "/attributes/create.json", body);
    }

    /** Approves the draft. */
    public void approve(String apiName) {
        client.write(TYPE + "/" + apiName + "/approve.json", null);
    }

    /**
     * Adds activities.
     *
     * @param activities 1 to {@value #MAX_ACTIVITIES}
     * @return what became of each, in their order
     */
    public List<RowResult> add(List<CustomActivity> activities) {
        if (activities.isEmpty() || activities.size() > MAX_ACTIVITIES) {
            throw new IllegalArgumentException(
                    "a call takes 1 to " + MAX_ACTIVITIES + " activities but has " + activities.size());
        }
        ArrayNode input = JSON.arrayNode();
        activities.forEach(activity -> input.add(json(activity)));
        ObjectNode body = JSON.objectNode();
        body.set("input", input);
        List<RowResult> results = new ArrayList<>();
        client.write(ADD, body).path("result").forEach(row -> results.add(row(row)));
        if (results.size() != activities.size()) {
            // Which row the missing ones are cannot be told; all of them have to be looked for.
            throw new MarketoFailure(new MarketoError.Unreachable("results of other rows than were sent", true));
        }
        return results;
    }

    private static RowResult row(JsonNode row) {
        if (row.path("status").asText().equals("added")) {
            JsonNode guid = row.path("marketoGUID");
            return RowResult.added(
                    guid.isMissingNode() || guid.isNull() ? row.path("id").asText() : guid.asText());
        }
        JsonNode errors = row.has("errors") ? row.path("errors") : row.path("reasons");
        String code = errors.path(0).path("code").asText();
        return RowResult.skipped(
                code, CodeTable.of(code, errors.path(0).path("message").asText(), true));
    }

    private static ObjectNode json(CustomActivity activity) {
        ObjectNode json = JSON.objectNode()
                .put("leadId", activity.leadId())
                .put("activityDate", MarketoTime.format(activity.at()))
                .put("activityTypeId", activity.typeId())
                .put("primaryAttributeValue", activity.primaryValue());
        ArrayNode attributes = json.putArray("attributes");
        activity.attributes()
                .forEach((name, value) ->
                        attributes.addObject().put("apiName", name).put("value", value));
        return json;
    }

    private static ObjectNode json(Attribute attribute) {
        return JSON.objectNode()
                .put("apiName", attribute.apiName())
                .put("name", attribute.name())
                .put("dataType", attribute.dataType());
    }

    private static List<CustomActivityType> parse(JsonNode body) {
        List<CustomActivityType> types = new ArrayList<>();
        body.path("result").forEach(type -> types.add(type(type)));
        return types;
    }

    private static CustomActivityType type(JsonNode type) {
        List<Attribute> attributes = new ArrayList<>();
        type.path("attributes").forEach(attribute -> attributes.add(attribute(attribute)));
        int id = type.path("id").asInt();
        return new CustomActivityType(
                id > 0 ? OptionalInt.of(id) : OptionalInt.empty(),
                type.path("apiName").asText(),
                new Names(
                        type.path("name").asText(),
                        type.path("triggerName").asText(),
                        type.path("filterName").asText()),
                state(type.path("status").asText()),
                attribute(type.path("primaryAttribute")),
                attributes);
    }

    private static Attribute attribute(JsonNode attribute) {
        return new Attribute(
                attribute.path("apiName").asText(),
                attribute.path("name").asText(),
                attribute.path("dataType").asText());
    }

    private static State state(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "approved" -> State.APPROVED;
            case "approved with draft" -> State.APPROVED_WITH_DRAFT;
            case "deleted" -> State.DELETED;
            default -> State.DRAFT;
        };
    }
}
