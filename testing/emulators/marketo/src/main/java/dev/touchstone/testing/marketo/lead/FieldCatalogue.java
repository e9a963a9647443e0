package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.emulator.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The person fields that an instance has. Instances differ: a request that names a field outside the catalogue fails with
 * 1006, and a field inside it is answered even when it is empty, as null.
 *
 * @param fields in the order in which describe lists them; {@code id} is always there
 */
public record FieldCatalogue(List<Field> fields) {
    private static final Set<String> READ_ONLY = Set.of("id", "createdAt", "updatedAt");

    /**
     * A field.
     *
     * @param name name in the REST API
     * @param displayName name in Marketo's user interface
     * @param dataType type as describe names it
     * @param length longest value in characters; 0 for types without
     * @param searchable true if people can be filtered by it
     */
    public record Field(String name, String displayName, String dataType, int length, boolean searchable) {
        /** True for what only Marketo itself, or its sync with the CRM, writes. */
        public boolean isReadOnly() {
            return READ_ONLY.contains(name);
        }

        Map<String, Object> describe2() {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("name", name);
            described.put("displayName", displayName);
            described.put("dataType", dataType);
            if (length > 0) {
                described.put("length", length);
            }
            described.put("updateable", !isReadOnly());
            described.put("crmManaged", name.startsWith("sfdc"));
            return described;
        }

        Map<String, Object> describe(int id) {
            Map<String, Object> rest = Json.object("name", name, "readOnly", isReadOnly());
            return length == 0
                    ? Json.object("id", id, "displayName", displayName, "dataType", dataType, "rest", rest)
                    : Json.object(
                            "id", id, "displayName", displayName, "dataType", dataType, "length", length, "rest", rest);
        }
    }

    public FieldCatalogue {
        fields = List.copyOf(fields);
        if (fields.stream().noneMatch(field -> field.name().equals("id"))) {
            throw new IllegalArgumentException("every instance has the field id");
        }
    }

    /** The fields of an instance that is synchronised with Salesforce. */
    public static FieldCatalogue standard() {
        return new FieldCatalogue(List.of(
                new Field("id", "Id", "integer", 0, true),
                text("firstName", "First Name", false),
                text("lastName", "Last Name", false),
                new Field("email", "Email Address", "email", 255, true),
                new Field("phone", "Phone Number", "phone", 255, false),
                text("title", "Job Title", false),
                text("company", "Company Name", false),
                text("leadSource", "Lead Source", false),
                new Field("linkedInProfileURL", "LinkedIn Profile URL", "url", 255, false),
                text("sfdcLeadId", "SFDC Lead Id", true),
                text("sfdcContactId", "SFDC Contact Id", true),
                text("sfdcAccountId", "SFDC Account Id", true),
                text("sfdcOpptyId", "SFDC Oppty Id", true),
                text("sfdcLeadOwnerId", "SFDC Lead Owner Id", true),
                text("sfdcType", "SFDC Type", false),
                new Field("sfdcIsDeleted", "SFDC Is Deleted", "boolean", 0, false),
                new Field("unsubscribed", "Unsubscribed", "boolean", 0, false),
                new Field("emailInvalid", "Email Invalid", "boolean", 0, false),
                new Field("createdAt", "Created At", "datetime", 0, false),
                new Field("updatedAt", "Updated At", "datetime", 0, false)));
    }

    /** The same instance without a field. */
    public FieldCatalogue without(String name) {
        return new FieldCatalogue(
                fields.stream().filter(field -> !field.name().equals(name)).toList());
    }

    /** The same instance with one more field. */
    public FieldCatalogue with(Field added) {
        return new FieldCatalogue(
                Stream.concat(fields.stream(), Stream.of(added)).toList());
    }

    /** A field by its REST name. */
    public Optional<Field> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The number by which activities refer to a field; 0 if there is none. */
    public int number(String name) {
        return fields.stream().map(Field::name).toList().indexOf(name) + 1;
    }

    /** As {@code describe.json} lists them. */
    public List<Map<String, Object>> describe() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (Field field : fields) {
            described.add(field.describe(described.size() + 1));
        }
        return described;
    }

    /** As {@code describe2.json} lists them: one object, with the fields people can be filtered by. */
    public List<Map<String, Object>> describe2() {
        List<List<String>> searchable = fields.stream()
                .filter(Field::searchable)
                .map(field -> List.of(field.name()))
                .toList();
        return List.of(Json.object(
                "name",
                "API Lead",
                "searchableFields",
                searchable,
                "fields",
                fields.stream().map(Field::describe2).toList()));
    }

    private static Field text(String name, String displayName, boolean searchable) {
        return new Field(name, displayName, "string", 255, searchable);
    }
}
