package dev.touchstone.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.sample.SampleOrganisation.Member;
import dev.touchstone.local.sample.SampleOrganisation.Person;
import dev.touchstone.local.sample.SampleOrganisation.WebEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sample organisation: always the same, and shaped like a real one. */
final class SampleGeneratorTest {
    private final SampleOrganisation organisation = SampleGenerator.generate(SampleGenerator.SEED);

    @Test
    void sameSeedGivesTheSameOrganisationOnEveryMachine() throws NoSuchAlgorithmException {
        byte[] text =
                (organisation + String.join("\n", MarketoLeads.lines(organisation))).getBytes(StandardCharsets.UTF_8);

        // Changes with every change of the generator: look at the demo before writing the new digest down.
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)))
                .isEqualTo("50f95ab89e82c07b3a0f0b275c85f3223468ab2f345eeaefab5da61c5e863e0e");
        assertThat(SampleGenerator.generate(SampleGenerator.SEED)).isEqualTo(organisation);
    }

    @Test
    void otherSeedGivesAnotherOrganisation() {
        assertThat(SampleGenerator.generate(1)).isNotEqualTo(organisation);
    }

    @Test
    void sizesAreThoseOfASmallCompanysQuarter() {
        assertThat(organisation.people()).hasSize(300);
        assertThat(organisation.webEvents()).hasSizeBetween(5_000, 7_000);
        assertThat(visitors()).hasSizeBetween(800, 1_000);
        assertThat(organisation.campaigns()).hasSize(3);
        assertThat(organisation.members()).hasSizeBetween(120, 200);
        assertThat(organisation.activities()).hasSizeBetween(150, 350);
    }

    @Test
    void trafficLiesInTheThirdQuarterAndComesFromEverySource() {
        assertThat(organisation.webEvents())
                .allMatch(event -> !event.at().isBefore(Instant.parse("2025-07-01T00:00:00Z"))
                        && event.at().isBefore(Instant.parse("2025-10-01T00:00:00Z")))
                .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        Set<String> referrers =
                organisation.webEvents().stream().map(WebEvent::referrerUrl).collect(Collectors.toSet());
        assertThat(TrafficSource.ALL).allMatch(source -> referrers.contains(source.referrer()));
        assertThat(organisation.webEvents()).anyMatch(event -> event.pageUrl().contains("gclid="));
    }

    @Test
    void eventsHaveAnIdentityEach() {
        assertThat(organisation.webEvents().stream().map(event -> event.visitorId() + event.eventId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void peopleWithAStoryHaveFormsMembershipsAndActivities() {
        for (Person person : organisation.people().subList(0, SampleGenerator.STORIES)) {
            assertThat(organisation.webEvents()).anyMatch(event -> event.email().equals(person.email()));
            assertThat(organisation.members()).extracting(Member::personId).contains(person.crmId());
            assertThat(organisation.activities())
                    .anyMatch(activity -> activity.personId().equals(person.crmId()));
        }
    }

    @Test
    void someHaveNoAddressSomeAreNotInTheCrmAndSomeHaveNoOwner() {
        List<Person> people = organisation.people();

        assertThat(people).anyMatch(person -> person.email().isEmpty());
        assertThat(people).anyMatch(person -> person.crmId().isEmpty());
        assertThat(people).anyMatch(person -> person.ownerId().isEmpty());
        assertThat(people).anyMatch(person -> person.ownerId().startsWith("00G"));
        assertThat(people.stream().map(Person::email).filter(email -> !email.isEmpty()))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith(".example"));
    }

    @Test
    void marketoLinesNameTheFieldsOfItsApi() {
        assertThat(MarketoLeads.lines(organisation))
                .hasSize(300)
                .allMatch(line -> line.matches("\\{\"id\":\\d+(,\"[A-Za-z]+\":\"[^\"]*\")+}"))
                .anyMatch(line -> line.contains("\"sfdcLeadId\":\"00Q"))
                .anyMatch(line -> line.contains("\"sfdcContactId\":\"003"))
                .anyMatch(line -> line.contains("\"sfdcLeadOwnerId\":\"00G"));
    }

    @Test
    void crmIdsCarryTheirCheckCharacters() {
        // The last three characters say which of the fifteen before are capitals: Q of 00QDn, D is the fourth.
        assertThat(CrmIds.id("00Q", 1)).isEqualTo("00QDn0000000001MAA");
    }

    private Set<String> visitors() {
        return organisation.webEvents().stream().map(WebEvent::visitorId).collect(Collectors.toSet());
    }
}
