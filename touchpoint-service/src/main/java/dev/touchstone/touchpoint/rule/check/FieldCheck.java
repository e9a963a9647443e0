package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.KnownField;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the fields that the rules of a list name. */
public final class FieldCheck {
    private final RuleListKind kind;
    private final FieldCatalogue catalogue;
    private final Problems problems;

    /**
     * @param kind the list, which says whose fields may be named
     * @param catalogue the fields that are known
     * @param problems receives what is wrong
     */
    public FieldCheck(RuleListKind kind, FieldCatalogue catalogue, Problems problems) {
        this.kind = kind;
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /** The field that a text names as Object.Field. */
    public Optional<KnownField> find(Spot spot, String text) {
        int dot = text.indexOf('.');
        Optional<RecordObject> object = dot < 0 ? Optional.empty() : RecordObject.of(text.substring(0, dot));
        if (text.isEmpty()) {
            problems.add(spot, Reason.FIELD_REQUIRED, "is required: a field of " + objects());
            return Optional.empty();
        }
        if (object.isEmpty()) {
            problems.add(
                    spot, Reason.UNKNOWN_FIELD, "must be a field of " + objects() + " as Object.Field but is " + text);
            return Optional.empty();
        }
        return find(spot, new FieldName(object.get(), text.substring(dot + 1)));
    }

    /** The field of a name, in the catalogue's spelling. */
    Optional<KnownField> find(Spot spot, FieldName name) {
        if (!kind.objects().contains(name.object())) {
            problems.add(
                    spot,
                    Reason.FIELD_NOT_OF_LIST,
                    "must be a field of " + objects() + ", which this list looks at, but is " + name.text());
            return Optional.empty();
        }
        Optional<KnownField> field = catalogue.find(name);
        if (field.isEmpty()) {
            problems.add(
                    spot,
                    Reason.UNKNOWN_FIELD,
                    name.text() + " is neither a standard field nor "
                            + (name.object() == RecordObject.TOUCHPOINT
                                    ? "a calculated one"
                                    : "was it ever seen in a record")
                            + alike(name));
            return Optional.empty();
        }
        if (field.get().formula()) {
            problems.add(
                    spot,
                    Reason.FORMULA_FIELD,
                    name.text() + " is a formula of the source, whose changes cannot be followed: no rule may use it");
            return Optional.empty();
        }
        return field;
    }

    private String objects() {
        return kind.objects().stream().map(RecordObject::text).sorted().collect(Collectors.joining(", "));
    }

    /** A known field that may have been meant: the one that differs in the fewest characters. */
    private String alike(FieldName name) {
        return catalogue.of(kind.objects()).stream()
                .filter(field -> field.name().object() == name.object())
                .map(field -> new Alike(field, EditDistance.of(field.name().key(), name.key())))
                .filter(alike -> alike.distance() <= mostDifferences(name))
                .min((one, other) -> Integer.compare(one.distance(), other.distance()))
                .map(alike -> "; was " + alike.field().name().text() + " meant?")
                .orElse("");
    }

    /** A third of the characters; in a short name two that changed places. */
    private static int mostDifferences(FieldName name) {
        int length = name.key().length();
        return length <= 3 ? 1 : Math.max(2, length / 3);
    }

    private record Alike(KnownField field, int distance) {}
}
