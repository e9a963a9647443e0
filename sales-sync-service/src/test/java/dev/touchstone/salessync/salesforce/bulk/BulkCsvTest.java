package dev.touchstone.salessync.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkCsvTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void cellsMayHoldCommasQuotesAndLines() {
        assertThat(BulkCsv.read("Lead", bytes("\"Id\",\"Company\",\"Title\"\n\"00Q1\",\"A, \"\"B\"\"\n株式会社\",\"\"\n")))
                .contains(List.of(new SalesforceRecord("Lead", Map.of("Id", "00Q1", "Company", "A, \"B\"\n株式会社"))));
    }

    @Test
    void aTableThatIsCutIsNone() {
        assertThat(BulkCsv.read("Lead", bytes("\"Id\",\"Company\"\n\"00Q1\""))).isEmpty();
    }

    @Test
    void aResultMayBeEmpty() {
        assertThat(BulkCsv.read("Lead", bytes(""))).contains(List.of());
        assertThat(BulkCsv.read("Lead", bytes("\"Id\"\n"))).contains(List.of());
    }
}
