package dev.touchstone.touchpoint.collect.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.touchstone.touchpoint.collect.CollectorSettings;
import java.time.Duration;

/**
 * A token bucket for each sender. A batch larger than a bucket is taken from a full one, and leaves a debt. The senders that
 * were not heard of for the longest time are forgotten, which fills their buckets.
 */
final class TokenBuckets {
    private static final int REMEMBERED = 100_000;
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final CollectorSettings.Rate rate;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    TokenBuckets(CollectorSettings.Rate rate) {
        this.rate = rate;
    }

    /**
     * Takes tokens.
     *
     * @return how long to wait before asking again; zero if they were taken
     */
    Duration take(String sender, int tokens, long nowMillis) {
        if (rate.eventsPerMinute() == 0) {
            return Duration.ZERO;
        }
        return buckets.get(sender, ignored -> new Bucket(rate.burst(), nowMillis))
                .take(tokens, nowMillis, rate);
    }

    /** Gives back what was taken for a batch that is refused after all. */
    void giveBack(String sender, int tokens) {
        Bucket bucket = buckets.getIfPresent(sender);
        if (bucket != null) {
            bucket.add(tokens);
        }
    }

    private static final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long nowMillis) {
            this.tokens = tokens;
            this.filledAt = nowMillis;
        }

        synchronized Duration take(int wanted, long nowMillis, CollectorSettings.Rate rate) {
            double perMilli = rate.eventsPerMinute() / MILLIS_PER_MINUTE;
            double filled = tokens + Math.max(0, nowMillis - filledAt) * perMilli;
            tokens = Math.min(rate.burst(), filled);
            filledAt = Math.max(filledAt, nowMillis);
            double needed = Math.min(wanted, rate.burst());
            if (tokens < needed) {
                return Duration.ofMillis((long) Math.ceil((needed - tokens) / perMilli));
            }
            tokens -= wanted;
            return Duration.ZERO;
        }

        synchronized void add(int given) {
            tokens += given;
        }
    }
}
