package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A campaign membership as a fact, and its fields and those of its campaign as rules see them.
 *
 * @param campaignMemberId the CRM's id
 * @param campaignId the campaign
 * @param campaign the campaign; null while it is not known
 * @param dates its dates
 * @param status member status; empty for none
 * @param hasResponded whether the CRM counts the status as a response
 * @param otherFields its fields that have no standard name
 */
public record Membership(
        String campaignMemberId,
        String campaignId,
        @Nullable CampaignFacts campaign,
        Dates dates,
        String status,
        boolean hasResponded,
        FieldSource otherFields)
        implements FieldSource {
    /** The order in which a person's memberships in one campaign are asked whether they make its touchpoint. */
    public static final Comparator<Membership> BY_AGE = Comparator.comparing(
                    (Membership membership) -> membership.dates().createdAt())
            .thenComparing(Membership::campaignMemberId);

    /**
     * The dates of a membership.
     *
     * @param createdAt when the person was added
     * @param firstRespondedAt when the person first responded; null for never
     * @param buyerTouchpointAt the date of the last bulk update that holds, else the CRM's buyer touchpoint date; null for none
     */
    public record Dates(
            Instant createdAt,
            @Nullable Instant firstRespondedAt,
            @Nullable Instant buyerTouchpointAt) {}

    /** The same membership in a campaign that is known by now. */
    public Membership in(@Nullable CampaignFacts known) {
        return new Membership(campaignMemberId, campaignId, known, dates, status, hasResponded, otherFields);
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        if (field.object() == RecordObject.CAMPAIGN) {
            return campaign == null ? null : campaign.value(field);
        }
        return switch (field.key()) {
            case "id" -> Values.text(campaignMemberId);
            case "campaignid" -> Values.text(campaignId);
            case "status" -> Values.text(status);
            case "createddate" -> Values.time(dates.createdAt());
            case "hasresponded" -> new FieldValue.Flag(hasResponded);
            case "firstrespondeddate" -> Values.time(dates.firstRespondedAt());
            case "buyertouchpointdate" -> Values.time(dates.buyerTouchpointAt());
            default -> otherFields.value(field);
        };
    }
}
