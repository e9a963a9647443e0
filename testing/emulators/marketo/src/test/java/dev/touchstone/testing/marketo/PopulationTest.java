package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadDigest;
import dev.touchstone.testing.marketo.lead.Population;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People that are computed: exact in number, found by every key, and the same each time. */
class PopulationTest extends EmulatorFixture {
    private static final List<String> FIELDS = List.of("id", "email", "lastName", "company", "sfdcLeadId");

    private List<Lead> everybody() {
        return emulator.leads().after(0, Integer.MAX_VALUE);
    }

    private static boolean qualifies(Lead lead) {
        return (lead.value("sfdcLeadId") != null || lead.value("sfdcContactId") != null)
                && String.valueOf(lead.value("sfdcLeadOwnerId")).startsWith("005")
                && !Boolean.TRUE.equals(lead.value("sfdcIsDeleted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void exactlySoManyQualifyAndIdsRise(int gap) {
        emulator.leads()
                .populate(Population.of(30_000)
                        .withQualifying(24_001)
                        .withIds(1, gap)
                        .withSeed(5));

        List<Lead> people = everybody();
        assertThat(people).hasSize(30_000).extracting(Lead::id).isSorted().doesNotHaveDuplicates();
        assertThat(people.stream().filter(PopulationTest::qualifies)).hasSize(24_001);
        assertThat(people).allMatch(lead -> emulator.leads().exists(lead.id()));
        assertThat(people.get(29_999).id()).isBetween(29_999L * gap, 30_000L * gap + 1);
        assertThat(emulator.leads().exists(30_001L * gap)).isFalse();
    }

    @Test
    void everyKeyFindsItsPeopleAndOnlyThem() throws Exception {
        emulator.leads().populate(Population.of(3_000));
        for (Lead lead : emulator.leads().after(1_000, 40)) {
            for (String key : List.of("email", "sfdcLeadId", "sfdcContactId")) {
                Object value = lead.value(key);
                if (value != null) {
                    JsonNode found = client.get("/rest/v1/leads.json?fields=id&filterType=" + key + "&filterValues="
                            + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
                    List<String> expected = everybody().stream()
                            .filter(other -> value.equals(other.value(key)))
                            .map(other -> Long.toString(other.id()))
                            .toList();
                    assertThat(found.get("result").findValuesAsText("id")).isEqualTo(expected);
                }
            }
            if (lead.id() == 1_020) {
                emulator.clock().advance(Duration.ofSeconds(21));
            }
        }
        assertThat(client.get("/rest/v1/leads.json?filterType=email&filterValues=ann.abe.1@example.test")
                        .get("success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theSameSeedMakesTheSamePeopleAndSomeAreOdd() {
        emulator.leads().populate(Population.of(10_000));
        List<String> first =
                everybody().stream().map(lead -> LeadDigest.of(lead, FIELDS)).toList();
        emulator.leads().populate(Population.of(10_000));
        assertThat(everybody().stream().map(lead -> LeadDigest.of(lead, FIELDS)))
                .isEqualTo(first);
        emulator.leads().populate(Population.of(10_000).withSeed(2));
        assertThat(everybody().stream().map(lead -> LeadDigest.of(lead, FIELDS)))
                .isNotEqualTo(first);

        Set<Object> addresses = new HashSet<>();
        long shared = everybody().stream()
                .filter(lead -> lead.value("email") != null)
                .filter(lead -> !addresses.add(lead.value("email")))
                .count();
        assertThat(shared).isBetween(10L, 50L);
        assertThat(everybody())
                .anyMatch(lead -> "Null".equals(lead.value("lastName")))
                .anyMatch(lead -> String.valueOf(lead.value("company")).contains("\r\n"))
                .anyMatch(lead -> String.valueOf(lead.value("title")).contains("東"))
                .anyMatch(lead -> lead.value("email") == null);
    }

    @Test
    void changesLieAboveThePopulation() throws Exception {
        emulator.leads().populate(Population.of(100));
        Lead before = emulator.leads().find(50).orElseThrow();
        emulator.leads().change(50, "email", "new@x.test");
        emulator.leads().remove(51);
        emulator.leads().put(101, lead(101));

        assertThat(emulator.leads().size()).isEqualTo(100);
        Lead after = emulator.leads().find(50).orElseThrow();
        assertThat(after.value("lastName")).isEqualTo(before.value("lastName"));
        assertThat(after.value("updatedAt")).isNotEqualTo(before.value("updatedAt"));
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(client.get("/rest/v1/leads.json?filterType=email&filterValues=NEW@x.test," + before.value("email"))
                        .get("result")
                        .findValuesAsText("id"))
                .contains("50");
        assertThat(client.get("/rest/v1/leads.json?filterType=id&filterValues=50,51,101")
                        .get("result")
                        .findValuesAsText("id"))
                .containsExactly("50", "101");
        emulator.leads().put(51, lead(51));
        assertThat(emulator.leads().size()).isEqualTo(101);
    }

    /** Heap stays small: the people are a function. */
    @Test
    void aMillionAndAHalfNeedNoMemory() throws Exception {
        emulator.leads().populate(Population.of(1_500_000).withQualifying(1_200_000));
        assertThat(emulator.leads().size()).isEqualTo(1_500_000);
        assertThat(client.get("/rest/v1/leads.json?filterType=id&filterValues=1500000,1500001&fields=id")
                        .get("result")
                        .size())
                .isEqualTo(1);
        Lead last = emulator.leads().find(1_499_999).orElseThrow();
        Object key = last.value("email") == null ? last.value("sfdcLeadId") : last.value("email");
        assertThat(key).isNotNull();
    }
}
