package dev.touchstone.touchpoint.touchpointfield;

import com.google.re2j.Pattern;
import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.Fold;
import dev.touchstone.touchpoint.rule.KnownField;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.StandardFields;
import dev.touchstone.touchpoint.rule.check.Checked;
import dev.touchstone.touchpoint.rule.check.FieldCheck;
import dev.touchstone.touchpoint.rule.check.Problems;
import dev.touchstone.touchpoint.rule.check.RegexCheck;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import dev.touchstone.touchpoint.rule.check.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a list of calculated fields: everything that is wrong at once, each with its place. */
public final class TouchpointFieldChecker {
    /** Most fields of a list. */
    public static final int MAX_FIELDS = 100;

    static final int MAX_NAME = 80;
    static final int MAX_PATTERN = 1_000;
    static final int MAX_ENTRIES = 1_000;
    static final int MAX_TEXT = 255;
    static final int MIN_PARTS = 2;
    static final int MAX_PARTS = 10;

    /** The objects whose fields may be used are those that segments look at. */
    private static final RuleListKind KIND = RuleListKind.SEGMENT;

    /** What the language of rules and the tokens of names can name. */
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("\\p{L}[\\p{L}\\p{Nd}_]*");

    private final Problems problems = new Problems();
    private final List<TouchpointFieldDraft> drafts;
    private final FieldCheck fields;
    /** Paths of the fields before the one that is looked at, by name. */
    private final Map<FieldName, String> before = new HashMap<>();
    /** Those of them that map values. */
    private final Set<FieldName> mapping = new HashSet<>();
    /** All names of the list. */
    private final Set<FieldName> names = new HashSet<>();

    private TouchpointFieldChecker(List<TouchpointFieldDraft> drafts, FieldCatalogue ofRecords) {
        this.drafts = drafts;
        drafts.stream()
                .map(TouchpointFieldDraft::name)
                .filter(name -> NAME.matcher(name).matches())
                .forEach(name -> names.add(TouchpointField.nameOf(name)));
        this.fields = new FieldCheck(KIND, ofRecords.with(names), problems);
    }

    /**
     * Checks fields, which are at {@code fields[0]} and so on.
     *
     * @param ofRecords the fields that are known without calculated ones
     */
    public static Checked<List<TouchpointField>> check(List<TouchpointFieldDraft> drafts, FieldCatalogue ofRecords) {
        return new TouchpointFieldChecker(drafts, ofRecords).check();
    }

