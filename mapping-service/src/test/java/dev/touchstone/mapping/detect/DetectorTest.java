package dev.touchstone.mapping.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.ruleset.ShippedRules;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every detector against visits as they occur; {@code visits.csv} lists for each visit all the detectors that see it.
 *
 * <p><b>Source:</b> GA4's default channel group.
 */
class DetectorTest {
    private static final DetectorLists LISTS = ShippedRules.load().lists();

    @ParameterizedTest(name = "{0} | {1} | {2} | {3}: {4}")
    @CsvFileSource(
            resources = "/detect/visits.csv",
            delimiter = '|',
            numLinesToSkip = 1,
            nullValues = "-",
            maxCharsPerColumn = 500)
    void visitIsSeenByExactlyTheseDetectors(String markers, String medium, String source, String host, String seenBy) {
        Visit visit = new AVisit("", text(medium), text(source), text(host), "shop.test", words(markers));
        Evidence evidence = Evidence.of(visit, LISTS);
        Set<String> seen = Detectors.names().stream()
                .filter(name -> Detectors.find(name).orElseThrow().sees(evidence))
                .collect(Collectors.toSet());
        Set<String> expected = text(seenBy).isEmpty()
                ? Set.of()
                : Arrays.stream(seenBy.split(";")).map(String::strip).collect(Collectors.toSet());
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void everyDetectorIsNamedInTheTable() throws Exception {
        String table;
        try (InputStream stream = DetectorTest.class.getResourceAsStream("/detect/visits.csv")) {
            table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(Detectors.names())
                .hasSize(25)
                .allSatisfy(name -> assertThat(table).contains(name));
    }

    @Test
    void campaignAloneIsNeitherDirectNorReferral() {
        Evidence direct = Evidence.of(new AVisit("spring", "", "", "", "shop.test", List.of()), LISTS);
        Evidence referral = Evidence.of(new AVisit("spring", "", "", "example.com", "shop.test", List.of()), LISTS);
        assertThat(Detectors.find("Direct").orElseThrow().sees(direct)).isFalse();
        assertThat(Detectors.find("Referral").orElseThrow().sees(referral)).isFalse();
    }

    private static String text(String field) {
        return field == null ? "" : field;
    }

    private static List<String> words(String field) {
        return field == null ? List.of() : List.of(field.split(" "));
    }
}
