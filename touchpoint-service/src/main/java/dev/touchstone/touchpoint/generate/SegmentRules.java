package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.text.TemplateParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Segments of touchpoints by category (requirement, section 5.2): in each category the first rule that matches gives the segment,
 * and without one it is {@value #OTHER}. A rule whose name has a token without value does not match. Thread-safe.
 */
final class SegmentRules {
    static final String OTHER = "Other";

    private final List<Category> categories;

    private SegmentRules(List<Category> categories) {
        this.categories = categories;
    }

    private record Category(String name, TouchpointRules rules, List<NameTemplate> segments, List<Integer> rows) {
        Stream<FieldName> fields() {
            return Stream.concat(rules.fields(), segments.stream().flatMap(NameTemplate::fields));
        }
    }

    /** Categories are in the order of their first rules. */
    static SegmentRules compile(List<GenerationRule> rules, RuleCircumstances circumstances) {
        Map<String, List<Integer>> byCategory = new LinkedHashMap<>();
        for (int row = 0; row < rules.size(); row++) {
            byCategory
                    .computeIfAbsent(rules.get(row).category(), category -> new ArrayList<>())
                    .add(row);
        }
        return new SegmentRules(byCategory.entrySet().stream()
                .map(entry -> category(entry.getKey(), rules, entry.getValue(), circumstances))
                .toList());
    }

    private static Category category(
            String name, List<GenerationRule> all, List<Integer> rows, RuleCircumstances circumstances) {
        List<GenerationRule> rules = rows.stream().map(all::get).toList();
        return new Category(
                name,
                TouchpointRules.compile(rules, circumstances),
                rules.stream().map(SegmentRules::segment).toList(),
                rows);
    }

    private static NameTemplate segment(GenerationRule rule) {
        return TemplateParser.parse(rule.name(), RuleListKind.SEGMENT.objects()).orElseThrow();
    }

    boolean isEmpty() {
        return categories.isEmpty();
    }

    /** The fields that conditions test and names show. */
    Stream<FieldName> fields() {
        return categories.stream().flatMap(Category::fields);
    }

    /** The segments for the touchpoints of one person. */
    OfPerson ofPerson(PersonRecords person) {
        return new OfPerson(categories.stream()
                .map(category -> category.rules().ofPerson(person))
                .toList());
    }

    /** The segments with what their rules say of a person's leads and contacts already tested. */
    final class OfPerson {
        private final List<TouchpointRules.OfPerson> rules;

        private OfPerson(List<TouchpointRules.OfPerson> rules) {
            this.rules = rules;
        }

        /** The segments of a touchpoint, as {@code Category.Segment}. */
        List<String> of(FieldSource touchpoint) {
            List<String> segments = new ArrayList<>(categories.size());
            for (int i = 0; i < categories.size(); i++) {
                Category category = categories.get(i);
                String segment = rules.get(i).all(touchpoint).stream()
                        .flatMap(match -> name(category.segments().get(match.rule()), match, touchpoint).stream())
                        .findFirst()
                        .orElse(OTHER);
                segments.add(category.name() + "." + segment);
            }
            return segments;
        }

        /** For each category the rules that give a touchpoint a segment, by their index in the list; the first does. */
        List<IntStream> matching(FieldSource touchpoint) {
            List<IntStream> matching = new ArrayList<>(categories.size());
            for (int i = 0; i < categories.size(); i++) {
                Category category = categories.get(i);
                matching.add(rules.get(i).all(touchpoint).stream()
                        .filter(match -> name(category.segments().get(match.rule()), match, touchpoint)
                                .isPresent())
                        .mapToInt(match -> category.rows().get(match.rule()))
                        .distinct());
            }
            return matching;
        }

        private static Optional<String> name(
                NameTemplate template, TouchpointRules.Match match, FieldSource touchpoint) {
            List<FieldName> tokens = template.fields().toList();
            FieldSource lead = whole(match.leads(), tokens, RecordObject.LEAD);
            FieldSource contact = whole(match.contacts(), tokens, RecordObject.CONTACT);
            if (lead == null || contact == null) {
                return Optional.empty();
            }
            FieldSource all = field -> source(field, lead, contact, touchpoint).value(field);
            boolean missing = tokens.stream().anyMatch(token -> all.value(token) == null);
            String name = missing ? "" : FactRules.cut(template.name(all));
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        }

        private static FieldSource source(
                FieldName field, FieldSource lead, FieldSource contact, FieldSource touchpoint) {
            return switch (field.object()) {
                case LEAD -> lead;
                case CONTACT -> contact;
                case TOUCHPOINT, CAMPAIGN, CAMPAIGN_MEMBER, TASK, EVENT, PROGRAM, PROGRAM_MEMBER, MARKETING_ACTIVITY ->
                    touchpoint;
            };
        }

        /** The first record that has a value for every token of its object; null if none has. */
        private static @Nullable FieldSource whole(
                List<FieldSource> records, List<FieldName> tokens, RecordObject object) {
            for (FieldSource record : records) {
                boolean missing =
                        tokens.stream().anyMatch(token -> token.object() == object && record.value(token) == null);
                if (!missing) {
                    return record;
                }
            }
            return null;
        }
    }
}
