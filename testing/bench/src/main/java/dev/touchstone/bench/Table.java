package dev.touchstone.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Rows of medians. */
final class Table {
    private Table() {}

    /** The machine, and what it had to do beside, as the first line of every table. */
    static void machine() {
        System.out.printf(
                Locale.ROOT,
                "%d cores, %s, Java %s; load in the minute before the run %.1f%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("java.version"),
                Bench.LOAD_BEFORE);
    }

    static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** A name, the median in seconds, and how many a second that is. */
    static <F> void row(String name, long events, List<F> figures, Function<F, Duration> time) {
        row(name, "events", events, figures, time);
    }

    /** The same of other things than events. */
    static <F> void row(String name, String things, long count, List<F> figures, Function<F, Duration> time) {
        double median = median(figures, figure -> seconds(time.apply(figure)));
        line("%-44s %8.1f s  %,12.0f %s/s", name, median, count / median, things);
    }

    static <F> double median(List<F> figures, ToDoubleFunction<F> value) {
        double[] sorted = figures.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
