package dev.touchstone.touchpoint.crm;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one record's message. A method answers the value, or adds a violation and answers nothing; so all that is
 * wrong with a record is found before it is refused.
 */
final class CrmValueRequests {
    private static final int MAX_TEXT = 255;
    private static final int MAX_DIGITS = 30;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    /** From the year 1000: before the year 1 the database writes years otherwise, and nobody means those in between. */
    private static final Pattern DAY = Pattern.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}");

    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final FieldViolations violations = new FieldViolations();
    private final RecordFields fields;
    private final String path;

    /**
     * @param path of the record, with a dot at its end
     * @param now the server's time, against which times in the future are measured
     */
    CrmValueRequests(String path, Instant now) {
        this.path = path;
        this.fields = new RecordFields(violations, now);
    }

    /** A required id; a Salesforce id in its 18-character form. */
    Optional<String> id(String field, String value) {
        return fields.id(path + field, value).map(SalesforceId::canonical);
    }

    /** An id, or nothing. */
    @Nullable
    String optionalId(String field, String value) {
        return value.isEmpty() ? null : id(field, value).orElse(null);
    }

    /** A visitor's id, or nothing; it is not the CRM's, so it is taken as it is. */
    @Nullable
    String optionalVisitorId(String field, String value) {
        return value.isEmpty() ? null : fields.id(path + field, value).orElse(null);
    }

    /** A required text. */
    String requiredText(String field, String value) {
        violations.requireText(path + field, value, MAX_TEXT);
        return value;
    }

    /** A text that may be empty. */
    String text(String field, String value) {
        return text(field, value, MAX_TEXT);
    }

    /** A text that may be empty. */
    String text(String field, String value, int maxCharacters) {
        violations.limitText(path + field, value, maxCharacters);
        return value;
    }

    /** An e-mail address in lower case, or nothing. */
    @Nullable
    String email(String field, String value) {
        return fields.email(path + field, value).orElse(null);
    }

    /** A required time between the year 2000 and one day from now. */
    Optional<Instant> time(String field, boolean present, Timestamp value) {
        return fields.time(path + field, present, value);
    }

    /** A required time between the years 1970 and 9999: when something took place or shall take place. */
    Optional<Instant> timeOfFact(String field, boolean present, Timestamp value) {
        return fields.timeOfFact(path + field, present, value);
    }

    /** A time between the years 1970 and 9999, or nothing. */
    @Nullable
    Instant optionalTimeOfFact(String field, boolean present, Timestamp value) {
        return present ? timeOfFact(field, true, value).orElse(null) : null;
    }

    /** A time between the years 1000 and 9999, or nothing. */
    @Nullable
    Instant anyTime(String field, boolean present, Timestamp value) {
        return present
                ? fields.timeBetween(path + field, EARLIEST, LATEST, value).orElse(null)
                : null;
    }

    /** A day between the years 1000 and 9999, or nothing. */
    @Nullable
    LocalDate day(String field, String value) {
        if (value.isEmpty()) {
            return null;
        }
        try {
            if (DAY.matcher(value).matches()) {
                return LocalDate.parse(value);
            }
        } catch (DateTimeParseException e) {
            // Such as 2026-02-30: told below.
        }
        violation(field, "INVALID_DATE", "must be a day between 1000-01-01 and 9999-12-31: 2026-01-31");
        return null;
    }

    /** A decimal number, or nothing. */
    @Nullable
    BigDecimal decimal(String field, String value) {
        if (value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_DIGITS + 2
                || !DECIMAL.matcher(value).matches()
                || value.chars().filter(Character::isDigit).count() > MAX_DIGITS) {
            violation(field, "INVALID_NUMBER", "must be a decimal number of at most " + MAX_DIGITS + " digits: -12.50");
            return null;
        }
        BigDecimal number = new BigDecimal(value);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /** Says that an enum value is not set or not known. */
    void unknownEnum(String field, String expected, int value) {
        violation(field, "UNKNOWN_ENUM_VALUE", "must be " + expected + " but is " + value);
    }

    /** Adds a violation of a field of the record. */
    void violation(String field, String reason, String description) {
        violations.add(path + field, reason, description);
    }

    /** The record, unless anything is wrong. */
    Optional<CrmRecord> ifGood(Supplier<CrmRecord> record) {
        return violations.isEmpty() ? Optional.of(record.get()) : Optional.empty();
    }

    List<FieldViolation> violations() {
        return violations.list();
    }
}
