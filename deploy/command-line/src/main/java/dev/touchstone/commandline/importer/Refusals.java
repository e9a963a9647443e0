package dev.touchstone.commandline.importer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.commandline.salesforce.Columns;
import dev.touchstone.commandline.salesforce.StandardField;
import dev.touchstone.touchpoint.v1.CrmRecord;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says of a refused record which column of which row is meant: the service speaks of paths in a message. */
final class Refusals {
    private static final Pattern RECORD = Pattern.compile("records\\[([0-9]+)]\\.(.+)");
    private static final Pattern STEP = Pattern.compile("([a-z_]+)(?:\\[([0-9]+)])?");

    /** By the last parts of the paths; those that differ between objects with the object's part. */
    private static final Map<String, StandardField> FIELDS = Map.ofEntries(
            Map.entry("modify_time", StandardField.MODIFIED),
            Map.entry("merged_into_id", StandardField.MERGED_INTO),
            Map.entry("person.crm_person_id", StandardField.ID),
            Map.entry("campaign.campaign_id", StandardField.ID),
            Map.entry("account.account_id", StandardField.ID),
            Map.entry("activity.activity_id", StandardField.ID),
            Map.entry("campaign_member_id", StandardField.ID),
            Map.entry("opportunity.opportunity_id", StandardField.ID),
            Map.entry("contact_role_id", StandardField.ID),
            Map.entry("campaign_member.campaign_id", StandardField.CAMPAIGN_ID),
            Map.entry("campaign_member.crm_person_id", StandardField.MEMBER),
            Map.entry("activity.crm_person_id", StandardField.WHO),
            Map.entry("contact_role.crm_person_id", StandardField.ROLE_CONTACT),
            Map.entry("contact_role.opportunity_id", StandardField.OPPORTUNITY_ID),
            Map.entry("create_time", StandardField.CREATED),
            Map.entry("email", StandardField.EMAIL),
            Map.entry("first_name", StandardField.FIRST_NAME),
            Map.entry("last_name", StandardField.LAST_NAME),
            Map.entry("company", StandardField.COMPANY),
            Map.entry("website", StandardField.WEBSITE),
            Map.entry("status", StandardField.STATUS),
            Map.entry("lead_source", StandardField.LEAD_SOURCE),
            Map.entry("account_id", StandardField.ACCOUNT_ID),
            Map.entry("name", StandardField.NAME),
            Map.entry("type", StandardField.TYPE),
            Map.entry("first_respond_time", StandardField.FIRST_RESPONDED),
            Map.entry("buyer_touchpoint_time", StandardField.BUYER_TOUCHPOINT),
            Map.entry("subject", StandardField.SUBJECT),
            Map.entry("assigned_to", StandardField.ASSIGNED_TO),
            Map.entry("end_time", StandardField.EVENT_END),
            Map.entry("visitor_id", StandardField.VISITOR),
            Map.entry("stage", StandardField.STAGE),
            Map.entry("amount", StandardField.AMOUNT),
            Map.entry("currency_code", StandardField.CURRENCY),
            Map.entry("role", StandardField.ROLE));

    private Refusals() {}

    /** Which record of its batch a violation is about; -1 for the batch. */
    static int recordIndex(FieldViolation violation) {
        Matcher path = RECORD.matcher(violation.getField());
        return path.matches() ? Integer.parseInt(path.group(1)) : -1;
    }

    /** What is wrong, in the words of the file. */
    static ExportRows.Problem problem(FieldViolation violation, CrmRecord record, Columns columns) {
        Matcher matcher = RECORD.matcher(violation.getField());
        String path = matcher.matches() ? matcher.group(2) : violation.getField();
        return new ExportRows.Problem(
                column(path, record, columns),
                value(path, record),
                violation.getReason() + ": " + violation.getDescription());
    }

    private static String column(String path, CrmRecord record, Columns columns) {
        Matcher first = STEP.matcher(path);
        if (path.startsWith("fields[") && first.lookingAt()) {
            int index = Integer.parseInt(first.group(2));
            return index < record.getFieldsCount() ? record.getFields(index).getName() : path;
        }
        if (path.endsWith("occur_time")) {
            return columns.columnOf(
                    StandardField.TASK_TIME.isOf(columns.object())
                            ? StandardField.TASK_TIME
                            : StandardField.EVENT_TIME);
        }
        StandardField field = FIELDS.get(path);
        if (field == null) {
            field = FIELDS.get(path.substring(path.indexOf('.') + 1));
        }
        return field == null ? path : columns.columnOf(field);
    }

    /** The value as it was sent; empty if there was none. */
    private static String value(String path, CrmRecord record) {
        Object value = record;
        for (String step : List.of(path.split("\\.", -1))) {
            value = value instanceof Message message ? step(message, step) : null;
        }
        if (value instanceof Timestamp time) {
            return Timestamps.isValid(time) ? Timestamps.toString(time) : "";
        }
        return value == null || value instanceof Message || value instanceof List<?> ? "" : value.toString();
    }

    private static @Nullable Object step(Message message, String step) {
        Matcher matcher = STEP.matcher(step);
        if (!matcher.matches()) {
            return null;
        }
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(matcher.group(1));
        if (field == null) {
            return null;
        }
        if (matcher.group(2) != null) {
            int index = Integer.parseInt(matcher.group(2));
            return index < message.getRepeatedFieldCount(field) ? message.getRepeatedField(field, index) : null;
        }
        return field.hasPresence() && !message.hasField(field) ? null : message.getField(field);
    }
}
