package dev.touchstone.touchpoint.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRulesTest {
    private static final List<String> TEXTS =
            List.of("", "Call", "a \"quoted\" {text}\n", "\u00e4\u4e2d\ud83d\ude00", "*v*");

    @Test
    void storedFormIsReadable() {
        GenerationRule rule = new GenerationRule(
                "Calls",
                new Expression(List.of(List.of(new Condition(
                        field("Type"),
                        Operator.IS_EQUAL_TO,
                        List.of(new Operand.Fixed(new FieldValue.Text("Call"))))))),
                field("ActivityDate"),
                new NameTemplate(List.of(
                        new NameTemplate.Part.Literal("Outbound "), new NameTemplate.Part.Token(field("AssignedTo")))),
                "",
                3);

        assertThat(StoredRules.write(List.of(rule))).isEqualTo("""
                [{"name":"Calls","since":3,\
                "groups":[[{"field":"Task.Type","operator":"IS_EQUAL_TO","values":[{"text":"Call"}]}]],\
                "date":"Task.ActivityDate","campaign":["Outbound ",{"field":"Task.AssignedTo"}]}]""");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadAsTheSame(long seed) {
        Random random = new Random(seed);
        List<GenerationRule> rules = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rules.add(rule(random, i));
        }

        assertThat(StoredRules.read(StoredRules.write(rules)))
                .as("seed %d", seed)
                .isEqualTo(rules);
    }

    private static GenerationRule rule(Random random, int number) {
        List<List<Condition>> groups = new ArrayList<>();
        for (int group = 0; group <= random.nextInt(3); group++) {
            List<Condition> conditions = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                conditions.add(condition(random));
            }
            groups.add(conditions);
        }
        return new GenerationRule(
                "rule " + number + any(random, TEXTS),
                new Expression(groups),
                random.nextBoolean() ? field("ActivityDate") : null,
                random.nextBoolean()
                        ? new NameTemplate(List.of(
                                new NameTemplate.Part.Literal(any(random, TEXTS)),
                                new NameTemplate.Part.Token(field("Some.Dotted__c"))))
                        : null,
                random.nextBoolean() ? "Region" : "",
                random.nextInt(1, 9));
    }

    private static Condition condition(Random random) {
        List<Operand> values = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            values.add(operand(random));
        }
        return new Condition(field("F" + random.nextInt(3)), any(random, List.of(Operator.values())), values);
    }

    private static Operand operand(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Operand.DaysFromToday(random.nextInt(-300, 300));
            case 1 ->
                new Operand.Fixed(new FieldValue.Decimal(
                        new BigDecimal("12345678901234567890.123456789").movePointLeft(random.nextInt(5))));
            case 2 -> new Operand.Fixed(new FieldValue.Flag(random.nextBoolean()));
            case 3 ->
                new Operand.Fixed(new FieldValue.Time(
                        Instant.parse("2026-03-01T10:00:00.123456Z").plusSeconds(random.nextInt(100_000))));
            case 4 ->
                new Operand.Fixed(new FieldValue.Date(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400))));
            default -> new Operand.Fixed(new FieldValue.Text(any(random, TEXTS)));
        };
    }

    private static FieldName field(String name) {
        return new FieldName(RecordObject.TASK, name);
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
