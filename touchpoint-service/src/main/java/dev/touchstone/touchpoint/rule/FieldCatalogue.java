package dev.touchstone.touchpoint.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All fields that are known: the standard ones, those that were seen in records, and the calculated ones of touchpoints. */
public final class FieldCatalogue {
    /** The standard fields alone. */
    public static final FieldCatalogue STANDARD = of(List.of());

    private final Map<FieldName, KnownField> seen;

    private FieldCatalogue(Map<FieldName, KnownField> seen) {
        this.seen = Map.copyOf(seen);
    }

    /**
     * A field of a record.
     *
     * @param name in the source's spelling
     * @param type with which it was seen
     * @param formula whether the source called it a formula
     */
    public record Seen(FieldName name, FieldType type, boolean formula) {}

    /**
     * The standard fields and others. A field that was seen with several types is a text; one that was ever called a formula is
     * one; the first spelling is kept. What has the name of a standard field is that.
     */
    public static FieldCatalogue of(Collection<Seen> seen) {
        Map<FieldName, KnownField> fields = new HashMap<>();
        for (Seen field : seen) {
            if (StandardFields.find(field.name()).isEmpty()) {
                fields.merge(
                        field.name(),
                        new KnownField(field.name(), field.type(), false, field.formula()),
                        FieldCatalogue::both);
            }
        }
        return new FieldCatalogue(fields);
    }

    /** The same with calculated fields, which are texts. */
    public FieldCatalogue with(Collection<FieldName> calculated) {
        Map<FieldName, KnownField> fields = new HashMap<>(seen);
        calculated.stream()
                .filter(name -> StandardFields.find(name).isEmpty())
                .forEach(name -> fields.put(name, new KnownField(name, FieldType.TEXT, false, false)));
        return new FieldCatalogue(fields);
    }

    private static KnownField both(KnownField one, KnownField other) {
        FieldType type = one.type() == other.type() ? one.type() : FieldType.TEXT;
        return new KnownField(one.name(), type, false, one.formula() || other.formula());
    }

    /** The field of a name in any case; empty if it is not known. */
    public Optional<KnownField> find(FieldName name) {
        return StandardFields.find(name).or(() -> Optional.ofNullable(seen.get(name)));
    }

    /** The fields of some objects by object and name, without formulas: those that rules may test. */
    public List<KnownField> of(Set<RecordObject> objects) {
        List<KnownField> fields = new ArrayList<>();
        objects.forEach(object -> fields.addAll(StandardFields.of(object)));
        seen.values().stream()
                .filter(field -> objects.contains(field.name().object()))
                .filter(field -> !field.formula())
                .forEach(fields::add);
        fields.sort(KnownField.BY_NAME);
        return List.copyOf(fields);
    }
}
