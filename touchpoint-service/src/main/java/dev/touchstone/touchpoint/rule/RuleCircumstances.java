package dev.touchstone.touchpoint.rule;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What rules depend on beside the records.
 *
 * @param zone the organisation's, in which times are days
 * @param today the day that moving days are counted from. It is a stored value that moves with a mark for everything it
 *     concerns, never the clock, so that deriving again gives the same
 */
public record RuleCircumstances(ZoneId zone, LocalDate today) {}
