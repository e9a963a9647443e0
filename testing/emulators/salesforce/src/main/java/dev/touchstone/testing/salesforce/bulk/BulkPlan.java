package dev.touchstone.testing.salesforce.bulk;

import java.time.Duration;
import java.util.Optional;

/** How long jobs take, and what goes wrong with them beside the faults of single calls. Thread-safe. */
public final class BulkPlan {
    private static final int PAGE = 50_000;
    private static final int JOBS = 10_000;

    private Duration queueTime = Duration.ZERO;
    private Duration runTime = Duration.ZERO;
    private int failures;
    private String failure = "";
    private int stops;
    private int stopAfter;
    private int pageRows = PAGE;
    private int jobsPerDay = JOBS;

    /** How long a job waits, and then runs, by the emulator's clock; at first no longer than it takes. */
    public synchronized void takes(Duration queue, Duration run) {
        queueTime = queue;
        runTime = run;
    }

    /** The next jobs to run fail with this message, and nothing of them is carried out. */
    public synchronized void failNext(int jobs, String message) {
        failures = jobs;
        failure = message;
    }

    /** The next jobs that write stop after so many rows; the others are left unprocessed, and the job fails. */
    public synchronized void stopNext(int jobs, int afterRows) {
        stops = jobs;
        stopAfter = afterRows;
    }

    /** The most rows in one answer with results, however many are asked for; at first 50,000. */
    public synchronized void pageRows(int rows) {
        pageRows = rows;
    }

    /** How many jobs that query may be created within 24 hours; at first 10,000. */
    public synchronized void jobsPerDay(int jobs) {
        jobsPerDay = jobs;
    }

    /** As at the start. */
    public synchronized void reset() {
        takes(Duration.ZERO, Duration.ZERO);
        failures = 0;
        stops = 0;
        pageRows = PAGE;
        jobsPerDay = JOBS;
    }

    synchronized Duration queueTime() {
        return queueTime;
    }

    synchronized Duration runTime() {
        return runTime;
    }

    synchronized int pageRows() {
        return pageRows;
    }

    synchronized int jobsPerDay() {
        return jobsPerDay;
    }

    /** With which message the next job fails; empty if it does not. */
    synchronized Optional<String> nextFailure() {
        return failures > 0 && failures-- > 0 ? Optional.of(failure) : Optional.empty();
    }

    /** After how many rows the next job that writes stops. */
    synchronized int nextStop() {
        return stops > 0 && stops-- > 0 ? stopAfter : Integer.MAX_VALUE;
    }
}
