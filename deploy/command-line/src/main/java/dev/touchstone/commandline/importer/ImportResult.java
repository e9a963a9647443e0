package dev.touchstone.commandline.importer;

import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import java.time.Duration;
import java.util.List;

/**
 * What came of an import.
 *
 * @param report what was read
 * @param stored what was sent
 * @param channels sessions of the log's time by channel
 * @param referrers the ten largest referrers of the log's time
 * @param siteGiven whether the user named the site
 * @param elapsed from the first line to the last session mapped
 */
public record ImportResult(
        LogReport report,
        Stored stored,
        SummarizeSessionsResponse channels,
        SummarizeSessionsResponse referrers,
        boolean siteGiven,
        Duration elapsed) {
    /**
     * What became of the page views.
     *
     * @param accepted new ones
     * @param duplicates stored before
     * @param refused not taken
     * @param firstRefusals at most 20 of them
     */
    public record Stored(long accepted, long duplicates, long refused, List<Refusal> firstRefusals) {
        public Stored {
            firstRefusals = List.copyOf(firstRefusals);
        }
    }
}
