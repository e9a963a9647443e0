package dev.touchstone.touchpoint.overlaprule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/**
 * A touchpoint as overlap rules see it.
 *
 * @param source its source
 * @param begin its time; of a session the start
 * @param end of a session its last interaction; otherwise its time
 * @param campaignId of a campaign its id, of a program that of the campaign it is synchronised with; empty for none
 * @param name name of the campaign or program; empty for none
 */
public record Interaction(OverlapSource source, Instant begin, Instant end, String campaignId, String name) {
    public Interaction {
        if (end.isBefore(begin)) {
            throw new IllegalArgumentException("it ends at " + end + ", before its begin at " + begin);
        }
    }

    /** Time between two; zero if one happened during the other. */
    Duration apart(Interaction other) {
        if (end.isBefore(other.begin)) {
            return Duration.between(end, other.begin);
        }
        return other.end.isBefore(begin) ? Duration.between(other.end, begin) : Duration.ZERO;
    }

    /** True if both have a part of the same day of a zone. */
    boolean isOnDayOf(Interaction other, ZoneId zone) {
        return !day(begin, zone).isAfter(day(other.end, zone))
                && !day(other.begin, zone).isAfter(day(end, zone));
    }

    private static LocalDate day(Instant time, ZoneId zone) {
        return LocalDate.ofInstant(time, zone);
    }

    /**
     * True if both may be about one effort: a program and a campaign are, if they are synchronised or have one name, whatever its
     * case. A session is about anything.
     */
    boolean mayBeAbout(Interaction other) {
        return source == OverlapSource.WEB
                || other.source == OverlapSource.WEB
                || isSame(campaignId, other.campaignId)
                || isSame(name.toLowerCase(Locale.ROOT), other.name.toLowerCase(Locale.ROOT));
    }

    private static boolean isSame(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }
}
