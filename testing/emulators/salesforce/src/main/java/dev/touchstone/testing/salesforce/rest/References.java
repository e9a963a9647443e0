package dev.touchstone.testing.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.testing.salesforce.http.ApiRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parts of a composite request answered, so that later parts can refer to it by {@code @{reference.path}}. */
final class References {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)((?:\\.\\w+|\\[\\d+])*)}");

    private final Map<String, JsonNode> answers = new HashMap<>();

    void put(String referenceId, JsonNode body) {
        answers.put(referenceId, body);
    }

    /**
     * The text with every reference replaced.
     *
     * @throws ApiRefusal PROCESSING_HALTED if a reference leads nowhere
     */
    String resolve(String text) throws ApiRefusal {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value(matcher)));
        }
        return matcher.appendTail(resolved).toString();
    }

    /** The same for every text in a body. */
    JsonNode resolve(JsonNode body) throws ApiRefusal {
        if (body.isTextual()) {
            return TextNode.valueOf(resolve(body.asText()));
        }
        if (body.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            for (JsonNode element : body) {
                array.add(resolve(element));
            }
            return array;
        }
        if (body.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> member : body.properties()) {
                object.set(member.getKey(), resolve(member.getValue()));
            }
            return object;
        }
        return body;
    }

    private String value(Matcher reference) throws ApiRefusal {
        String path = reference.group(2).replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        JsonNode found =
                answers.getOrDefault(reference.group(1), JSON.missingNode()).at(path);
        if (!found.isValueNode() || found.isNull()) {
            throw new ApiRefusal(
                    400,
                    "PROCESSING_HALTED",
                    "Invalid reference specified. No value for " + reference.group(1) + reference.group(2) + " found");
        }
        return found.asText();
    }
}
