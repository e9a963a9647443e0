package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final Instant START = Instant.parse("2026-07-15T10:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(20);

    /** AC-17: at most 50 calls in any 20 seconds, whenever a caller that never waits longer than told asks. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void noWindowEverSeesMoreCallsThanTheBucketHasTokens(long seed) {
        Random random = new Random(seed);
        TokenBucket bucket = new TokenBucket(50, WINDOW);
        List<Instant> granted = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 2_000; i++) {
            Duration wait = bucket.take(now);
            if (wait.isZero()) {
                granted.add(now);
            }
            now = now.plus(wait).plusMillis(random.nextInt(300));
        }
        for (int i = 50; i < granted.size(); i++) {
            assertThat(Duration.between(granted.get(i - 50), granted.get(i)))
                    .describedAs("seed %d, call %d", seed, i)
                    .isGreaterThanOrEqualTo(WINDOW);
        }
    }

    @Test
    void aFullBucketSaysHowLongToWait() {
        TokenBucket bucket = new TokenBucket(2, WINDOW);
        bucket.take(START);
        bucket.take(START.plusSeconds(5));

        assertThat(bucket.take(START.plusSeconds(6))).isEqualTo(Duration.ofSeconds(14));
        assertThat(bucket.take(START.plusSeconds(20))).isZero();
    }

    /** AC-30: after 606 the window passes, and the following minute sees at most 25 calls in 20 seconds. */
    @Test
    void afterARateErrorTheBucketClosesForAWindowAndHalves() {
        TokenBucket bucket = new TokenBucket(50, WINDOW);
        bucket.slowDown(START);

        assertThat(bucket.take(START.plusSeconds(19))).isEqualTo(Duration.ofSeconds(1));
        assertThat(takeAllAt(bucket, START.plusSeconds(20))).isEqualTo(25);
        assertThat(takeAllAt(bucket, START.plusSeconds(40))).isEqualTo(25);
        assertThat(takeAllAt(bucket, START.plusSeconds(60))).isEqualTo(25);
        assertThat(takeAllAt(bucket, START.plusSeconds(80))).isEqualTo(30);
        assertThat(takeAllAt(bucket, START.plusSeconds(20 + 5 * 60))).isEqualTo(50);
    }

    @Test
    void severalRateErrorsOfOneBurstHalveOnce() {
        TokenBucket bucket = new TokenBucket(50, WINDOW);
        bucket.slowDown(START);
        bucket.slowDown(START.plusSeconds(1));

        assertThat(takeAllAt(bucket, START.plusSeconds(20))).isEqualTo(25);
    }

    private static int takeAllAt(TokenBucket bucket, Instant now) {
        int taken = 0;
        while (bucket.take(now).isZero()) {
            taken++;
        }
        return taken;
    }
}
