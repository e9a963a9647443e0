package dev.touchstone.salessync.salesforce.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlTest {
    @Test
    void aQueryHasItsPartsInOrder() {
        Soql query = Soql.select(List.of("Id", "Owner.Email"), "Task")
                .where(Soql.equal("WhoId", "0035g00000XyZaBAAV"))
                .where(Soql.is("IsClosed", false))
                .where(Soql.from("SystemModstamp", Instant.parse("2026-07-15T10:00:00.123456Z")))
                .orderBy("SystemModstamp", "Id")
                .limitTo(200);
        assertThat(query)
                .hasToString("SELECT Id, Owner.Email FROM Task WHERE WhoId = '0035g00000XyZaBAAV' AND IsClosed = false"
                        + " AND SystemModstamp >= 2026-07-15T10:00:00.123Z ORDER BY SystemModstamp, Id LIMIT 200");
    }

    @Test
    void aValueNeverBecomesPartOfTheLanguage() {
        assertThat(Soql.equal("Name", "O'Neil\\' OR Name != '\n\r\t\b\f"))
                .isEqualTo("Name = 'O\\'Neil\\\\\\' OR Name != \\'\\n\\r\\t\\b\\f'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name FROM User--", "Na'me", "Owner.", "1st", "a b"})
    void aNameIsAName(String name) {
        assertThatThrownBy(() -> Soql.equal(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Soql.select(List.of(name), "Task")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Soql.select(List.of("Id"), name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void daysHaveNoQuotes() {
        assertThat(Soql.onDays("ActivityDate", List.of(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 2))))
                .isEqualTo("ActivityDate IN (2026-12-01,2026-12-02)");
    }

    @Test
    void theOrderOfPairsIsWrittenOut() {
        assertThat(Soql.afterPair("SystemModstamp", Instant.parse("2026-07-15T10:00:00Z"), "Id", "00T5g00000TaSkAEAV"))
                .isEqualTo("(SystemModstamp > 2026-07-15T10:00:00Z OR (SystemModstamp = 2026-07-15T10:00:00Z"
                        + " AND Id > '00T5g00000TaSkAEAV'))");
    }

    /** Each part fits into an address, and together they are the list. */
    @Test
    void aLongListIsSplitByTheLengthOfTheAddress() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            values.add(i + "é'".repeat(random.nextInt(20)) + "@x.test");
        }
        Soql base = Soql.select(List.of("Id", "Email"), "Contact").where(Soql.is("IsDeleted", false));
        List<Soql> parts = base.splitIn("Email", values);
        assertThat(parts)
                .as("seed %d", seed)
                .hasSizeGreaterThan(2)
                .allSatisfy(part -> assertThat(URLEncoder.encode(part.toString(), StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(Soql.LONGEST_QUERY));
        List<String> conditions =
                parts.stream().map(part -> part.conditions().get(1)).toList();
        String together = conditions.stream()
                .map(condition -> condition.substring("Email IN (".length(), condition.length() - 1))
                .reduce((left, right) -> left + "," + right)
                .orElseThrow();
        assertThat("Email IN (" + together + ")").as("seed %d", seed).isEqualTo(Soql.in("Email", values));
    }

    @Test
    void anEmptyListNeedsNoQuery() {
        Soql base = Soql.select(List.of("Id"), "Contact");
        assertThat(base.splitIn("Email", List.of())).isEmpty();
        assertThatThrownBy(() -> Soql.in("Email", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
