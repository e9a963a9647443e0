package dev.touchstone.salessync.salesforce.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.salessync.salesforce.error.Verdict.Action;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowJsonTest {
    private static RowResult result(String json) throws JsonProcessingException {
        return RowJson.result(new ObjectMapper().readTree(json));
    }

    @Test
    void valuesAreWrittenByTheirKind() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("Subject", "Email: \"Intro\"");
        values.put("IsReminderSet", true);
        values.put("CallDurationInSeconds", 95);
        values.put("Amount", new BigDecimal("12.50"));
        values.put("ActivityDate", LocalDate.of(2026, 11, 20));
        values.put("ReminderDateTime", Instant.parse("2026-11-20T15:04:05.123456Z"));
        values.put("Description", null);
        assertThat(RowJson.row(RecordWrite.of("Task", values)))
                .hasToString("{\"attributes\":{\"type\":\"Task\"},\"Subject\":\"Email: \\\"Intro\\\"\","
                        + "\"IsReminderSet\":true,\"CallDurationInSeconds\":95,\"Amount\":12.50,"
                        + "\"ActivityDate\":\"2026-11-20\",\"ReminderDateTime\":\"2026-11-20T15:04:05.123Z\","
                        + "\"Description\":null}");
    }

    @Test
    void aValueOfAnotherKindIsRefusedByName() {
        assertThatThrownBy(() -> RecordWrite.of("Task", Map.of("Subject", new ArrayList<>())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the value of Subject is a text");
    }

    @Test
    void aRowThatFailedHasItsVerdict() throws Exception {
        RowResult row = result("{\"success\":false,\"errors\":[{\"statusCode\":\"UNABLE_TO_LOCK_ROW\","
                + "\"message\":\"unable to obtain exclusive access\",\"fields\":[\"WhoId\"]}]}");
        assertThat(row.success()).isFalse();
        assertThat(row.errors()).singleElement().satisfies(error -> {
            assertThat(error.verdict().action()).isEqualTo(Action.RETRY_LOCKED);
            assertThat(error.fields()).containsExactly("WhoId");
        });
    }

    /** A row without a reason is nobody's fault that we know of. */
    @Test
    void aRowThatFailedWithoutAnErrorIsTriedAgain() throws Exception {
        assertThat(result("{\"success\":false,\"errors\":[]}").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.verdict().action()).isEqualTo(Action.RETRY_THEN_DEAD_LETTER));
    }

    /** F2: two writes by one key met; the one that lost has what it wanted. */
    @Test
    void aDuplicateOfOurKeyIsOurEarlierWrite() throws Exception {
        RowResult row = result("{\"success\":false,\"errors\":[{\"statusCode\":\"DUPLICATE_VALUE\",\"message\":"
                + "\"duplicate value found: SiaTaskKey__c duplicates value on record with id: 00T5g00000TaSkAEAV\"}]}");
        assertThat(RowJson.sameKey(row, "SiaTaskKey__c"))
                .isEqualTo(new RowResult(true, "00T5g00000TaSkAEAV", false, List.of()));
        assertThat(RowJson.sameKey(row, "OtherKey__c").success()).isFalse();
    }
}
