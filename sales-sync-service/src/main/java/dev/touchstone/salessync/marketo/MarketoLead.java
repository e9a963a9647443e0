package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A lead as Marketo answered it.
 *
 * @param id Marketo's id, above 0
 * @param values text of each field that is not empty; numbers and booleans as JSON writes them; {@code unsubscribed} also if it is
 *     empty, which means false, but not if the instance did not answer with it
 */
public record MarketoLead(long id, Map<LeadField, String> values) {
    public MarketoLead {
        if (id < 1) {
            throw new IllegalArgumentException("a lead has an id above 0 but this has " + id);
        }
        values = Map.copyOf(values);
    }

    static MarketoLead fromJson(JsonNode lead, InstanceFields fields) {
        Map<LeadField, String> values = new EnumMap<>(LeadField.class);
        fields.names().forEach((field, name) -> {
            JsonNode value = lead.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                values.put(field, value.asText());
            } else if (field == LeadField.UNSUBSCRIBED && !value.isMissingNode()) {
                values.put(field, "false");
            }
        });
        long id = lead.path("id").asLong();
        if (id < 1) {
            throw new MarketoFailure(MarketoError.Unreachable.read("a lead without an id"));
        }
        return new MarketoLead(id, values);
    }

    /** A field's text; empty if Marketo has none. */
    public Optional<String> value(LeadField field) {
        return Optional.ofNullable(values.get(field));
    }

    /** True if the field says so; empty and anything else is false. */
    public boolean flag(LeadField field) {
        return value(field)
                .filter(text -> text.equalsIgnoreCase("true") || text.equals("1"))
                .isPresent();
    }

    /** Whether the lead is unsubscribed; empty if Marketo did not say, which is not the same as false. */
    public Optional<Boolean> unsubscribed() {
        return value(LeadField.UNSUBSCRIBED).map(said -> flag(LeadField.UNSUBSCRIBED));
    }
}
