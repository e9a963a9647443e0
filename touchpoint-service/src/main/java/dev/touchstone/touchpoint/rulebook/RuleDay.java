package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.RuleList;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The day that moving days of rules are counted from.
 *
 * @param today the day
 * @param zone the zone it was taken in
 */
public record RuleDay(LocalDate today, ZoneId zone) {
    /** The day of a time in a zone. */
    public static RuleDay of(Instant time, ZoneId zone) {
        return new RuleDay(LocalDate.ofInstant(time, zone), zone);
    }

    /** True if the list counts from it. */
    public static boolean matters(RuleList list) {
        return list.rules().stream().anyMatch(rule -> rule.expression().dependsOnToday());
    }

    /**
     * True if this day, the stored one, is to give way to another. Forwards at every midnight; backwards only by more than a day,
     * when a clock was wrong: at midnight the clocks of two replicas differ for a moment. In another zone it may be the day before
     * for hours: to a day of another zone it always gives way.
     */
    public boolean givesWayTo(RuleDay now) {
        return !zone.equals(now.zone) || now.today.isAfter(today) || now.today.isBefore(today.minusDays(1));
    }
}
