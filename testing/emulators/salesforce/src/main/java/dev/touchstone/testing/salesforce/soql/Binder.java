package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the types and fields that a query names, as far as the user sees them. */
final class Binder {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final int MAX_STEPS = 5;
    private static final String WSDL = " Please reference your WSDL or the describe call for the appropriate names.";

    private final Organisation org;
    private final String userId;
    private final String query;

    Binder(Organisation org, String userId, String query) {
        this.org = org;
        this.userId = userId;
        this.query = query;
    }

    Organisation org() {
        return org;
    }

    ObjectType type(String name) throws Refusal {
        Optional<ObjectType> type =
                org.schema().find(name).filter(found -> org.access().seesType(userId, found.name()));
        if (type.isEmpty()) {
            throw new Refusal(
                    "INVALID_TYPE",
                    place(name) + "sObject type '" + name + "' is not supported. If you are attempting to use a custom"
                            + " object, be sure to append the '__c' after the entity name." + WSDL);
        }
        return type.get();
    }

    /** A path from a record of this type. */
    FieldPath path(ObjectType type, String path) throws Refusal {
        String[] names = DOT.split(path, -1);
        List<Field> steps = new ArrayList<>();
        List<ObjectType> types = List.of(type);
        StringBuilder canonical = new StringBuilder();
        // The type's own name may stand before a field of its own: Contact.Email.
        int first = names.length > 1
                        && names[0].equalsIgnoreCase(type.name())
                        && type.findRelationship(names[0]).isEmpty()
                ? 1
                : 0;
        for (int i = first; i < names.length - 1; i++) {
            Field step = step(types, names[i]);
            steps.add(step);
            types = step.referenceTo().stream().map(org.schema()::get).toList();
            canonical.append(step.relationship()).append('.');
        }
        if (steps.size() > MAX_STEPS) {
            throw new Refusal(
                    "INVALID_FIELD", place(path) + "SOQL relationship paths have at most " + MAX_STEPS + " steps");
        }
        Field field = field(types, names[names.length - 1], !steps.isEmpty());
        return new FieldPath(List.copyOf(steps), field, canonical + field.name());
    }

    private Field step(List<ObjectType> types, String name) throws Refusal {
        for (ObjectType type : types) {
            Optional<Field> step = type.findRelationship(name).filter(found -> sees(type, found));
            if (step.isPresent()) {
                return step.get();
            }
        }
        throw new Refusal(
                "INVALID_FIELD",
                place(name) + "Didn't understand relationship '" + name
                        + "' in field path. If you are attempting to use"
                        + " a custom relationship, be sure to append the '__r' after the custom relationship name."
                        + WSDL);
    }

    private Field field(List<ObjectType> types, String name, boolean ofParent) throws Refusal {
        for (ObjectType type : types) {
            Optional<Field> field = type.find(name).filter(found -> sees(type, found));
            if (field.isPresent()) {
                return field.get();
            }
        }
        if (ofParent && types.size() > 1 && name.equalsIgnoreCase(FieldPath.TYPE)) {
            return Field.text(FieldPath.TYPE, 40);
        }
        String entity = types.size() == 1 ? types.get(0).name() : "Name";
        throw new Refusal(
                "INVALID_FIELD",
                place(name) + "No such column '" + name + "' on entity '" + entity + "'. If you are attempting to use a"
                        + " custom field, be sure to append the '__c' after the custom field name." + WSDL);
    }

    /** All fields of a type that the user sees. */
    List<FieldPath> all(ObjectType type, String which) throws Refusal {
        String kind = which.toUpperCase(Locale.ROOT);
        if (!List.of("ALL", "STANDARD", "CUSTOM").contains(kind)) {
            throw new Refusal("MALFORMED_QUERY", place(which) + "unexpected token: '" + which + "'");
        }
        return type.fields().stream()
                .filter(field -> kind.equals("ALL") || field.isCustom() == kind.equals("CUSTOM"))
                .filter(field -> sees(type, field))
                .map(field -> new FieldPath(List.of(), field, field.name()))
                .toList();
    }

    private boolean sees(ObjectType type, Field field) {
        return org.access().seesType(userId, type.name()) && org.access().seesField(userId, type.name(), field.name());
    }

    /** The lines with which Salesforce shows where in the query something is wrong. */
    private String place(String name) {
        int at = Math.max(0, query.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT)));
        int from = Math.max(0, at - 20);
        int until = Math.min(query.length(), at + name.length() + 20);
        return "\n" + query.substring(from, until).replace('\n', ' ') + "\n" + " ".repeat(at - from)
                + "^\nERROR at Row:1:Column:" + (at + 1) + "\n";
    }
}
