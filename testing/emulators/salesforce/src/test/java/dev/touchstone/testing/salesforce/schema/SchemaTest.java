package dev.touchstone.testing.salesforce.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.schema.Field.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids in both forms, values in all notations, and types that change. */
class SchemaTest {
    private final MovableClock clock = new MovableClock();
    private final Schema schema = new Schema(clock);

    @ParameterizedTest
    @CsvSource(textBlock = """
            001A0000006Vm9u, 001A0000006Vm9uIAC
            001A0000006Vm9uIAC, 001A0000006Vm9uIAC
            001a0000006vm9uiac, 001A0000006Vm9uIAC
            0035g00000XyZaB, 0035g00000XyZaBAAV
            0055g000001aBcD, 0055g000001aBcDAAU
            001A0000006Vm9uIAD, NONE
            001A0000006Vm9, NONE
            001A0000006Vm9-, NONE
            """)
    void idsOf15And18Characters(String text, String expected) {
        assertThat(RecordId.normalize(text).orElse("NONE")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DATETIME, 2026-11-20T15:04:05.678Z,      2026-11-20T15:04:05.000+0000, 2026-11-20T15:04:05.000Z
            DATETIME, 2026-11-20T16:04:05+01:00,     2026-11-20T15:04:05.000+0000, 2026-11-20T15:04:05.000Z
            DATETIME, 2026-11-20T15:04:05.000+0000,  2026-11-20T15:04:05.000+0000, 2026-11-20T15:04:05.000Z
            DATETIME, 2026-11-20,                    2026-11-20T00:00:00.000+0000, 2026-11-20T00:00:00.000Z
            DATE,     2026-11-20,                    2026-11-20,                   2026-11-20
            DATE,     2026-11-20T23:00:00Z,          2026-11-20,                   2026-11-20
            DOUBLE,   1000,                          1000.0,                       1000.0
            INT,      7,                             7,                            7
            BOOLEAN,  TRUE,                          true,                         true
            BOOLEAN,  0,                             false,                        false
            STRING,   x,                             x,                            x
            """)
    void valuesAreReadAndWritten(FieldType type, String sent, String json, String csv) {
        Object value = Values.read(type, sent);
        assertThat(Objects.toString(Values.json(value))).isEqualTo(json);
        assertThat(Values.csv(value)).isEqualTo(csv);
        assertThat(Values.read(type, "")).isNull();
        assertThat(Values.read(type, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"DATETIME, soon", "DATE, 2026-13-01", "INT, 1.5", "INT, 99999999999", "DOUBLE, x", "BOOLEAN, maybe"})
    void wrongValuesAreRefused(FieldType type, String sent) {
        assertThatThrownBy(() -> Values.read(type, sent))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Test
    void fieldsComeAndGoAndTheChangeIsDated() {
        Instant before = schema.changedAt("task");
        long version = schema.version();
        clock.advance(Duration.ofMinutes(1));
        schema.addField("Task", Field.text("Key__c", 32).with(Trait.EXTERNAL_ID));
        assertThat(schema.get("TASK").find("key__C"))
                .get()
                .matches(Field::isIndexed)
                .matches(Field::isCustom);
        assertThat(schema.changedAt("Task")).isAfter(before);
        assertThat(schema.changedAt("Lead")).isBefore(before.plusSeconds(30));
        assertThat(schema.version()).isGreaterThan(version);
        schema.removeField("Task", "Key__c");
        assertThat(schema.get("Task").has("Key__c")).isFalse();
        assertThatThrownBy(() -> schema.addField("Nothing", Field.checkbox("X__c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no type Nothing");
    }

    @Test
    void everyReferenceOfTheStandardTypesNamesAType() {
        for (ObjectType type : schema.types()) {
            assertThat(schema.ofId(RecordId.of(type.keyPrefix(), 1))).get().isEqualTo(type);
            type.fields().stream()
                    .flatMap(field -> field.referenceTo().stream())
                    .forEach(
                            target -> assertThat(schema.find(target)).as(target).isPresent());
        }
    }
}
