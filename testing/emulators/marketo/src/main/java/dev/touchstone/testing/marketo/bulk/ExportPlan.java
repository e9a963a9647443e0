package dev.touchstone.testing.marketo.bulk;

import java.time.Duration;

/** How long exports take, and what goes wrong with them beside the faults of single calls. Thread-safe. */
public final class ExportPlan {
    private Duration queueTime = Duration.ZERO;
    private Duration runTime = Duration.ZERO;
    private int failures;
    private int cancellations;
    private String cancelled = "Canceled";
    private int missingFiles;
    private int wrongChecksums;
    private int others;
    private boolean updatedAtWorks;
    private boolean strayQuotes;
    private int nulEvery;

    /** How long a job waits, and then runs, by the emulator's clock; at first no longer than it takes. */
    public synchronized void takes(Duration queue, Duration run) {
        queueTime = queue;
        runTime = run;
    }

    /** The next jobs to run fail. */
    public synchronized void failNext(int jobs) {
        failures = jobs;
    }

    /** The next jobs to run are cancelled by somebody, and their status is spelled this way. */
    public synchronized void cancelNext(int jobs, String spelling) {
        cancellations = jobs;
        cancelled = spelling;
    }

    /** The file of a completed job is answered with 404 so many times. */
    public synchronized void missFiles(int times) {
        missingFiles = times;
    }

    /** The next jobs to complete tell a checksum that is not the file's. */
    public synchronized void wrongChecksums(int jobs) {
        wrongChecksums = jobs;
    }

    /** Other API users have so many jobs in the queue. */
    public synchronized void occupy(int jobs) {
        others = jobs;
    }

    /** Whether the instance supports the filter {@code updatedAt}; at first it does not (1035). */
    public synchronized void updatedAtFilter(boolean supported) {
        updatedAtWorks = supported;
    }

    /** Whether quotes inside a value are written as they are; files of some instances are. */
    public synchronized void strayQuotes(boolean unescaped) {
        strayQuotes = unescaped;
    }

    /** Every so many rows, a NUL follows the company's name; 0 for none. */
    public synchronized void nulEvery(int rows) {
        nulEvery = rows;
    }

    /** As at the start. */
    public synchronized void reset() {
        takes(Duration.ZERO, Duration.ZERO);
        failures = 0;
        cancellations = 0;
        missingFiles = 0;
        wrongChecksums = 0;
        others = 0;
        updatedAtWorks = false;
        strayQuotes = false;
        nulEvery = 0;
    }

    synchronized Duration queueTime() {
        return queueTime;
    }

    synchronized Duration runTime() {
        return runTime;
    }

    synchronized int others() {
        return others;
    }

    synchronized boolean updatedAtWorks() {
        return updatedAtWorks;
    }

    synchronized boolean strayQuotes() {
        return strayQuotes;
    }

    synchronized int nulEvery() {
        return nulEvery;
    }

    /** How a job ends: completed unless it is planned otherwise. */
    synchronized String ending() {
        if (failures > 0) {
            failures--;
            return "Failed";
        }
        if (cancellations > 0) {
            cancellations--;
            return cancelled;
        }
        return "Completed";
    }

    synchronized boolean nextFileIsMissing() {
        return missingFiles > 0 && missingFiles-- > 0;
    }

    synchronized boolean nextChecksumIsWrong() {
        return wrongChecksums > 0 && wrongChecksums-- > 0;
    }
}
