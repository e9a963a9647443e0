package dev.touchstone.salessync.person.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which windows there are and which comes next. Pure. */
final class ExportPlan {
    /** Widest window; Marketo takes up to 31 days. */
    static final Duration WIDEST = Duration.ofDays(30);
    /** Jobs with Marketo at a time, of the ten that all tools of the instance share. */
    static final int JOBS_AT_A_TIME = 2;

    /** Exports that come to nothing before the first success, after which the way is left. */
    static final int HOPELESS = 10;

    /** Clocks of the two sides may differ by so much when a lost job is looked for. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private ExportPlan() {}

    /** The windows between two moments, the newest first: who was created last is of most use. */
    static List<ExportWindow.Range> windows(Instant from, Instant until) {
        List<ExportWindow.Range> windows = new ArrayList<>();
        Instant first = from.truncatedTo(ChronoUnit.SECONDS);
        Instant end = until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (first.isBefore(end)) {
            Instant begin = end.minus(WIDEST);
            windows.add(new ExportWindow.Range(begin.isBefore(first) ? first : begin, end));
            end = begin;
        }
        return windows;
    }

    /**
     * The window to work on at this moment: one whose file is being read before one whose file waits, before one that waits with Marketo,
     * before a new one, so that what was begun ends.
     */
    static Optional<ExportWindow> next(List<ExportWindow> windows, Instant now) {
        long withMarketo = windows.stream()
                .filter(window -> window.state().isWithMarketo())
                .count();
        return windows.stream()
                .filter(window -> !window.state().isOver())
                .filter(window -> !now.isBefore(window.tries().dueAt()))
                .filter(window -> window.state() != ExportWindow.State.PLANNED || withMarketo < JOBS_AT_A_TIME)
                .max(Comparator.<ExportWindow, ExportWindow.State>comparing(ExportWindow::state)
                        .thenComparing(window -> window.range().from()));
    }

    /** When there is something to do again; empty if everything is over. */
    static Optional<Instant> nextDue(List<ExportWindow> windows) {
        boolean crowded = windows.stream()
                        .filter(window -> window.state().isWithMarketo())
                        .count()
                >= JOBS_AT_A_TIME;
        return windows.stream()
                .filter(window -> !window.state().isOver())
                .filter(window -> window.state() != ExportWindow.State.PLANNED || !crowded)
                .map(window -> window.tries().dueAt())
                .min(Comparator.naturalOrder());
    }

    /**
     * True if exports fail as such: so many came to nothing, and not one did not. Cutting windows would only make more of them fail.
     *
     * @param planned windows before any was cut
     */
    static boolean isHopeless(List<ExportWindow> windows, int planned) {
        boolean anySuccess = windows.stream()
                .anyMatch(window -> window.state() == ExportWindow.State.INGESTED || window.rowsTaken() > 0);
        int cuts = windows.size() - planned;
        int failures =
                windows.stream().mapToInt(window -> window.tries().failures()).sum() + cuts * ExportWindow.MAX_FAILURES;
        return !anySuccess && failures >= HOPELESS;
    }

    /** A job that Marketo lists and that waits to be put into the queue. */
    record ListedJob(String id, Instant createdAt) {}

    /**
     * The id of the job that was created although its answer was lost: the newest that no window knows and that was created since it was asked
     * for. Marketo does not tell a job's filter, so its rows have to prove that it is the right one.
     *
     * @param known ids of jobs that belong to windows
     */
    static Optional<String> adopt(ExportWindow window, List<ListedJob> listed, Set<String> known) {
        Instant askedAt = window.tries().askedAt();
        if (askedAt == null) {
            return Optional.empty();
        }
        Instant earliest = askedAt.minus(CLOCK_TOLERANCE);
        return listed.stream()
                .filter(job -> !known.contains(job.id()))
                .filter(job -> !job.createdAt().isBefore(earliest))
                .max(Comparator.comparing(ListedJob::createdAt))
                .map(ListedJob::id);
    }
}
