package dev.touchstone.testing.salesforce.soql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** What words like {@code TODAY} mean: spans of days, by the calendar in UTC, weeks beginning on Sunday. */
final class DateLiterals {
    private static final Set<String> PLAIN = Set.of(
            "TODAY",
            "YESTERDAY",
            "TOMORROW",
            "THIS_WEEK",
            "LAST_WEEK",
            "NEXT_WEEK",
            "THIS_MONTH",
            "LAST_MONTH",
            "NEXT_MONTH",
            "THIS_QUARTER",
            "LAST_QUARTER",
            "NEXT_QUARTER",
            "THIS_YEAR",
            "LAST_YEAR",
            "NEXT_YEAR",
            "LAST_90_DAYS",
            "NEXT_90_DAYS");
    private static final Set<String> COUNTED = Set.of(
            "LAST_N_DAYS",
            "NEXT_N_DAYS",
            "N_DAYS_AGO",
            "LAST_N_WEEKS",
            "NEXT_N_WEEKS",
            "LAST_N_MONTHS",
            "NEXT_N_MONTHS",
            "LAST_N_QUARTERS",
            "NEXT_N_QUARTERS",
            "LAST_N_YEARS",
            "NEXT_N_YEARS");

    private DateLiterals() {}

    /**
     * A span of days.
     *
     * @param from first day
     * @param until the day after the last
     */
    record Days(LocalDate from, LocalDate until) {}

    /** True if the word means something, with or without a number. */
    static boolean isKnown(String word, boolean counted) {
        return (counted ? COUNTED : PLAIN).contains(word);
    }

    /** The days that a word means. */
    static Days days(String word, int count, LocalDate today) {
        return switch (word) {
            case "TODAY" -> new Days(today, today.plusDays(1));
            case "YESTERDAY" -> new Days(today.minusDays(1), today);
            case "TOMORROW" -> new Days(today.plusDays(1), today.plusDays(2));
            case "LAST_90_DAYS" -> days("LAST_N_DAYS", 90, today);
            case "NEXT_90_DAYS" -> days("NEXT_N_DAYS", 90, today);
            // Today belongs to the last days and not to the next ones.
            case "LAST_N_DAYS" -> new Days(today.minusDays(count), today.plusDays(1));
            case "NEXT_N_DAYS" -> new Days(today.plusDays(1), today.plusDays(count + 1L));
            case "N_DAYS_AGO" -> new Days(today.minusDays(count), today.minusDays(count - 1L));
            default -> units(word, count, today);
        };
    }

    private static Days units(String word, int count, LocalDate today) {
        String singular = word.endsWith("S") ? word.substring(0, word.length() - 1) : word;
        Unit unit = Unit.valueOf(singular.substring(singular.lastIndexOf('_') + 1));
        LocalDate start = unit.start(today);
        int many = Math.max(count, 1);
        if (word.startsWith("THIS")) {
            return new Days(start, unit.plus(start, 1));
        }
        return word.startsWith("LAST")
                ? new Days(unit.plus(start, -many), start)
                : new Days(unit.plus(start, 1), unit.plus(start, 1 + many));
    }

    private enum Unit {
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        LocalDate start(LocalDate day) {
            return switch (this) {
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        LocalDate plus(LocalDate start, int many) {
            return switch (this) {
                case WEEK -> start.plusWeeks(many);
                case MONTH -> start.plusMonths(many);
                case QUARTER -> start.plus(3L * many, ChronoUnit.MONTHS);
                case YEAR -> start.plusYears(many);
            };
        }
    }
}
