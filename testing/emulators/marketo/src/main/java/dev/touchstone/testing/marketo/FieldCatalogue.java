package dev.touchstone.testing.marketo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The person fields that an instance has. Instances differ: a request that names a field outside the catalogue fails with
 * 1006, and a field inside it is answered even when it is empty, as null.
 *
 * @param fields in the order in which describe lists them; {@code id} is always there
 */
public record FieldCatalogue(List<Field> fields) {
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
        Map<String, Object> describe(int id) {
            Map<String, Object> rest = Map.of("name", name, "readOnly", name.equals("id"));
            return length == 0
                    ? Map.of("id", id, "displayName", displayName, "dataType", dataType, "rest", rest)
                    : Map.of(
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

    Optional<Field> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    List<Map<String, Object>> describe() {
        List<Map<String, Object>> described = new ArrayList<>();
        for (Field field : fields) {
            described.add(field.describe(described.size() + 1));
        }
        return described;
    }

    private static Field text(String name, String displayName, boolean searchable) {
        return new Field(name, displayName, "string", 255, searchable);
    }
}
