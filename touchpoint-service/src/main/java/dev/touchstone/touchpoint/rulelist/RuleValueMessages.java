package dev.touchstone.touchpoint.rulelist;

import com.google.protobuf.Timestamp;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ValueDraft;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import dev.touchstone.touchpoint.v1.RuleValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Values of conditions as they were sent. */
final class RuleValueMessages {
    /** More digits than this are not looked at; the check of a rule refuses numbers that are too long with their limit. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private static final Pattern DATE = Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private RuleValueMessages() {}

    static ValueDraft draft(RuleValue value) {
        return switch (value.getValueCase()) {
            case TEXT -> fixed(new FieldValue.Text(value.getText()));
            case NUMBER -> number(value.getNumber());
            case FLAG -> fixed(new FieldValue.Flag(value.getFlag()));
            case TIME -> time(value.getTime());
            case DATE -> date(value.getDate());
            case DAYS_FROM_TODAY -> days(value.getDaysFromToday());
            case VALUE_NOT_SET -> new ValueDraft.Unreadable(Reason.FIELD_REQUIRED, "is required: a value");
        };
    }

    private static ValueDraft fixed(FieldValue value) {
        return new ValueDraft.Given(new Operand.Fixed(value));
    }

    private static ValueDraft number(String sent) {
        return NUMBER.matcher(sent).matches()
                ? fixed(new FieldValue.Decimal(new BigDecimal(sent)))
                : new ValueDraft.Unreadable(
                        Reason.INVALID_NUMBER,
                        "must be a decimal number such as 12.50: at most 30 digits, no exponent");
    }

    private static ValueDraft time(Timestamp sent) {
        return ProtoTime.isValid(sent)
                ? fixed(new FieldValue.Time(ProtoTime.instant(sent)))
                : new ValueDraft.Unreadable(Reason.OUT_OF_RANGE, "must be a valid google.protobuf.Timestamp");
    }

    private static ValueDraft date(String sent) {
        try {
            if (DATE.matcher(sent).matches()) {
                return fixed(new FieldValue.Date(LocalDate.parse(sent)));
            }
        } catch (DateTimeException e) {
            // No such day: answered below.
        }
        return new ValueDraft.Unreadable(Reason.INVALID_DATE, "must be a day such as 2017-03-01");
    }

    private static ValueDraft days(int sent) {
        int max = Operand.DaysFromToday.MAX_DAYS;
        return Math.abs((long) sent) <= max
                ? new ValueDraft.Given(new Operand.DaysFromToday(sent))
                : new ValueDraft.Unreadable(Reason.OUT_OF_RANGE, "must be -36,500 to 36,500 days but is " + sent);
    }
}
