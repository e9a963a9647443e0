package dev.touchstone.commandline.salesforce;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads cells of an export. Nothing means that the cell is something else. */
public final class Cells {
    private static final int MAX_DIGITS = 30;
    /** Not 007 and not +49: such columns hold codes and telephone numbers. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*");

    /** {@code 2019-11-11 17:23:34}, {@code 2019-11-11T17:23:34.000Z}, {@code ...+0000}, {@code ...+02:00}. */
    private static final DateTimeFormatter TIMES = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private Cells() {}

    /**
     * A time.
     *
     * @param zone of a time that does not say, and of a day, which counts as its midnight
     */
    public static Optional<Instant> time(String cell, ZoneId zone) {
        try {
            if (DAY.matcher(cell).matches()) {
                return Optional.of(LocalDate.parse(cell).atStartOfDay(zone).toInstant());
            }
            if (!TIME.matcher(cell).matches()) {
                return Optional.empty();
            }
            TemporalAccessor time = TIMES.parseBest(cell, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime told
                            ? told.toInstant()
                            : LocalDateTime.from(time).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * When something took place that is told in several ways. A day without time is made exact by the first of the others that
     * falls on it: Salesforce keeps the day of a task in one field and the time of its completion in another.
     *
     * @param told the one that counts first at the beginning
     * @param zone of times that do not say, and whose days they are
     */
    public static Optional<Instant> exactTime(List<String> told, ZoneId zone) {
        if (told.isEmpty() || !DAY.matcher(told.get(0)).matches()) {
            return told.stream().findFirst().flatMap(cell -> time(cell, zone));
        }
        Optional<LocalDate> day = day(told.get(0));
        return told.stream()
                .skip(1)
                .filter(cell -> !DAY.matcher(cell).matches())
                .flatMap(cell -> time(cell, zone).stream())
                .filter(time -> day.equals(Optional.of(LocalDate.ofInstant(time, zone))))
                .findFirst()
                .or(() -> time(told.get(0), zone));
    }

    /** A day; of a time, the day it says. */
    public static Optional<LocalDate> day(String cell) {
        boolean isTime = TIME.matcher(cell).matches();
        try {
            return isTime || DAY.matcher(cell).matches()
                    ? Optional.of(LocalDate.parse(cell.substring(0, "2026-01-31".length())))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A truth value. */
    public static Optional<Boolean> flag(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A decimal number as the contract has it, without exponent. */
    public static Optional<String> number(String cell) {
        if (cell.length() > MAX_DIGITS + 6 || !NUMBER.matcher(cell).matches()) {
            return Optional.empty();
        }
        String plain = new BigDecimal(cell).toPlainString();
        return plain.chars().filter(Character::isDigit).count() <= MAX_DIGITS ? Optional.of(plain) : Optional.empty();
    }

    /** What a cell is by itself. */
    public static CellType typeOf(String cell) {
        if (cell.isEmpty()) {
            return CellType.NOTHING;
        }
        if (flag(cell).isPresent()) {
            return CellType.FLAG;
        }
        if (number(cell).isPresent()) {
            return CellType.NUMBER;
        }
        if (DAY.matcher(cell).matches() && day(cell).isPresent()) {
            return CellType.DATE;
        }
        return time(cell, ZoneId.of("UTC")).isPresent() ? CellType.TIME : CellType.TEXT;
    }

    /** What a column is whose cells are of these two types: days and times are times, all other mixtures texts. */
    public static CellType together(CellType one, CellType other) {
        if (one == other || other == CellType.NOTHING) {
            return one;
        }
        if (one == CellType.NOTHING) {
            return other;
        }
        boolean bothTimes =
                (one == CellType.DATE || one == CellType.TIME) && (other == CellType.DATE || other == CellType.TIME);
        return bothTimes ? CellType.TIME : CellType.TEXT;
    }
}
