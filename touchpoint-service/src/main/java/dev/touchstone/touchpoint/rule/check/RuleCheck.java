package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.KnownField;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.NameTemplate.Part;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import dev.touchstone.touchpoint.rule.text.Parsed;
import dev.touchstone.touchpoint.rule.text.TemplateParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks the rules of a list one after the other, and that their names differ. */
final class RuleCheck {
    static final int MAX_NAME = 100;
    static final int MAX_CAMPAIGN_NAME = 255;
    static final int MAX_TOKEN = 200;

    private final RuleListKind kind;
    private final FieldCheck fields;
    private final ExpressionCheck expressions;
    private final Problems problems;
    /** Paths of the rules that have a name, by category and name in lower case. */
    private final Map<List<String>, String> named = new HashMap<>();

    RuleCheck(RuleListKind kind, FieldCheck fields, Problems problems) {
        this.kind = kind;
        this.fields = fields;
        this.expressions = new ExpressionCheck(fields, problems);
        this.problems = problems;
    }

    Optional<GenerationRule> rule(String path, RuleDraft draft) {
        int before = problems.count();
        String category = category(path + ".category", draft.category());
        String name = name(path + ".name", draft.name(), category);
        Optional<Expression> expression = expression(path, draft.when());
        Optional<FieldName> date = touchpointDate(path + ".touchpoint_date", draft.touchpointDate());
        Optional<NameTemplate> campaign = campaignName(path + ".campaign_name", draft.campaignName());
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new GenerationRule(
                        name, expression.orElseThrow(), date.orElse(null), campaign.orElse(null), category, 0));
    }

    private String category(String path, String category) {
        if (kind != RuleListKind.SEGMENT) {
            refuse(path, category, "only segments have a category");
            return "";
        }
        problems.requireText(Spot.at(path), category, MAX_NAME);
        return category;
    }

    private String name(String path, String sent, String category) {
        if (!problems.requireText(Spot.at(path), sent, MAX_NAME)) {
            return sent;
        }
        String name = kind == RuleListKind.SEGMENT
                ? template(path, sent).map(NameTemplate::text).orElse(sent)
                : sent;
        List<String> key = List.of(category.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        String other = named.putIfAbsent(key, path);
        if (other != null) {
            problems.add(
                    Spot.at(path), Reason.DUPLICATE_NAME, "must differ from all others, but is the same as " + other);
        }
        return name;
    }

    private Optional<Expression> expression(String path, RuleDraft.When when) {
        return switch (when) {
            case RuleDraft.When.Line(String text) -> expressions.line(path + ".expression_text", text);
            case RuleDraft.When.Structure(ExpressionDraft draft) -> expressions.structure(path + ".expression", draft);
            case RuleDraft.When.Missing() -> {
                problems.add(
                        Spot.at(path + ".condition"),
                        Reason.FIELD_REQUIRED,
                        "is required: either expression_text or expression");
                yield Optional.empty();
            }
        };
    }

    private Optional<FieldName> touchpointDate(String path, String token) {
        if (!kind.isOfFacts()) {
            refuse(path, token, "only rules that make touchpoints of facts have a date");
            return Optional.empty();
        }
        if (!problems.requireText(Spot.at(path), token, MAX_TOKEN)) {
            return Optional.empty();
        }
        Optional<KnownField> field = read(path, TemplateParser.parseToken(token, kind.objects()))
                .flatMap(name -> fields.find(Spot.at(path), name));
        if (field.isPresent() && !field.get().isUsableAsDate()) {
            problems.add(
                    Spot.at(path),
                    Reason.NOT_A_DATE,
                    "must be a field that is a time or a day, but "
                            + field.get().name().text() + " is "
                            + TypeWords.of(field.get().type()));
        }
        return field.map(KnownField::name);
    }

    private Optional<NameTemplate> campaignName(String path, String name) {
        boolean required = kind == RuleListKind.TASK || kind == RuleListKind.EVENT;
        boolean allowed = required || kind == RuleListKind.MARKETING_ACTIVITY;
        if (!allowed) {
            refuse(path, name, "only rules of tasks, events and marketing activities name the campaign");
            return Optional.empty();
        }
        if (name.isEmpty() && !required) {
            return Optional.empty();
        }
        return problems.requireText(Spot.at(path), name, MAX_CAMPAIGN_NAME) ? template(path, name) : Optional.empty();
    }

    /** A name with tokens, the fields of which are known. */
    private Optional<NameTemplate> template(String path, String text) {
        return read(path, TemplateParser.parse(text, kind.objects())).map(template -> {
            List<Part> parts = new ArrayList<>();
            for (Part part : template.parts()) {
                parts.add(
                        part instanceof Part.Token(FieldName name)
                                ? new Part.Token(fields.find(Spot.at(path), name)
                                        .map(KnownField::name)
                                        .orElse(name))
                                : part);
            }
            return new NameTemplate(parts);
        });
    }

    private <T> Optional<T> read(String path, Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Done<T>(T value) -> Optional.of(value);
            case Parsed.Failed<T>(int column, String message) -> {
                problems.add(new Spot(path, column), Reason.INVALID_SYNTAX, message);
                yield Optional.empty();
            }
        };
    }

    private void refuse(String path, String sent, String why) {
        if (!sent.isEmpty()) {
            problems.add(Spot.at(path), Reason.FIELD_NOT_ALLOWED, "must be empty: " + why);
        }
    }
}
