package dev.touchstone.touchpoint.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.session.Garbage;
import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedCursorTest {
    private static final Instant SEEN_AT = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final UUID KEY = UUID.fromString("6861e8c3-0ac5-89fb-9538-55b4139ad299");

    static Stream<FeedCursor> cursors() {
        return Stream.of(
                new FeedCursor(new ChangeFeed.Position(0, 0), SEEN_AT, null),
                new FeedCursor(new ChangeFeed.Position(735, 12), SEEN_AT, KEY),
                new FeedCursor(new ChangeFeed.Position(Long.MAX_VALUE, Integer.MAX_VALUE), SEEN_AT, KEY),
                // The largest number of a transaction, which is unsigned.
                new FeedCursor(new ChangeFeed.Position(-1L, 1), SEEN_AT, null),
                new FeedCursor(new ChangeFeed.Position(Long.MIN_VALUE, 1), Instant.EPOCH, KEY));
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void comesBackAsItWas(FeedCursor cursor) {
        assertThat(FeedCursor.decode(cursor.encode())).contains(cursor);
        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void remembersMillisecondsAndNeverALaterTime() {
        FeedCursor cursor = new FeedCursor(new ChangeFeed.Position(1, 1), SEEN_AT.plusNanos(999_999), null);

        assertThat(FeedCursor.decode(cursor.encode()).orElseThrow().seenAt()).isEqualTo(SEEN_AT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 2 3",
                "1 2 3 - 5",
                "1 2 3 ",
                " 1 2 -",
                "a 2 3 -",
                "1 b 3 -",
                "1 2 c -",
                "1 2 3 d",
                "-1 2 3 -",
                "18446744073709551616 2 3 -",
                "1 2147483648 3 -",
                "1 2 9223372036854775808 -",
                "ü ü ü ü"
            })
    void foreignTextIsNoCursor(String text) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThat(FeedCursor.decode(encoded)).isEmpty();
        assertThat(FeedCursor.decode(text)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void garbageIsNoCursor(long seed) {
        Garbage garbage = new Garbage(seed);
        for (int i = 0; i < 5_000; i++) {
            assertThat(FeedCursor.decode(garbage.next()))
                    .as("seed %d, text %d", seed, i)
                    .isEmpty();
        }
    }
}
