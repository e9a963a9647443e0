package dev.touchstone.salessync.person.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One export job of the bulk extract, for the people created in a window, from the plan to the last row taken over. Pure.
 *
 * <pre>
 * PLANNED --created--> CREATED --enqueued--> QUEUED --status--> PROCESSING --status--> COMPLETED
 * COMPLETED --file whole--> DOWNLOADED --all rows--> INGESTED
 * any before that --failed, cancelled, file not there--> PLANNED, three times; then two windows of half the width, at an hour LOST
 * </pre>
 *
 * @param range which people
 * @param state how far the job is
 * @param tries what was tried in this state
 * @param job Marketo's job; null before there is one
 * @param rowsTaken rows of the file that are taken over
 * @param detail one sentence on what failed last; null if nothing did
 */
record ExportWindow(
        Range range,
        State state,
        Tries tries,
        @Nullable Job job,
        long rowsTaken,
        @Nullable String detail) {
    /** Jobs that fail as often as this are cut in two. */
    static final int MAX_FAILURES = 3;
    /** Looks for a file that Marketo says is there. */
    static final int MAX_FILE_LOOKS = 5;
    /** Calls in a row for one job that Marketo does not answer. */
    static final int MAX_REFUSALS = 5;
    /** Narrower than this no window is cut. */
    static final Duration NARROWEST = Duration.ofHours(1);

    static final Duration CROWDED_WAIT = Duration.ofSeconds(60);
    static final Duration FILE_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(60);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

    /** How far a job is. */
    enum State {
        PLANNED,
        CREATED,
        QUEUED,
        PROCESSING,
        COMPLETED,
        DOWNLOADED,
        INGESTED,
        /** Given up; somebody has to look. */
        LOST;

        /** True while Marketo has the job in its queue or works on it. */
        boolean isWithMarketo() {
            return this == CREATED || this == QUEUED || this == PROCESSING;
        }

        /** True if there is nothing left to do. */
        boolean isOver() {
            return this == INGESTED || this == LOST;
        }
    }

    /** Created at or after {@code from} and before {@code until}, whole seconds. */
    record Range(Instant from, Instant until) {
        Range {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("a window begins before it ends: " + from + ", " + until);
            }
        }

        Duration width() {
            return Duration.between(from, until);
        }
    }

    /**
     * What was tried.
     *
     * @param failures jobs that came to nothing
     * @param looks looks in this state that found nothing new
     * @param dueAt nothing is tried before
     * @param askedAt when the job was asked for whose id is not known, because the answer was lost; null if none
     * @param refusals calls for the job in a row that Marketo did not answer, although it answers others
     */
    record Tries(
            int failures,
            int looks,
            Instant dueAt,
            @Nullable Instant askedAt,
            int refusals) {
        Tries(int failures, int looks, Instant dueAt, @Nullable Instant askedAt) {
            this(failures, looks, dueAt, askedAt, 0);
        }
    }

    /**
     * Marketo's job.
     *
     * @param startedAt a moment not after Marketo began to read the people, as near as can be told: that of the file's rows; null before the job
     *     is in the queue
     * @param fileSize bytes; 0 before the file is there
     * @param checksum SHA-256 of the file in hexadecimal; null if Marketo says none
     * @param records people in the file; -1 if Marketo does not say
     * @param adopted true if it was found after the answer to its creation was lost: its rows have to prove that it is this window's
     */
    record Job(
            String id,
            @Nullable Instant startedAt,
            long fileSize,
            @Nullable String checksum,
            long records,
            boolean adopted) {
        static Job created(String id, boolean adopted) {
            return new Job(id, null, 0, null, -1, adopted);
        }

        /** Marketo had not begun at this moment of our clock. */
        Job waitingAt(Instant now) {
            return new Job(id, now, fileSize, checksum, records, adopted);
        }
    }

    static ExportWindow planned(Range range, Instant now) {
        return new ExportWindow(range, State.PLANNED, new Tries(0, 0, now, null), null, 0, null);
    }

    /** The job is about to be asked for. Stored before the call, so that a lost answer is looked for and not asked again. */
    ExportWindow asking(Instant now) {
        return new ExportWindow(range, state, new Tries(tries.failures, tries.looks, now, now), job, rowsTaken, detail);
    }

    /** The job was refused and is not there: the answer was not lost. */
    ExportWindow notCreated(Instant due) {
        return new ExportWindow(
                range, state, new Tries(tries.failures, tries.looks, due, null), job, rowsTaken, detail);
    }

    /** Marketo's queue is full; this is no failure. */
    ExportWindow crowdedOut(Instant now) {
        return notCreated(now.plus(CROWDED_WAIT));
    }

    ExportWindow created(String jobId, Instant now) {
        return in(State.CREATED, Job.created(jobId, false), now);
    }

    /** The job whose answer was lost is there, most likely. */
    ExportWindow adopted(String jobId, Instant now) {
        return in(State.CREATED, Job.created(jobId, true), now);
    }

    /** Marketo says that the job was not put into its queue yet. */
    ExportWindow notQueued(Instant now) {
        return in(State.CREATED, job, now);
    }

    /** True if somebody created at this time belongs to the window. */
    boolean covers(Instant createdAt) {
        return !createdAt.isBefore(range.from) && !createdAt.isAfter(range.until);
    }

    /**
     * Marketo has the job in its queue, by this call or by an earlier one.
     *
     * @param now before the call
     */
    ExportWindow queued(Instant now) {
        return in(State.QUEUED, waitingAt(now), now.plus(SHORTEST_LOOK));
    }

    private @Nullable Job waitingAt(Instant now) {
        return job == null ? null : job.waitingAt(now);
    }

    /**
     * A look at the status found the job still waiting or at work: the next look comes a little later each time.
     *
     * @param now before the look
     */
    ExportWindow stillWorking(boolean processing, Instant now) {
        State next = processing ? State.PROCESSING : State.QUEUED;
        int looks = tries.looks + 1;
        Duration wait = SHORTEST_LOOK.multipliedBy(looks);
        Instant due = now.plus(wait.compareTo(LONGEST_LOOK) < 0 ? wait : LONGEST_LOOK);
        @Nullable Job after = processing ? job : waitingAt(now);
        return new ExportWindow(range, next, new Tries(tries.failures, looks, due, null), after, rowsTaken, detail);
    }

    /** The file is said to be there. */
    ExportWindow completed(Job done, Instant now) {
        return in(State.COMPLETED, done, now);
    }

    /** The file is not there after all: looks again, then gives the job up. */
    ExportWindow fileNotThere(Instant now) {
        int looks = tries.looks + 1;
        Instant due = now.plus(FILE_WAIT);
        return looks >= MAX_FILE_LOOKS
                ? failed("Marketo completed the export but does not give the file", now)
                : new ExportWindow(range, state, new Tries(tries.failures, looks, due, null), job, rowsTaken, detail);
    }

    /** Marketo cannot answer a call for this job: others come first for a while, and in the end the job is given up. */
    ExportWindow refused(String sentence, Instant now) {
        int refusals = tries.refusals + 1;
        Tries after = new Tries(tries.failures, tries.looks, now.plus(SHORTEST_LOOK), null, refusals);
        return refusals >= MAX_REFUSALS
                ? failed(sentence, now)
                : new ExportWindow(range, state, after, job, rowsTaken, detail);
    }

    /** The file is whole but has another checksum: it is read once more, then the job is given up. */
    ExportWindow fileWrong(Instant now) {
        String sentence = "the file of the export has another checksum than Marketo says";
        return tries.looks > 0
                ? failed(sentence, now)
                : new ExportWindow(
                        range, State.COMPLETED, new Tries(tries.failures, 1, now, null), job, rowsTaken, sentence);
    }

    ExportWindow downloaded(Instant now) {
        return in(State.DOWNLOADED, job, now);
    }

    /** The file is not on this machine any more, because another one takes over: fetches it again and goes on after the rows taken. */
    ExportWindow fileGone(Instant now) {
        return new ExportWindow(
                range, State.COMPLETED, new Tries(tries.failures, 0, now, null), job, rowsTaken, detail);
    }

    ExportWindow rowsTaken(long rows) {
        return new ExportWindow(range, state, tries, job, rows, detail);
    }

    ExportWindow ingested(Instant now) {
        return in(State.INGESTED, job, now);
    }

    /** The job came to nothing. */
    ExportWindow failed(String sentence, Instant now) {
        return new ExportWindow(range, State.PLANNED, new Tries(tries.failures + 1, 0, now, null), null, 0, sentence);
    }

    /** True if it failed too often as it is. */
    boolean isWornOut() {
        return state == State.PLANNED && tries.failures >= MAX_FAILURES;
    }

    /** What takes the place of a window that is worn out: two halves, or the same one given up. */
    List<ExportWindow> replacements(Instant now) {
        if (range.width().compareTo(NARROWEST) <= 0) {
            return List.of(in(State.LOST, null, now));
        }
        Instant middle = range.from.plus(range.width().dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
        return List.of(
                planned(new Range(range.from, middle), now).because(detail),
                planned(new Range(middle, range.until), now).because(detail));
    }

    /** Given up before, by another run. */
    ExportWindow lost(@Nullable String sentence, Instant now) {
        return because(sentence).in(State.LOST, null, now);
    }

    private ExportWindow because(@Nullable String sentence) {
        return new ExportWindow(range, state, tries, job, rowsTaken, sentence);
    }

    private ExportWindow in(State next, @Nullable Job with, Instant due) {
        return new ExportWindow(range, next, new Tries(tries.failures, 0, due, null), with, rowsTaken, detail);
    }
}
