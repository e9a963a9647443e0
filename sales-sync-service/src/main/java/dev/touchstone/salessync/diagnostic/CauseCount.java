package dev.touchstone.salessync.diagnostic;

import java.time.Instant;
import java.util.List;

/**
 * The letters of one kind and cause. Pure.
 *
 * @param kind what they are
 * @param cause why
 * @param waiting how many wait for somebody to decide
 * @param retrying how many are being tried again
 * @param firstAt when the first of them failed first, UTC
 * @param lastAt when one of them failed last, UTC
 * @param examples the ones that failed last, latest first, at most {@value #EXAMPLES}
 */
public record CauseCount(
        String kind,
        String cause,
        long waiting,
        long retrying,
        Instant firstAt,
        Instant lastAt,
        List<StoredLetter> examples) {
    /** Examples at most. */
    public static final int EXAMPLES = 3;

    public CauseCount {
        examples = List.copyOf(examples);
    }
}