    private Checked<List<TouchpointField>> check() {
        if (drafts.size() > MAX_FIELDS) {
            problems.requireSize(Spot.at("fields"), "fields", drafts.size(), MAX_FIELDS);
            return new Checked.Refused<>(problems.list());
        }
        List<Optional<TouchpointField>> checked = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            checked.add(field("fields[" + i + "]", drafts.get(i)));
        }
        return problems.unlessAny(
                () -> checked.stream().map(Optional::orElseThrow).toList());
    }

    private Optional<TouchpointField> field(String path, TouchpointFieldDraft draft) {
        boolean named = name(path + ".name", draft.name());
        Optional<? extends TouchpointField.Definition> definition = switch (draft.definition()) {
            case TouchpointFieldDraft.Definition.Extraction extraction -> extraction(path + ".extracts", extraction);
            case TouchpointFieldDraft.Definition.ValueMap map -> valueMap(path + ".maps_to", map);
            case TouchpointFieldDraft.Definition.Concatenation concatenation ->
                concatenation(path + ".concatenates", concatenation);
            case TouchpointFieldDraft.Definition.Missing() -> {
                problems.add(
                        Spot.at(path + ".definition"),
                        Reason.FIELD_REQUIRED,
                        "is required: extracts, maps_to or concatenates");
                yield Optional.empty();
            }
        };
        if (named) {
            FieldName name = TouchpointField.nameOf(draft.name());
            before.putIfAbsent(name, path);
            if (draft.definition() instanceof TouchpointFieldDraft.Definition.ValueMap) {
                mapping.add(name);
            }
        }
        return definition.map(known -> new TouchpointField(draft.name(), known));
    }

    private boolean name(String path, String name) {
        Spot spot = Spot.at(path);
        if (!problems.requireText(spot, name, MAX_NAME)) {
            return false;
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    spot,
                    Reason.INVALID_NAME,
                    "must be a letter, then letters, digits and `_`, without `Touchpoint.`, but is " + name);
            return false;
        }
        FieldName field = TouchpointField.nameOf(name);
        Optional<KnownField> standard = StandardFields.find(field);
        if (standard.isPresent()) {
            problems.add(
                    spot,
                    Reason.NAME_OF_STANDARD_FIELD,
                    "must differ from the standard fields of touchpoints, but "
                            + standard.get().name().text() + " is one");
            return false;
        }
        String other = before.get(field);
        if (other != null) {
            problems.add(
                    spot, Reason.DUPLICATE_NAME, "must differ from all others, but is the same as " + other + ".name");
        }
        return other == null;
    }

    private Optional<TouchpointField.Extraction> extraction(
            String path, TouchpointFieldDraft.Definition.Extraction draft) {
        Optional<FieldName> field = input(path + ".field", draft.field());
        boolean right = pattern(Spot.at(path + ".pattern"), draft.pattern());
        return field.filter(known -> right).map(known -> new TouchpointField.Extraction(known, draft.pattern()));
    }

    private boolean pattern(Spot spot, String pattern) {
        if (!problems.requireText(spot, pattern, MAX_PATTERN) || !isOneLine(spot, pattern)) {
            return false;
        }
        Optional<String> problem = RegexCheck.problem(pattern);
        if (problem.isPresent()) {
            problems.add(spot, Reason.BAD_REGEX, problem.get());
            return false;
        }
        int groups = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).groupCount();
        if (groups != 1) {
            problems.add(
                    spot,
                    Reason.WRONG_NUMBER_OF_GROUPS,
                    "must have exactly one capture group `(...)`, which is what is taken, but has " + groups
                            + "; what is only grouped stands in `(?:...)`, and a parenthesis that is meant as such is `\\(`");
        }
        return groups == 1;
    }

    private Optional<TouchpointField.ValueMap> valueMap(String path, TouchpointFieldDraft.Definition.ValueMap draft) {
        Optional<FieldName> field = input(path + ".field", draft.field());
        int found = problems.count();
        List<TouchpointField.ValueMap.Entry> entries = draft.entries();
        if (problems.requireSize(Spot.at(path + ".entries"), "entries", entries.size(), MAX_ENTRIES)) {
            Map<String, Integer> values = new HashMap<>();
            for (int i = 0; i < entries.size(); i++) {
                entry(path + ".entries", i, entries.get(i), values);
            }
        }
        Spot other = Spot.at(path + ".other_result");
        if (problems.limitText(other, draft.otherResult(), MAX_TEXT)) {
            isOneLine(other, draft.otherResult());
        }
        return problems.count() > found
                ? Optional.empty()
                : field.map(known -> new TouchpointField.ValueMap(known, entries, draft.otherResult()));
    }

    private void entry(String path, int row, TouchpointField.ValueMap.Entry entry, Map<String, Integer> values) {
        Spot value = Spot.at(path + "[" + row + "].value");
        if (line(value, entry.value())) {
            Integer other = values.putIfAbsent(Fold.of(entry.value()), row);
            if (other != null) {
                problems.add(
                        value,
                        Reason.DUPLICATE_VALUE,
                        "must be in the table once, but is the same as " + path + "[" + other
                                + "].value: case is not looked at");
            }
        }
        line(Spot.at(path + "[" + row + "].result"), entry.result());
    }

    private Optional<TouchpointField.Concatenation> concatenation(
            String path, TouchpointFieldDraft.Definition.Concatenation draft) {
        int found = problems.count();
        int size = draft.parts().size();
        if (size < MIN_PARTS || size > MAX_PARTS) {
            problems.add(
                    Spot.at(path + ".parts"),
                    size < MIN_PARTS ? Reason.TOO_FEW : Reason.TOO_MANY,
                    "must have " + MIN_PARTS + " to " + MAX_PARTS + " parts but has " + size);
            return Optional.empty();
        }
        List<TouchpointField.Part> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            part(path + ".parts[" + i + "]", draft.parts().get(i)).ifPresent(parts::add);
        }
        if (draft.parts().stream().allMatch(TouchpointFieldDraft.Part.Fixed.class::isInstance)) {
            problems.add(
                    Spot.at(path + ".parts"), Reason.FIELD_REQUIRED, "must have at least one field among the parts");
        }
        return problems.count() > found ? Optional.empty() : Optional.of(new TouchpointField.Concatenation(parts));
    }

    private Optional<TouchpointField.Part> part(String path, TouchpointFieldDraft.Part draft) {
        return switch (draft) {
            case TouchpointFieldDraft.Part.Input(String field) ->
                input(path + ".field", field).map(TouchpointField.Part.Input::new);
            case TouchpointFieldDraft.Part.Fixed(String text) -> {
                Spot spot = Spot.at(path + ".text");
                if (text.isEmpty()) {
                    problems.add(spot, Reason.FIELD_REQUIRED, "is required: 1 to " + MAX_TEXT + " characters");
                    yield Optional.empty();
                }
                boolean right = problems.limitText(spot, text, MAX_TEXT) && isOneLine(spot, text);
                yield right ? Optional.of(new TouchpointField.Part.Fixed(text)) : Optional.empty();
            }
            case TouchpointFieldDraft.Part.Missing() -> {
                problems.add(Spot.at(path + ".part"), Reason.FIELD_REQUIRED, "is required: field or text");
                yield Optional.empty();
            }
        };
    }

    /** A field of a record, or one of the list that may be used here. */
    private Optional<FieldName> input(String path, String text) {
        Spot spot = Spot.at(path);
        Optional<FieldName> name = fields.find(spot, text).map(KnownField::name);
        if (name.isEmpty()
                || !names.contains(name.get())
                || StandardFields.find(name.get()).isPresent()) {
            return name;
        }
        if (mapping.contains(name.get())) {
            problems.add(
                    spot,
                    Reason.FIELD_MAPS_VALUES,
                    name.get().text() + " maps values, and no other field may use such a one");
            return Optional.empty();
        }
        if (!before.containsKey(name.get())) {
            problems.add(
                    spot,
                    Reason.FIELD_STANDS_BEHIND,
                    name.get().text() + " must stand before the field that uses it: the list is computed from its top");
            return Optional.empty();
        }
        return name;
    }

    private boolean line(Spot spot, String text) {
        return problems.requireText(spot, text, MAX_TEXT) && isOneLine(spot, text);
    }

    private boolean isOneLine(Spot spot, String text) {
        boolean control = text.chars().anyMatch(Character::isISOControl);
        if (control) {
            problems.add(spot, Reason.INVALID_TEXT, "must be one line without control characters");
        }
        return !control;
    }
}
