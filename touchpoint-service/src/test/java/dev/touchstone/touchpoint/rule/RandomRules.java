package dev.touchstone.touchpoint.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random expressions and records; values are few, so that tests often hold. */
public final class RandomRules {
    private static final List<String> TEXTS = List.of(
            "Webinar",
            "webinar",
            "WEBINAR 2017",
            "Web",
            "nar",
            "a",
            "aa",
            "aaa",
            "ab*c",
            "*",
            "social-media",
            "prepaid",
            "\u00DCbung",
            "\u00FCBUNG",
            "Stra\u00DFe",
            "\u03A3\u0391\u03A3",
            "\u03C3",
            "\u0130stanbul",
            "\uD83D\uDE00 smile",
            "true",
            "5",
            "2017-03-01",
            "say \"hi\"",
            "back\\slash",
            "two\nlines",
            "tab\tand\rreturn",
            "\u0001\u2028\u2029\u0085",
            " blanks ",
            "and",
            "or (",
            "{x}",
            "\\u0041\\n");

    private static final List<String> WILDCARDS = List.of(
            "w*", "*r", "*e*", "w*r", "*a*a*", "*", "**", "a*b*c", "*b*", "webinar", "\u00FC*", "*-*media", "a*a");

    private static final List<String> REGEXES = List.of("^web", "nar$", "[0-9]+", "a|b", "\\bhi\\b", "(?i)x", "s.*a");

    private static final List<RecordObject> OBJECTS = List.of(RecordObject.CAMPAIGN, RecordObject.CAMPAIGN_MEMBER);
    private static final int FIELDS_OF_A_TYPE = 2;

    private final Random random;
    private final boolean mixed;

    private RandomRules(long seed, boolean mixed) {
        this.random = new Random(seed);
        this.mixed = mixed;
    }

    /** Fields hold and are compared with values of their type. */
    public static RandomRules typed(long seed) {
        return new RandomRules(seed, false);
    }

    /** Any field may hold and be compared with anything, also with values of several types at once. */
    public static RandomRules mixed(long seed) {
        return new RandomRules(seed, true);
    }

    /** So many expressions. */
    public List<Expression> expressions(int count) {
        return Stream.generate(this::expression).limit(count).toList();
    }

    /** An expression of one to three groups of one to four conditions. */
    public Expression expression() {
        return new Expression(Stream.generate(() -> Stream.generate(this::condition)
                        .limit(1 + random.nextInt(4))
                        .toList())
                .limit(1 + random.nextInt(3))
                .toList());
    }

    private Condition condition() {
        FieldType type = pick(List.of(FieldType.values()));
        Operator operator = pick(Stream.of(Operator.values())
                .filter(candidate -> mixed || candidate.types().contains(type))
                .toList());
        int values = switch (operator.arity()) {
            case NONE -> 0;
            case ONE -> 1;
            case TWO -> 2;
            case MANY -> 1 + random.nextInt(4);
        };
        return new Condition(
                field(type),
                operator,
                Stream.generate(() -> operand(operator, mixed ? pick(List.of(FieldType.values())) : type))
                        .limit(values)
                        .toList());
    }

    private FieldName field(FieldType type) {
        return fieldName(pick(OBJECTS), type, random.nextInt(FIELDS_OF_A_TYPE));
    }

    private static FieldName fieldName(RecordObject object, FieldType type, int number) {
        return new FieldName(
                object, type.name().charAt(0) + type.name().substring(1).toLowerCase() + "_" + number + "__c");
    }

    private Operand operand(Operator operator, FieldType type) {
        if (operator == Operator.MATCHES_REGEX || operator == Operator.DOES_NOT_MATCH_REGEX) {
            return new Operand.Fixed(new FieldValue.Text(pick(REGEXES)));
        }
        boolean wildcard = operator == Operator.MATCHES_ANY || operator == Operator.DOES_NOT_MATCH_ANY;
        if (wildcard && random.nextBoolean()) {
            return new Operand.Fixed(new FieldValue.Text(pick(WILDCARDS)));
        }
        boolean day = type == FieldType.DATE || type == FieldType.TIME;
        if (day && random.nextInt(3) == 0) {
            return new Operand.DaysFromToday(random.nextInt(9) - 4);
        }
        return new Operand.Fixed(value(type == FieldType.TIME && random.nextBoolean() ? FieldType.DATE : type));
    }

    private FieldValue value(FieldType type) {
        return switch (type) {
            case TEXT -> new FieldValue.Text(pick(TEXTS));
            case NUMBER ->
                new FieldValue.Decimal(new BigDecimal(random.nextInt(9) - 4).movePointLeft(random.nextInt(3)));
            case FLAG -> new FieldValue.Flag(random.nextBoolean());
            case TIME ->
                new FieldValue.Time(Instant.parse("2017-03-05T00:00:00Z")
                        .plusSeconds((random.nextInt(17) - 8) * 21_600L)
                        .plusNanos(random.nextBoolean() ? 1_000 : 0));
            case DATE -> new FieldValue.Date(LocalDate.of(2017, 3, 5).plusDays(random.nextInt(9) - 4));
        };
    }

    /** A record; every fifth field is empty. */
    public FieldSource record() {
        Map<FieldName, FieldValue> values = new HashMap<>();
        for (RecordObject object : OBJECTS) {
            for (FieldType type : FieldType.values()) {
                IntStream.range(0, FIELDS_OF_A_TYPE)
                        .filter(number -> random.nextInt(5) > 0)
                        .forEach(number -> values.put(
                                fieldName(object, type, number),
                                value(mixed ? pick(List.of(FieldType.values())) : type)));
            }
        }
        return values::get;
    }

    /** Many of something. */
    public static <T> List<T> many(int count, Supplier<T> supplier) {
        List<T> all = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> all.add(supplier.get()));
        return all;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
