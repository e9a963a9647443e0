package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, and its fields as rules see them.
 *
 * @param campaignId the CRM's id
 * @param name its name
 * @param type its type; empty for none
 * @param status its status; empty for none
 * @param syncType whose memberships count while there are no rules for them
 * @param days its dates
 * @param otherFields its fields that have no standard name
 */
public record CampaignFacts(
        String campaignId,
        String name,
        String type,
        String status,
        SyncType syncType,
        Days days,
        FieldSource otherFields)
        implements FieldSource {
    /**
     * The dates of a campaign. Days are days of the organisation's zone; null for none.
     *
     * @param createdAt when the CRM created it
     * @param start its first day
     * @param end its last day
     * @param touchpointStart members added before this day make no touchpoint
     * @param touchpointEnd members added after this day make no touchpoint
     */
    public record Days(
            @Nullable Instant createdAt,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable LocalDate touchpointStart,
            @Nullable LocalDate touchpointEnd) {
        /** No dates. */
        public static final Days NONE = new Days(null, null, null, null, null);
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        return switch (field.key()) {
            case "id" -> Values.text(campaignId);
            case "name" -> Values.text(name);
            case "type" -> Values.text(type);
            case "status" -> Values.text(status);
            case "synctype" -> Values.text(syncType.text());
            case "createddate" -> Values.time(days.createdAt());
            case "startdate" -> Values.date(days.start());
            case "enddate" -> Values.date(days.end());
            case "touchpointstartdate" -> Values.date(days.touchpointStart());
            case "touchpointenddate" -> Values.date(days.touchpointEnd());
            default -> otherFields.value(field);
        };
    }
}
