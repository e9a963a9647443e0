package dev.touchstone.touchpoint.overlaprule;

import static dev.touchstone.touchpoint.overlaprule.OverlapSource.CAMPAIGN;
import static dev.touchstone.touchpoint.overlaprule.OverlapSource.PROGRAM;
import static dev.touchstone.touchpoint.overlaprule.OverlapSource.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C14: of two touchpoints that describe the same interaction one stays. */
class OverlapRulesTest {
    private static final OverlapRule CAMPAIGN_OVER_WEB = within(CAMPAIGN, WEB, 30);

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            as far apart as is allowed,         10:00, 10:00, 10:30:00,        true
            a little further,                   10:00, 10:00, 10:30:00.000001, false
            the membership first,               10:00, 10:00, 09:30:00,        true
            the membership too early,           10:00, 10:00, 09:29:59,        false
            during the session,                 10:00, 11:40, 11:30:00,        true
            soon after the session's end,       10:00, 11:40, 12:10:00,        true
            """)
    void timeIsCountedFromTheStartToTheEndOfASession(
            String sentence, String start, String end, String added, boolean expected) {
        List<Interaction> interactions = List.of(
                new Interaction(WEB, at(start + ":00"), at(end + ":00"), "", ""), campaign("c1", "Webinar", added));

        assertThat(new OverlapRules(List.of(CAMPAIGN_OVER_WEB)).yielding(interactions, ZoneOffset.UTC))
                .as(sentence)
                .isEqualTo(expected ? Map.of(0, 1) : Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 22:30:00, 23:59:59, true",
        "Europe/Berlin, 20:00:00, 21:59:59, true",
        "Europe/Berlin, 21:30:00, 22:00:00, false",
    })
    void theSameDayIsOneOfTheOrganisationsZone(String zone, String visited, String added, boolean expected) {
        OverlapRules sameDay = new OverlapRules(List.of(new OverlapRule(WEB, CAMPAIGN, null)));

        assertThat(sameDay.yielding(List.of(web(visited), campaign("c1", "Webinar", added)), ZoneId.of(zone)))
                .isEqualTo(expected ? Map.of(1, 0) : Map.of());
    }

    /** Otherwise two webinars on one day would be one. */
    @Test
    void aProgramOverlapsOnlyWithTheCampaignItIsSynchronisedWithOrThatHasItsName() {
        OverlapRules rules = new OverlapRules(List.of(new OverlapRule(PROGRAM, CAMPAIGN, null)));
        List<Interaction> interactions = List.of(
                campaign("c1", "Spring", "10:00:00"),
                campaign("c2", "Autumn Webinar", "10:00:00"),
                campaign("c3", "Fair", "10:00:00"),
                campaign("c4", "", "10:00:00"),
                program("c1", "Webinar of spring", "10:00:00"),
                program("", "autumn webinar", "10:00:00"),
                program("", "", "10:00:00"));

        assertThat(rules.yielding(interactions, ZoneOffset.UTC)).isEqualTo(Map.of(0, 4, 1, 5));
    }

    /** Two forms of somebody who is added to one campaign are two interactions: only one of them is the campaign's. */
    @Test
    void aTouchpointStandsForOneOfEachOtherSourceNearestFirst() {
        List<Interaction> interactions = List.of(
                web("10:00:00"), web("10:20:00"), campaign("c1", "A", "10:21:00"), program("", "P", "10:25:00"));
        OverlapRules campaignStays =
                new OverlapRules(List.of(CAMPAIGN_OVER_WEB, within(CAMPAIGN, PROGRAM, 30), within(PROGRAM, WEB, 30)));

        assertThat(campaignStays.yielding(interactions, ZoneOffset.UTC))
                .as("the program is no program of the campaign and takes the other form")
                .isEqualTo(Map.of(0, 3, 1, 2));
    }

    /** Many systems add the members of all campaigns at one moment of the night. */
    @Test
    void ofTouchpointsThatAreEquallyNearEachTakesOne() {
        List<Interaction> interactions = List.of(
                web("10:00:00"), web("10:05:00"), campaign("c1", "A", "10:20:00"), campaign("c2", "B", "10:20:00"));

        assertThat(new OverlapRules(List.of(CAMPAIGN_OVER_WEB)).yielding(interactions, ZoneOffset.UTC))
                .isEqualTo(Map.of(0, 3, 1, 2));
    }

    /** Whoever yields is not there any more for others to yield to. */
    @Test
    void whatYieldsKeepsNothingElseBack() {
        List<Interaction> interactions =
                List.of(web("10:00:00"), campaign("c1", "A", "10:01:00"), program("c1", "P", "10:02:00"));

        assertThat(new OverlapRules(List.of(CAMPAIGN_OVER_WEB, within(PROGRAM, CAMPAIGN, 30)))
                        .yielding(interactions, ZoneOffset.UTC))
                .as("the session would have to yield to the program, which no rule says")
                .isEqualTo(Map.of(1, 2));
        assertThat(new OverlapRules(List.of(CAMPAIGN_OVER_WEB, within(PROGRAM, CAMPAIGN, 30), within(PROGRAM, WEB, 30)))
                        .yielding(interactions, ZoneOffset.UTC))
                .isEqualTo(Map.of(0, 2, 1, 2));
    }

    @Test
    void oneOfThousandsOnADayIsAskedForTheNearestOnly() {
        List<Interaction> interactions = new ArrayList<>();
        IntStream.range(0, OverlapRules.NEAREST + 1).forEach(i -> interactions.add(campaign("c" + i, "A", "10:00:00")));
        IntStream.range(0, OverlapRules.NEAREST + 1).forEach(i -> interactions.add(web("10:00:00")));

        assertThat(new OverlapRules(List.of(CAMPAIGN_OVER_WEB)).yielding(interactions, ZoneOffset.UTC))
                .hasSize(OverlapRules.NEAREST);
    }

    @Test
    void rulesThatContradictEachOtherAreNone() {
        OverlapRule campaignOverWeb = CAMPAIGN_OVER_WEB;
        List<OverlapRule> round =
                List.of(campaignOverWeb, within(WEB, PROGRAM, 30), new OverlapRule(PROGRAM, CAMPAIGN, null));

        assertThat(OverlapRules.goRound(round)).isTrue();
        assertThat(OverlapRules.goRound(round.subList(0, 2))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new OverlapRules(round));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OverlapRules(List.of(campaignOverWeb, within(WEB, CAMPAIGN, 5))));
        assertThatIllegalArgumentException().isThrownBy(() -> within(WEB, WEB, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> within(WEB, CAMPAIGN, -1));
        assertThat(new OverlapRules(List.of(campaignOverWeb, within(WEB, PROGRAM, 30))))
                .isEqualTo(new OverlapRules(List.of(within(WEB, PROGRAM, 30), campaignOverWeb)));
    }

    private static OverlapRule within(OverlapSource kept, OverlapSource yielding, int minutes) {
        return new OverlapRule(kept, yielding, Duration.ofMinutes(minutes));
    }

    private static Interaction web(String time) {
        return new Interaction(WEB, at(time), at(time), "", "");
    }

    private static Interaction campaign(String id, String name, String time) {
        return new Interaction(CAMPAIGN, at(time), at(time), id, name);
    }

    private static Interaction program(String campaignId, String name, String time) {
        return new Interaction(PROGRAM, at(time), at(time), campaignId, name);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-06-02T" + time + "Z");
    }
}
