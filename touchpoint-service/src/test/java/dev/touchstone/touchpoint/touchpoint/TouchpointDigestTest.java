package dev.touchstone.touchpoint.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.generate.Effort;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointPosition;
import dev.touchstone.touchpoint.generate.TouchpointType;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.id.StableId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TouchpointDigestTest {
    private static final NoBuyerReason OVERLAPS_WITH = NoBuyerReason.OVERLAPS_WITH;
    private static final UUID KEY = new UUID(1, 2);

    /** Otherwise the first derivation after an upgrade would write every touchpoint again, and tell every watcher. */
    @Test
    void whatHasNoneOfTheLaterContentHasTheDigestItAlwaysHad() {
        Touchpoint touchpoint = touchpoint(Touchpoint.Standing.of(List.of(TouchpointPosition.FT), null));

        assertThat(TouchpointDigest.of(touchpoint))
                .isEqualTo(StableId.of(
                        "CRM_CAMPAIGN",
                        "2026-03-02T10:00:00Z",
                        "[FT]",
                        null,
                        "CRM Campaign",
                        "Webinar",
                        "Spring",
                        "701A",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        null,
                        "Include all",
                        "1",
                        KEY.toString()));
    }

    @Test
    void everythingThatIsStoredIsInIt() {
        List<TouchpointPosition> positions = List.of();
        List<Touchpoint> different = Stream.of(
                        Touchpoint.Standing.of(positions, null),
                        new Touchpoint.Standing(positions, null, null, null, null, List.of("A.B")),
                        new Touchpoint.Standing(positions, null, null, null, null, List.of("A.B", "C.D")),
                        new Touchpoint.Standing(positions, null, null, null, "A.B", List.of()),
                        new Touchpoint.Standing(positions, null, null, null, "A.B", List.of("C.D")),
                        new Touchpoint.Standing(positions, NoBuyerReason.SUPPRESSED, "A.B", null, null, List.of()),
                        new Touchpoint.Standing(positions, NoBuyerReason.SUPPRESSED, "C.D", null, null, List.of()),
                        new Touchpoint.Standing(positions, OVERLAPS_WITH, null, new UUID(7, 7), null, List.of()),
                        new Touchpoint.Standing(positions, OVERLAPS_WITH, null, new UUID(8, 8), null, List.of()),
                        new Touchpoint.Standing(positions, OVERLAPS_WITH, null, new UUID(8, 8), null, List.of("A.B")))
                .map(TouchpointDigestTest::touchpoint)
                .toList();

        assertThat(different.stream().map(TouchpointDigest::of)).doesNotHaveDuplicates();
    }

    private static Touchpoint touchpoint(Touchpoint.Standing standing) {
        return new Touchpoint(
                new UUID(3, 4),
                new UUID(5, 6),
                TouchpointType.CRM_CAMPAIGN,
                Instant.parse("2026-03-02T10:00:00Z"),
                standing,
                new Touchpoint.Content(
                        new Effort("CRM Campaign", "Webinar", "Spring", "701A", "", ""), WebPages.NONE, null, KEY),
                new Touchpoint.Origin(new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, "M1"), "Include all", 1));
    }
}
