package dev.touchstone.touchpoint.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rules as they are stored: a JSON array whose shape the column's comment tells. The structure is stored, not the line of text:
 * an old version means the same when the language of the text has grown.
 */
final class StoredRules {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredRules() {}

    static String write(List<GenerationRule> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rules.forEach(rule -> array.add(node(rule)));
        return array.toString();
    }

    static List<GenerationRule> read(String stored) {
        try {
            return each(JSON.readTree(stored), StoredRules::rule);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored rules are JSON, because they were written as such", e);
        }
    }

    private static ObjectNode node(GenerationRule rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", rule.name()).put("since", rule.sinceVersion());
        ArrayNode groups = node.putArray("groups");
        for (List<Condition> group : rule.expression().groups()) {
            ArrayNode conditions = groups.addArray();
            group.forEach(condition -> conditions.add(node(condition)));
        }
        FieldName date = rule.touchpointDate();
        if (date != null) {
            node.put("date", date.text());
        }
        NameTemplate campaign = rule.campaignName();
        if (campaign != null) {
            ArrayNode parts = node.putArray("campaign");
            campaign.parts().forEach(part -> add(parts, part));
        }
        if (!rule.category().isEmpty()) {
            node.put("category", rule.category());
        }
        return node;
    }

    private static void add(ArrayNode parts, NameTemplate.Part part) {
        switch (part) {
            case NameTemplate.Part.Literal(String text) -> parts.add(text);
            case NameTemplate.Part.Token(FieldName field) -> parts.addObject().put("field", field.text());
        }
    }

    private static ObjectNode node(Condition condition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("field", condition.field().text())
                .put("operator", condition.operator().name());
        ArrayNode values = node.putArray("values");
        condition.values().forEach(value -> add(values.addObject(), value));
        return node;
    }

    private static void add(ObjectNode node, Operand operand) {
        switch (operand) {
            case Operand.DaysFromToday(int days) -> node.put("days", days);
            case Operand.Fixed(FieldValue value) -> {
                switch (value) {
                    case FieldValue.Text(String text) -> node.put("text", text);
                    // As a text, because a JSON number loses digits on the way.
                    case FieldValue.Decimal number -> node.put("number", number.text());
                    case FieldValue.Flag(boolean flag) -> node.put("flag", flag);
                    case FieldValue.Time(Instant time) -> node.put("time", time.toString());
                    case FieldValue.Date(LocalDate date) -> node.put("date", date.toString());
                }
            }
        }
    }

    private static GenerationRule rule(JsonNode node) {
        JsonNode date = node.get("date");
        JsonNode campaign = node.get("campaign");
        return new GenerationRule(
                text(node, "name"),
                new Expression(each(node.path("groups"), group -> each(group, StoredRules::condition))),
                date == null ? null : field(date.textValue()),
                campaign == null ? null : new NameTemplate(each(campaign, StoredRules::part)),
                node.path("category").asText(""),
                node.path("since").longValue());
    }

    private static NameTemplate.Part part(JsonNode node) {
        return node.isTextual()
                ? new NameTemplate.Part.Literal(node.textValue())
                : new NameTemplate.Part.Token(field(text(node, "field")));
    }

    private static Condition condition(JsonNode node) {
        return new Condition(
                field(text(node, "field")),
                Operator.valueOf(text(node, "operator")),
                each(node.path("values"), StoredRules::operand));
    }

    private static Operand operand(JsonNode node) {
        String type = node.fieldNames().next();
        JsonNode value = node.path(type);
        return switch (type) {
            case "days" -> new Operand.DaysFromToday(value.intValue());
            case "text" -> new Operand.Fixed(new FieldValue.Text(value.textValue()));
            case "number" -> new Operand.Fixed(new FieldValue.Decimal(new BigDecimal(value.textValue())));
            case "flag" -> new Operand.Fixed(new FieldValue.Flag(value.booleanValue()));
            case "time" -> new Operand.Fixed(new FieldValue.Time(Instant.parse(value.textValue())));
            case "date" -> new Operand.Fixed(new FieldValue.Date(LocalDate.parse(value.textValue())));
            default -> throw new IllegalStateException("no stored value is a " + type);
        };
    }

    private static FieldName field(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("a stored field has a name");
        }
        int dot = text.indexOf('.');
        RecordObject object = RecordObject.of(text.substring(0, dot))
                .orElseThrow(() -> new IllegalStateException("no stored field is of another object: " + text));
        return new FieldName(object, text.substring(dot + 1));
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).textValue();
        if (text == null) {
            throw new IllegalStateException("a stored rule has a " + name);
        }
        return text;
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>(array.size());
        array.forEach(node -> all.add(reader.apply(node)));
        return all;
    }
}
