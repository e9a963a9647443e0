package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds rules for tests: {@code rule("Webinars").when(is("Campaign.Type", "Webinar")).at("CampaignMember.CreatedDate")}. */
final class Rules {
    private static final Pattern TOKEN = Pattern.compile("\\{([^}]+)\\}");

    private final String name;
    private final List<List<Condition>> groups = new ArrayList<>();
    private @Nullable FieldName date;
    private @Nullable NameTemplate campaignName;
    private String category = "";
    private long since = 1;

    private Rules(String name) {
        this.name = name;
    }

    static Rules rule(String name) {
        return new Rules(name);
    }

    /** A group of conditions; another call adds another group. */
    Rules when(Condition... conditions) {
        groups.add(List.of(conditions));
        return this;
    }

    GenerationRule at(String field) {
        date = field(field);
        return build();
    }

    Rules named(String template) {
        List<NameTemplate.Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(template);
        int end = 0;
        while (token.find()) {
            if (token.start() > end) {
                parts.add(new NameTemplate.Part.Literal(template.substring(end, token.start())));
            }
            parts.add(new NameTemplate.Part.Token(field(token.group(1))));
            end = token.end();
        }
        if (end < template.length()) {
            parts.add(new NameTemplate.Part.Literal(template.substring(end)));
        }
        campaignName = new NameTemplate(parts);
        return this;
    }

    Rules in(String newCategory) {
        category = newCategory;
        return this;
    }

    Rules since(long version) {
        since = version;
        return this;
    }

    GenerationRule build() {
        return new GenerationRule(name, new Expression(groups), date, campaignName, category, since);
    }

    static FieldName field(String text) {
        int dot = text.indexOf('.');
        return new FieldName(RecordObject.of(text.substring(0, dot)).orElseThrow(), text.substring(dot + 1));
    }

    static Condition is(String field, Object value) {
        return test(field, Operator.IS_EQUAL_TO, value);
    }

    static Condition isNull(String field) {
        return new Condition(field(field), Operator.IS_NULL, List.of());
    }

    static Condition isNotNull(String field) {
        return new Condition(field(field), Operator.IS_NOT_NULL, List.of());
    }

    static Condition test(String field, Operator operator, Object... values) {
        return new Condition(
                field(field),
                operator,
                Arrays.stream(values)
                        .map(value -> (Operand) new Operand.Fixed(value(value)))
                        .toList());
    }

    private static FieldValue value(Object value) {
        return switch (value) {
            case String text -> new FieldValue.Text(text);
            case Integer number -> new FieldValue.Decimal(BigDecimal.valueOf(number));
            case Boolean flag -> new FieldValue.Flag(flag);
            case Instant time -> new FieldValue.Time(time);
            case LocalDate day -> new FieldValue.Date(day);
            default -> throw new IllegalArgumentException("no field has the value " + value);
        };
    }
}
