package dev.touchstone.salessync.optout.crm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A run of a night, which reads every record that is out in Salesforce. Pure.
 *
 * @param localDate whose night it is
 * @param startedAt when it began, or began anew with other fields, UTC
 * @param endedAt when it ended, UTC; empty while it runs
 * @param failures in a row
 * @param sentence what the last failure was; empty if there was none
 */
public record NightlyRun(
        LocalDate localDate,
        State state,
        Instant startedAt,
        Optional<Instant> endedAt,
        Counts counts,
        int failures,
        String sentence) {
    /** How a run stands. */
    public enum State {
        /** Under way, or waiting for Salesforce. */
        RUNNING,
        /** Everything was read. */
        DONE,
        /** It was not done before the next one began. */
        GIVEN_UP
    }

    /**
     * What a run did.
     *
     * @param records that say out
     * @param found how many of these changed anything here
     * @param repeated records that were to be out and were not: to be written again
     */
    public record Counts(long records, long found, long repeated) {}
}
