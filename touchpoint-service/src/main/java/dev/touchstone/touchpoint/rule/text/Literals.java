package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.FieldValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Numbers, days and times as they are written without quotes. */
final class Literals {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile(DATE.pattern() + "[Tt].*");
    private static final Pattern OTHER_DATE = Pattern.compile("[0-9]{1,4}[/.][0-9]{1,2}[/.][0-9]{1,4}.*");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Literals() {}

    /** The value. */
    static FieldValue read(String written, int start) {
        if (NUMBER.matcher(written).matches()) {
            return new FieldValue.Decimal(new BigDecimal(written));
        }
        try {
            if (DATE.matcher(written).matches() && !written.startsWith("0000")) {
                return new FieldValue.Date(LocalDate.parse(written));
            }
            if (TIME.matcher(written).matches()) {
                return time(written, start);
            }
        } catch (DateTimeException e) {
            throw new SyntaxError(
                    start,
                    "a day such as 2017-03-01 or a time such as 2017-03-01T10:00:00Z was expected, but there is no `"
                            + written + "`");
        }
        if (OTHER_DATE.matcher(written).matches()) {
            throw new SyntaxError(
                    start, "a day is written year-month-day, such as 2017-03-01, but `" + written + "` came");
        }
        throw new SyntaxError(
                start,
                "a number such as 12.50, a day such as 2017-03-01 or a time such as 2017-03-01T10:00:00Z was expected, but `"
                        + written + "` came; a text stands in double quotes");
    }

    private static FieldValue time(String written, int start) {
        Instant time = OffsetDateTime.parse(written).toInstant().truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new SyntaxError(
                    start, "a time from " + FIRST + " to " + LAST + " was expected, but `" + written + "` came");
        }
        return new FieldValue.Time(time);
    }
}
