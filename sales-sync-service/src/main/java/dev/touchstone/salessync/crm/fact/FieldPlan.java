package dev.touchstone.salessync.crm.fact;

import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which fields of an object are read. Pure. A field that is hidden, or that the organisation lacks, is not asked for; the others are read
 * all the same. Custom fields are told too, so that rules can look at them: short texts, numbers, days, times and truth values, and no
 * telephone numbers or addresses.
 *
 * @param object what is read
 * @param select names for a query, without {@code Id} and {@code SystemModstamp}
 * @param further fields that the record's message does not name
 * @param leftOut how many custom fields are not told because there are too many
 */
public record FieldPlan(CrmObject object, List<String> select, List<Further> further, int leftOut) {
    /** Fewer than the contract allows, so that a record with long texts stays below its 64 KB too. */
    static final int MAX_FURTHER = 200;

    /** Characters that the names of a query have at most; it leaves room for a list of ids in the same address. */
    static final int MAX_NAMES = 7_000;

    private static final int MAX_TEXT = 255;
    private static final String CUSTOM = "__c";
    private static final String OWNER_NAME = "Owner.Name";

    public FieldPlan {
        select = List.copyOf(select);
        further = List.copyOf(further);
    }

    /** The names of {@link #select} and the two that every query has. */
    public Set<String> asked() {
        Set<String> asked = new LinkedHashSet<>(List.of("Id", "SystemModstamp"));
        asked.addAll(select);
        return asked;
    }

    /** How a value is told. */
    public enum Shape {
        TEXT,
        NUMBER,
        FLAG,
        TIME,
        DATE
    }

    /**
     * A field that the record's message does not name.
     *
     * @param formula true if Salesforce calculates it, so that its change does not touch the record
     */
    public record Further(String name, Shape shape, boolean formula) {}

    /** What is read of an object as it is described. */
    public static FieldPlan of(CrmObject object, ObjectDescription described, TouchpointFields touchpoints) {
        Set<String> select = new LinkedHashSet<>();
        Stream.of(List.of("CreatedDate", "IsDeleted"), object.told(), object.followed(), touchpoints.of(object))
                .flatMap(List::stream)
                .filter(name -> described.field(name).isPresent())
                .forEach(select::add);
        if (select.contains("OwnerId")) {
            select.add(OWNER_NAME);
        }
        List<Further> all = described.fields().stream()
                .filter(field -> isCustom(field) || object.further().contains(field.name()))
                .sorted(Comparator.comparing(FieldPlan::isCustom).thenComparing(DescribedField::name))
                .flatMap(field -> further(field).stream())
                .toList();
        List<Further> told = new ArrayList<>();
        int room = MAX_NAMES - select.stream().mapToInt(FieldPlan::length).sum();
        for (Further field : all) {
            room -= length(field.name());
            if (room >= 0 && told.size() < MAX_FURTHER) {
                told.add(field);
                select.add(field.name());
            }
        }
        return new FieldPlan(object, List.copyOf(select), told, all.size() - told.size());
    }

    private static Optional<Further> further(DescribedField field) {
        return shape(field).map(shape -> new Further(field.name(), shape, field.calculated()));
    }

    private static Optional<Shape> shape(DescribedField field) {
        return switch (field.type()) {
            case "string", "picklist", "multipicklist", "combobox", "reference", "url" -> Optional.of(Shape.TEXT);
            case "textarea" -> field.length() <= MAX_TEXT ? Optional.of(Shape.TEXT) : Optional.empty();
            case "int", "long", "double", "currency", "percent" -> Optional.of(Shape.NUMBER);
            case "boolean" -> Optional.of(Shape.FLAG);
            case "datetime" -> Optional.of(Shape.TIME);
            case "date" -> Optional.of(Shape.DATE);
            default -> Optional.empty();
        };
    }

    private static boolean isCustom(DescribedField field) {
        return field.name().endsWith(CUSTOM);
    }

    /** With the comma and the blank that follow, encoded. */
    private static int length(String name) {
        return name.length() + 4;
    }
}
