package dev.touchstone.commandline.command;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time option: a date ({@code 2025-07-01}, midnight UTC) or a time with offset ({@code 2025-07-01T08:00Z}). */
final class Times implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a date (2025-07-01) nor a time with offset (2025-07-01T08:00Z)");
        }
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamps.fromDate(java.util.Date.from(instant));
    }
}
