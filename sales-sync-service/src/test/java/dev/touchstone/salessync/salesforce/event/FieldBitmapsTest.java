package dev.touchstone.salessync.salesforce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From bitmaps to names. */
class FieldBitmapsTest {
    private static final FieldLayout LAYOUT = new FieldLayout(List.of(
            List.of("ChangeEventHeader"),
            List.of("Subject"),
            List.of("WhoId"),
            List.of("ActivityDate"),
            List.of("Status"),
            List.of("Priority"),
            List.of("Street", "City")));

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments(List.of(), Set.of()),
                arguments(List.of("0x18"), Set.of("ActivityDate", "Status")),
                arguments(List.of("0x40", "6-0x02"), Set.of("City")),
                arguments(List.of("6-0x02"), Set.of("City")),
                arguments(List.of("6-0x03"), Set.of("Street", "City")),
                arguments(List.of("0x40"), Set.of("Street", "City")),
                arguments(List.of("0x02", "6-0x01"), Set.of("Subject", "Street")),
                arguments(List.of("0x0000000004"), Set.of("WhoId")),
                arguments(List.of("0xFF00"), Set.of()),
                arguments(List.of("0x2", "9-0x01"), Set.of("Subject")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void entriesNameFields(List<String> entries, Set<String> names) {
        assertThat(FieldBitmaps.names(entries, LAYOUT)).isEqualTo(names);
    }

    @Test
    void anythingElseIsNoBitmap() {
        for (String wrong : List.of("18", "0xZZ", "x-0x01", "6-")) {
            assertThatThrownBy(() -> FieldBitmaps.names(List.of(wrong), LAYOUT))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    /** Any set of fields of a long schema comes back, whatever is written in front of its digits. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasWrittenIsRead(int seed) {
        Random random = new Random(seed);
        List<List<String>> places = new ArrayList<>();
        Set<String> expected = new LinkedHashSet<>();
        BigInteger bits = BigInteger.ZERO;
        int size = 1 + random.nextInt(300);
        for (int i = 0; i < size; i++) {
            places.add(List.of("Field" + i));
            if (random.nextBoolean()) {
                bits = bits.setBit(i);
                expected.add("Field" + i);
            }
        }
        String entry = "0x" + "0".repeat(random.nextInt(4)) + bits.toString(16);
        assertThat(FieldBitmaps.names(List.of(entry), new FieldLayout(places)))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void membersHaveTheNamesOfQueries() {
        assertThat(FieldLayout.nameOf("Name", "FirstName")).isEqualTo("FirstName");
        assertThat(FieldLayout.nameOf("MailingAddress", "City")).isEqualTo("MailingCity");
        assertThat(FieldLayout.nameOf("Address", "City")).isEqualTo("City");
        assertThat(FieldLayout.nameOf("Place__c", "Latitude")).isEqualTo("Place__Latitude__s");
    }
}
