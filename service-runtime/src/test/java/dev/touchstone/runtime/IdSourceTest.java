package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Source: RFC 9562, section 5.7. */
class IdSourceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void idsAreOfVersion7AndCarryTheTime() {
        UUID id = at(NOON).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    /** The order is that of PostgreSQL's type uuid and of the text. */
    @Test
    void idsMadeLaterSortLater() {
        List<String> ids = new ArrayList<>();
        for (int millisecond = 0; millisecond < 1_000; millisecond++) {
            ids.add(at(NOON.plusMillis(millisecond)).next().toString());
        }

        assertThat(ids).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        IdSource source = at(NOON);
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(source.next());
        }

        assertThat(ids).hasSize(10_000);
    }

    private static IdSource at(Instant now) {
        return new IdSource(Clock.fixed(now, ZoneOffset.UTC));
    }
}
