package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the wanted fields an instance has, and under which REST name.
 *
 * @param names REST name by field; a field that is missing here is not to be asked for
 */
public record InstanceFields(Map<LeadField, String> names) {
    public InstanceFields {
        if (!names.containsKey(LeadField.ID)) {
            throw new IllegalArgumentException("an instance without the field id cannot be read");
        }
        names = Map.copyOf(names);
    }

    /** Reads the {@code result} of describe. */
    static InstanceFields fromDescribe(JsonNode result) {
        Set<String> present = new HashSet<>();
        Map<LeadField, String> names = new EnumMap<>(LeadField.class);
        for (JsonNode field : result) {
            String name = field.path("rest").path("name").asText();
            present.add(name);
            if (LeadField.DELETED_DISPLAY_NAME.equals(field.path("displayName").asText())) {
                names.put(LeadField.SALESFORCE_DELETED, name);
            }
        }
        for (LeadField field : LeadField.values()) {
            if (present.contains(field.usualName())) {
                names.putIfAbsent(field, field.usualName());
            }
        }
        if (!names.containsKey(LeadField.ID)) {
            throw new MarketoFailure(new MarketoError.Permanent("describe names no field id"));
        }
        return new InstanceFields(names);
    }

    /**
     * What is wrong with the fields.
     *
     * @param result of describe
     */
    List<FieldFinding> findings(JsonNode result) {
        Map<String, String> types = new HashMap<>();
        result.forEach(field -> types.put(JsonText.of(field.path("rest"), "name"), JsonText.of(field, "dataType")));
        List<FieldFinding> findings = new ArrayList<>();
        for (LeadField field : LeadField.values()) {
            @Nullable String name = names.get(field);
            String type = name == null ? "" : types.getOrDefault(name, "");
            if (name == null) {
                findings.add(new FieldFinding(FieldFinding.Kind.FIELD_MISSING, field.usualName(), ""));
            } else if (!type.isEmpty() && !field.takes(type)) {
                findings.add(new FieldFinding(FieldFinding.Kind.FIELD_TYPE_CHANGED, field.usualName(), type));
            }
        }
        return findings;
    }

    /** Usual REST names of the fields that the instance lacks, in our order. */
    public List<String> missing() {
        return Arrays.stream(LeadField.values())
                .filter(field -> !names.containsKey(field))
                .map(LeadField::usualName)
                .toList();
    }

    /** The same instance without a field of this REST name. */
    InstanceFields without(String name) {
        Map<LeadField, String> fewer = new EnumMap<>(LeadField.class);
        names.forEach((field, present) -> {
            if (!present.equals(name)) {
                fewer.put(field, present);
            }
        });
        return new InstanceFields(fewer);
    }
}
