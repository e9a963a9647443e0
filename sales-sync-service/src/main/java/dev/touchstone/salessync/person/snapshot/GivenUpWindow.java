package dev.touchstone.salessync.person.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A window of an earlier run that was given up. Pure.
 *
 * @param range which people
 * @param lost false if it is to be tried again
 * @param detail what failed last; null if nobody knows
 */
record GivenUpWindow(
        ExportWindow.Range range, boolean lost, @Nullable String detail) {
    /**
     * Those of whose people nothing is known by the windows of a later run either, each with a beginning of its own.
     *
     * @param earlier windows of all earlier runs
     * @param later the later run's own, read or given up
     */
    static List<GivenUpWindow> beyond(List<GivenUpWindow> earlier, List<ExportWindow> later) {
        List<GivenUpWindow> beyond = new ArrayList<>();
        for (GivenUpWindow window : earlier) {
            List<ExportWindow.Range> known = Stream.concat(
                            later.stream().map(ExportWindow::range),
                            beyond.stream().map(GivenUpWindow::range))
                    .toList();
            Instant from = window.range.from();
            while (begins(known, from)) {
                from = from.plusSeconds(1);
            }
            Instant until = window.range.until();
            boolean covered = known.stream()
                    .anyMatch(range -> !range.from().isAfter(window.range.from())
                            && !range.until().isBefore(until));
            if (!covered && from.isBefore(until)) {
                beyond.add(new GivenUpWindow(new ExportWindow.Range(from, until), window.lost, window.detail));
            }
        }
        return beyond;
    }

    private static boolean begins(List<ExportWindow.Range> ranges, Instant from) {
        return ranges.stream().anyMatch(range -> range.from().equals(from));
    }

    /** As a window of the later run. */
    ExportWindow asLost(Instant now) {
        return ExportWindow.planned(range, now).lost(detail, now);
    }
}
