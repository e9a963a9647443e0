package dev.touchstone.touchpoint.crm;

import com.google.protobuf.Timestamp;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.v1.CrmRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a record that its message does not name. */
final class CrmFieldRequests {
    private static final int MAX_FIELDS = 500;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_NAME = 80;
    private static final int MAX_TEXT = 4_096;

    private final CrmValueRequests values;
    private final Set<String> keys = new HashSet<>();
    private final List<CrmField> read = new ArrayList<>();

    private CrmFieldRequests(CrmValueRequests values) {
        this.values = values;
    }

    /**
     * The fields that have a value; those without are only checked.
     *
     * @param object which object rules call the record; null for one they do not know
     */
    static CrmFields parse(
            CrmRecord message,
            dev.touchstone.touchpoint.crm.CrmRecord.Kind kind,
            @Nullable RecordObject object,
            CrmValueRequests values) {
        if (message.getFieldsCount() == 0) {
            return CrmFields.NONE;
        }
        CrmFieldRequests fields = new CrmFieldRequests(values);
        if (fields.isWithinLimits(message.getFieldsList())) {
            for (int i = 0; i < message.getFieldsCount(); i++) {
                fields.read("fields[" + i + "]", message.getFields(i), kind, object);
            }
        }
        return new CrmFields(fields.read);
    }

    private boolean isWithinLimits(List<dev.touchstone.touchpoint.v1.CrmField> fields) {
        if (fields.size() > MAX_FIELDS) {
            values.violation("fields", "TOO_MANY", "must be at most 500 but are " + fields.size());
            return false;
        }
        int bytes = fields.stream()
                .mapToInt(dev.touchstone.touchpoint.v1.CrmField::getSerializedSize)
                .sum();
        if (bytes > MAX_BYTES) {
            values.violation(
                    "fields",
                    "MESSAGE_TOO_LARGE",
                    "must have at most " + MAX_BYTES + " bytes together but has " + bytes);
            return false;
        }
        return true;
    }

    private void read(
            String path,
            dev.touchstone.touchpoint.v1.CrmField field,
            dev.touchstone.touchpoint.crm.CrmRecord.Kind kind,
            @Nullable RecordObject object) {
        String name = field.getName();
        String key = FieldName.keyOf(name);
        if (!isName(name)) {
            values.violation(
                    path + ".name",
                    name.isEmpty() ? "FIELD_REQUIRED" : "INVALID_FIELD_NAME",
                    "must be 1 to 80 letters, digits, underscores and dots that begin with a letter");
        } else if (CoveredFields.isCovered(kind, object, name)) {
            values.violation(
                    path + ".name",
                    "FIELD_COVERED",
                    "must not be '" + name + "', which the record's message has itself");
        } else if (!keys.add(key)) {
            values.violation(path + ".name", "DUPLICATE_FIELD", "must not be '" + name + "' again, whatever the case");
        }
        FieldValue value = value(path, field);
        if (value != null) {
            read.add(new CrmField(name, value, field.getFormula()));
        }
    }

    private @Nullable FieldValue value(String path, dev.touchstone.touchpoint.v1.CrmField field) {
        return switch (field.getValueCase()) {
            case TEXT -> {
                String text = values.text(path + ".text", field.getText(), MAX_TEXT);
                yield text.isEmpty() ? null : new FieldValue.Text(text);
            }
            case NUMBER -> {
                BigDecimal number = values.decimal(path + ".number", field.getNumber());
                yield number == null ? null : new FieldValue.Decimal(number);
            }
            case FLAG -> new FieldValue.Flag(field.getFlag());
            case TIME -> time(path, field.getTime());
            case DATE -> {
                LocalDate day = values.day(path + ".date", field.getDate());
                yield day == null ? null : new FieldValue.Date(day);
            }
            case VALUE_NOT_SET -> null;
        };
    }

    private @Nullable FieldValue time(String path, Timestamp value) {
        Instant time = values.anyTime(path + ".time", true, value);
        return time == null ? null : new FieldValue.Time(time);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && isLetter(name.charAt(0))
                && name.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.');
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
