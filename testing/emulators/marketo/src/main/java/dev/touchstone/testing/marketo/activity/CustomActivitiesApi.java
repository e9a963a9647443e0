package dev.touchstone.testing.marketo.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.emulator.http.Routes;
import dev.touchstone.testing.marketo.activity.Activity.Attribute;
import dev.touchstone.testing.marketo.activity.CustomTypes.AttributeType;
import dev.touchstone.testing.marketo.activity.CustomTypes.Definition;
import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Arguments;
import dev.touchstone.testing.marketo.http.Endpoint;
import dev.touchstone.testing.marketo.http.Reply;
import dev.touchstone.testing.marketo.http.Times;
import dev.touchstone.testing.marketo.lead.LeadStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adding custom activities: written once, never changed, never compared with what is there, so the same row sent twice is
 * there twice.
 *
 * <p><b>Boundaries:</b> 300 rows a call; a row is added or skipped with its errors, among them 1004 for a person who is not
 * there and 1049 for attributes above 65,536 bytes. A call with a poisoned row is refused as a whole with 611.
 */
public final class CustomActivitiesApi {
    private static final int MAX_ROWS = 300;
    private static final int MAX_ATTRIBUTE_BYTES = 65_536;

    private final ActivityLog log;
    private final CustomTypes types;
    private final LeadStore leads;
    private final Set<String> poison = new HashSet<>();

    public CustomActivitiesApi(ActivityLog log, CustomTypes types, LeadStore leads) {
        this.log = log;
        this.types = types;
        this.leads = leads;
    }

    /** The end points. */
    public void addTo(Routes<Endpoint> routes) {
        routes.add("POST", "/rest/v1/activities/external.json", this::add);
    }

    /** A call with a row whose JSON contains this text is refused with 611, from now on. */
    public void poison(String text) {
        synchronized (poison) {
            poison.add(text);
        }
    }

    /** Nothing is poisoned from now on. */
    public void heal() {
        synchronized (poison) {
            poison.clear();
        }
    }

    private Reply add(Request request) throws ApiRefusal {
        List<JsonNode> rows = Arguments.input(request, MAX_ROWS);
        for (JsonNode row : rows) {
            checkPoison(row.toString());
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (JsonNode row : rows) {
            try {
                answers.add(added(addRow(row)));
            } catch (ApiRefusal refusal) {
                answers.add(skipped(refusal));
            }
        }
        return Reply.result(answers);
    }

    private void checkPoison(String row) throws ApiRefusal {
        synchronized (poison) {
            if (poison.stream().anyMatch(row::contains)) {
                throw new ApiRefusal("611");
            }
        }
    }

    private Activity addRow(JsonNode row) throws ApiRefusal {
        int typeId = (int) number(row, "activityTypeId");
        long leadId = number(row, "leadId");
        Definition type = types.approved(typeId)
                .orElseThrow(() -> new ApiRefusal("1003", "There is no approved activity type " + typeId));
        Instant date = date(row);
        String primary = row.path("primaryAttributeValue").asText();
        if (primary.isBlank()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'primaryAttributeValue'");
        }
        List<Attribute> attributes = attributes(row.path("attributes"), type);
        synchronized (leads) {
            if (!leads.exists(leadId)) {
                throw new ApiRefusal("1004");
            }
            types.use(typeId);
            return log.custom(typeId, leadId, date, primary, attributes);
        }
    }

    private static List<Attribute> attributes(JsonNode given, Definition type) throws ApiRefusal {
        if (given.toString().getBytes(StandardCharsets.UTF_8).length > MAX_ATTRIBUTE_BYTES) {
            throw new ApiRefusal("1049");
        }
        List<Attribute> attributes = new ArrayList<>();
        for (JsonNode attribute : given) {
            String apiName = attribute.path("apiName").asText();
            String name = attribute.path("name").asText();
            Optional<AttributeType> known = type.attributes().stream()
                    .filter(other ->
                            other.apiName().equals(apiName) || other.name().equals(name))
                    .findFirst();
            if (known.isEmpty()) {
                throw new ApiRefusal("1006", "Field '" + (apiName.isEmpty() ? name : apiName) + "' not found");
            }
            JsonNode value = attribute.path("value");
            // An empty attribute is omitted from the record.
            if (!value.isNull() && !value.isMissingNode()) {
                attributes.add(new Attribute(known.get().name(), value(value, known.get())));
            }
        }
        return attributes;
    }

    private static Object value(JsonNode value, AttributeType type) throws ApiRefusal {
        String text = value.asText();
        boolean valid = switch (type.dataType()) {
            case "integer" -> value.canConvertToExactIntegral() || text.matches("-?\\d{1,10}");
            case "float", "currency" -> value.isNumber() || text.matches("-?\\d+(\\.\\d+)?");
            case "boolean" -> value.isBoolean() || text.equals("true") || text.equals("false");
            case "date", "datetime" -> isTime(text);
            default -> value.isValueNode();
        };
        if (!valid) {
            throw new ApiRefusal("1001", "Invalid value '" + text + "'. Required of type '" + type.dataType() + "'");
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isIntegralNumber() ? (Object) value.asLong() : text;
    }

    private static boolean isTime(String text) {
        try {
            Times.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
            return true;
        } catch (ApiRefusal noTime) {
            return false;
        }
    }

    private static Instant date(JsonNode row) throws ApiRefusal {
        String text = row.path("activityDate").asText();
        if (text.isBlank()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter 'activityDate'");
        }
        try {
            return Times.seconds(Times.parse(text));
        } catch (ApiRefusal noTime) {
            throw new ApiRefusal("1001", "Invalid value '" + text + "'. Required of type 'DateTime'");
        }
    }

    private static long number(JsonNode row, String name) throws ApiRefusal {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw new ApiRefusal("1002", "Missing value for the required parameter '" + name + "'");
        }
        long number = value.asLong(-1);
        if (number < 0) {
            throw new ApiRefusal("1001", "Invalid value '" + value.asText() + "'. Required of type 'Integer'");
        }
        return number;
    }

    private static Map<String, Object> added(Activity activity) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", activity.number());
        row.put("marketoGUID", Long.toString(activity.number()));
        row.put("status", "added");
        return row;
    }

    private static Map<String, Object> skipped(ApiRefusal refusal) {
        return Json.object(
                "status", "skipped", "errors", List.of(refusal.error().toJson()));
    }
}
