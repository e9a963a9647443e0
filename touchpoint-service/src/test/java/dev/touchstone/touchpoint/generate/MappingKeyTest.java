package dev.touchstone.touchpoint.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.session.Arrival;
import dev.touchstone.touchpoint.session.LandingParameter;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.VisitorEvents;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappingKeyTest {
    private static final MappingKey WEB = new MappingKey(
            MappingKeyKind.WEB_SESSION,
            "SU - ABC",
            "paidsocial",
            "linkedin",
            "acme.com/blog",
            "linkedin.com/feed",
            List.of("gclid", "li_fat_id"),
            "",
            List.of());

    @Test
    void holdsWhatRulesLookAt() {
        assertThat(key(
                        "https://acme.com/blog?utm_campaign=SU%20-%20ABC&utm_source=linkedin&utm_medium=paidsocial"
                                + "&utm_content=a&utm_term=b&li_fat_id=1&gclid=2",
                        "https://linkedin.com/feed?x=y"))
                .isEqualTo(WEB);
        assertThat(key("https://www.acme.com", null))
                .isEqualTo(new MappingKey(
                        MappingKeyKind.WEB_SESSION, "", "", "", "www.acme.com/", "", List.of(), "", List.of()));
    }

    @Test
    void sessionsThatDifferInNothingThatMattersShareAKey() {
        assertThat(key("https://acme.com/a?utm_source=x&utm_content=1#top", "https://google.com/?q=1"))
                .isEqualTo(key("http://acme.com:80/a?utm_source=x&utm_content=2&other=3", "https://google.com/?q=2"));
    }

    /** Computed by another program; who changes it gives every stored key another id and no key its channel. */
    @Test
    void goldenIdsNeverChange() {
        assertThat(WEB.id()).hasToString("6861e8c3-0ac5-89fb-9538-55b4139ad299");
        assertThat(MappingKey.ofCrm(
                                MappingKeyKind.CRM_CAMPAIGN,
                                new Effort("CRM Campaign", "Webinar", "Spring", "701", "content", "keyword"),
                                "")
                        .id())
                .hasToString("db7f0957-ce32-8883-92e3-8d5106af3e07");
    }

    @Test
    void everyPartCountsIntoTheId() {
        List<UUID> ids = Stream.of(
                        WEB,
                        new MappingKey(
                                MappingKeyKind.CRM_CAMPAIGN, "c", "m", "s", "l", "r", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "c", "m", "s", "l", "r", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "C", "m", "s", "l", "r", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "m", "c", "s", "l", "r", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "c", "m", "x", "l", "r", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "c", "m", "s", "x", "r", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "c", "m", "s", "l", "x", List.of("a", "b"), "", List.of()),
                        new MappingKey(
                                MappingKeyKind.WEB_SESSION, "c", "m", "s", "l", "r", List.of("a"), "", List.of()),
                        new MappingKey(MappingKeyKind.WEB_SESSION, "c", "m", "s", "l", "r", List.of(), "", List.of()),
                        new MappingKey(MappingKeyKind.WEB_SESSION, "c", "m", "s", "l", "r", List.of(), "t", List.of()),
                        withParameters(new LandingParameter("a", "b")),
                        withParameters(new LandingParameter("a", "c")),
                        withParameters(new LandingParameter("a", "")),
                        withParameters(new LandingParameter("a", "b"), new LandingParameter("c", "d")))
                .map(MappingKey::id)
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void parametersThatRulesMayTestAreInTheKeyDecodedOnceAndSorted() {
        SessionPolicy policy = new SessionPolicy(
                Duration.ofMinutes(30), Duration.ZERO, Set.of(), Set.of(), Set.of(), Set.of("promo", "bz", "empty"));
        String page = "https://acme.com/?Promo=5%20OFF+now&other=1&BZ=04-01&promo=second&empty&gclid=1";

        MappingKey key = MappingKey.of(
                Arrival.of(new VisitorEvents().view("10:00", page, null).list().get(0), policy),
                policy.mappedParameters());

        assertThat(key.landingParameters())
                .containsExactly(
                        new LandingParameter("bz", "04-01"),
                        new LandingParameter("empty", ""),
                        new LandingParameter("promo", "5 OFF now"));
        assertThat(key.landingPage()).isEqualTo("acme.com/");
        assertThat(key(page, null).landingParameters()).isEmpty();
    }

    private static MappingKey withParameters(LandingParameter... parameters) {
        return new MappingKey(MappingKeyKind.WEB_SESSION, "c", "m", "s", "l", "r", List.of(), "", List.of(parameters));
    }

    private static MappingKey key(String page, @Nullable String referrer) {
        SessionPolicy policy = new SessionPolicy(Duration.ofMinutes(30), Set.of());
        return MappingKey.of(
                Arrival.of(
                        new VisitorEvents().view("10:00", page, referrer).list().get(0), policy),
                Set.of());
    }
}
