package dev.touchstone.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * Times of many single things.
 *
 * @param p50 half of them took at most so many milliseconds; likewise the others
 * @param p95 of 95 in a hundred
 * @param p99 of 99 in a hundred
 * @param max of all
 */
record Percentiles(double p50, double p95, double p99, double max) {
    /** From times in nanoseconds, at least one. */
    static Percentiles of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return "p50 " + millis(p50) + ", p95 " + millis(p95) + ", p99 " + millis(p99) + ", max " + millis(max);
    }

    /** Tenths below 10 ms, where limits are that narrow. */
    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
