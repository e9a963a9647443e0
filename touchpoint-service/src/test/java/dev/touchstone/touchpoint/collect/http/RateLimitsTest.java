package dev.touchstone.touchpoint.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.touchpoint.collect.CollectorSettings;
import dev.touchstone.touchpoint.collect.CollectorSettings.Rate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
    private static final Rate NONE = new Rate(0, 0);

    private final MovableClock clock = new MovableClock();

    @Test
    void visitorMaySendABurstAndThenAsMuchAsFlowsIn() {
        RateLimits limits = limits(new Rate(60, 10), NONE);

        limits.take("s", "1.1.1.1", Map.of("v", 10));
        assertThat(refusedFor(() -> limits.take("s", "1.1.1.1", Map.of("v", 5))))
                .isEqualTo(5);
        limits.take("s", "1.1.1.1", Map.of("other", 10));
        clock.pass(Duration.ofSeconds(5));
        limits.take("s", "1.1.1.1", Map.of("v", 5));
        assertThat(refusedFor(() -> limits.take("s", "1.1.1.1", Map.of("v", 1))))
                .isEqualTo(1);
    }

    @Test
    void batchThatIsRefusedCostsNothing() {
        RateLimits limits = limits(new Rate(60, 10), new Rate(60, 20));

        limits.take("s", "1.1.1.1", Map.of("a", 10));
        refusedFor(() -> limits.take("s", "1.1.1.1", Map.of("a", 10)));
        limits.take("s", "1.1.1.1", Map.of("b", 10));
        assertThat(refusedFor(() -> limits.take("s", "1.1.1.1", Map.of("c", 1))))
                .isEqualTo(1);
    }

    @Test
    void batchLargerThanTheBucketIsTakenFromAFullOneAndLeavesADebt() {
        RateLimits limits = limits(NONE, new Rate(60, 10));

        limits.take("s", "1.1.1.1", Map.of("v", 40));
        assertThat(refusedFor(() -> limits.take("s", "1.1.1.1", Map.of("v", 1))))
                .isEqualTo(31);
    }

    @Test
    void ipv6NetworkIsOneSender() {
        RateLimits limits = limits(NONE, new Rate(60, 1));

        limits.take("s", "2001:db8:1:2::1", Map.of("v", 1));
        limits.take("s", "2001:db8:1:3::1", Map.of("v", 1));
        assertThat(refusedFor(() -> limits.take("s", "2001:db8:1:2:ffff::9", Map.of("v", 1))))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} says {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            9.9.9.9  | 1.2.3.4                     | 9.9.9.9
            10.0.0.1 | 1.2.3.4                     | 1.2.3.4
            10.0.0.1 | 6.6.6.6, 1.2.3.4            | 1.2.3.4
            10.0.0.1 | 6.6.6.6, 1.2.3.4, 10.0.0.2  | 1.2.3.4
            10.0.0.1 | evil, 10.0.0.2              | 10.0.0.2
            10.0.0.1 | ''                          | 10.0.0.1
            10.0.0.1 | 2001:db8::1                 | 2001:db8::1
            fd00::1  | 1.2.3.4                     | 1.2.3.4
            """)
    void onlyTrustedProxiesSayWhoTheClientIs(String peer, String forwardedFor, String client) {
        ClientAddresses addresses = new ClientAddresses(settings(NONE, NONE, List.of("10.0.0.0/8", "fd00::/8")));
        assertThat(addresses.client(peer, forwardedFor.isEmpty() ? List.of() : List.of(forwardedFor)))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "999.1.1.1",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "1",
                "localhost",
                "evil.test",
                "abc",
                "a.b.c.d",
                ".:1",
                ":",
                "1::2::3",
                "12345::",
                "fe80::1%eth0",
                "[::1]",
                "1.2.3.4 "
            })
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(AddressRange.address(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4,1.2.3.4",
        "255.255.255.255,255.255.255.255",
        "::1,0:0:0:0:0:0:0:1",
        "2001:db8::A,2001:db8:0:0:0:0:0:a",
        "::ffff:1.2.3.4,1.2.3.4"
    })
    void literalsAreAddresses(String text, String address) {
        assertThat(AddressRange.address(text))
                .hasValueSatisfying(found -> assertThat(found.getHostAddress()).isEqualTo(address));
    }

    private RateLimits limits(Rate visitor, Rate address) {
        return new RateLimits(settings(visitor, address, List.of()), clock);
    }

    private static CollectorSettings settings(Rate visitor, Rate address, List<String> proxies) {
        return new CollectorSettings(
                Duration.ofDays(30),
                true,
                proxies,
                null,
                new CollectorSettings.Rates(visitor, address, NONE),
                new CollectorSettings.Buffer(1, 1, 1, 1));
    }

    private static long refusedFor(Runnable batch) {
        HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, batch::run);
        assertThat(refusal.status()).isEqualTo(429);
        return refusal.retryAfter().toSeconds();
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-03-02T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
