package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A read that fails because of some of those who are asked for (611; F34 for reads). */
class ReadInPartsTest {
    private final List<List<Long>> calls = new ArrayList<>();
    private Set<Long> poison = Set.of();

    private static List<Long> ids(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private List<MarketoLead> answer(List<Long> ids) {
        calls.add(ids);
        if (ids.stream().anyMatch(poison::contains)) {
            throw new MarketoFailure(new MarketoError.SystemError("611"));
        }
        return ids.stream()
                .map(id -> new MarketoLead(id, Map.of(LeadField.ID, Long.toString(id))))
                .toList();
    }

    private ReadInParts read(List<Long> ids) {
        return ReadInParts.of(ids, this::answer);
    }

    @Test
    void whatWorksAsAWholeIsOneCall() {
        assertThat(read(ids(300)).leads()).hasSize(300);
        assertThat(calls).hasSize(1);
    }

    @Test
    void everybodyButTheOnesWhoFailIsRead() {
        poison = Set.of(1L, 17L, 300L);
        ReadInParts read = read(ids(300));
        assertThat(read.leads()).hasSize(297);
        assertThat(read.unreadable().keySet()).containsExactly(1L, 17L, 300L);
        assertThat(read.unreadable().get(17L)).isEqualTo(new MarketoError.SystemError("611"));
        assertThat(calls.size()).isLessThan(60);
    }

    @Test
    void somebodyAloneIsUnreadableOnlyIfOthersCanBeRead() {
        poison = Set.of(7L);
        assertThat(read(List.of(7L)).unreadable()).containsOnlyKeys(7L);
        assertThat(calls).containsExactly(List.of(7L), List.of(1L));

        poison = Set.of(1L, 2L, 7L);
        calls.clear();
        assertThatThrownBy(() -> ReadInParts.of(List.of(7L), ids -> {
                    throw new MarketoFailure(new MarketoError.SystemError("611"));
                }))
                .isInstanceOf(MarketoFailure.class);
    }

    /** An outage that looks like somebody's fault: nobody is given up for it. */
    @Test
    void whereNearlyNobodyCanBeReadNobodyIsGivenUp() {
        poison = Set.copyOf(ids(300));
        assertThatThrownBy(() -> read(ids(300))).isInstanceOf(MarketoFailure.class);
        assertThat(calls.size()).isLessThan(30);
    }

    @Test
    void whatIsNobodysFaultEndsTheRead() {
        assertThatThrownBy(() -> ReadInParts.of(ids(10), ids -> {
                    calls.add(ids);
                    throw new MarketoFailure(MarketoError.Unreachable.read("HTTP 502"));
                }))
                .isInstanceOf(MarketoFailure.class);
        assertThat(calls).hasSize(1);
    }

    /** A batch is read from its head on: those who cannot be read may all be there, and stay there. */
    @ParameterizedTest
    @CsvSource({"1, 5", "1, 7", "2, 40", "294, 299", "296, 300"})
    void manyUnreadablePeopleInARowHideNobodyBehindThem(long first, long last) {
        poison = LongStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
        ReadInParts read = read(ids(300));
        assertThat(read.unreadable().keySet()).isEqualTo(poison);
        assertThat(read.leads())
                .extracting(MarketoLead::id)
                .doesNotHaveDuplicates()
                .hasSize(300 - poison.size());
    }

    /** Those at the end of the batch are poisonous too. */
    @Test
    void theOnesWhoAreTriedAreFarApart() {
        poison = Set.of(1L, 2L, 3L, 4L, 5L, 299L, 300L);
        assertThat(read(ids(300)).unreadable().keySet()).isEqualTo(poison);
    }
}
