package dev.touchstone.bench;

import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.ObjectFields;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign member with its campaign.
 *
 * @param number from 0 upwards
 * @param campaignNumber which campaign
 * @param campaign what all members of the campaign share
 * @param member what is the member's own
 */
record RuleRecord(int number, int campaignNumber, OfCampaign campaign, OfMember member) {
    /** Fields of the campaign. */
    record OfCampaign(String type, String name, @Nullable String region, int cost) {
        ObjectFields fields() {
            return new ObjectFields.Builder()
                    .put("Type", text(type))
                    .put("Name", text(name))
                    .put("Region__c", text(region))
                    .put("Cost__c", number(cost))
                    .build();
        }
    }

    /**
     * Fields of the member.
     *
     * @param created in seconds since 1970
     */
    record OfMember(
            String status,
            boolean responded,
            long created,
            int score,
            @Nullable String title,
            String remark) {
        ObjectFields fields() {
            return new ObjectFields.Builder()
                    .put("Status", text(status))
                    .put("HasResponded", new FieldValue.Flag(responded))
                    .put("CreatedDate", new FieldValue.Time(Instant.ofEpochSecond(created)))
                    .put("Score__c", number(score))
                    .put("Title__c", text(title))
                    .put("Remark__c", text(remark))
                    .build();
        }
    }

    private static @Nullable FieldValue text(@Nullable String text) {
        return text == null ? null : new FieldValue.Text(text);
    }

    private static FieldValue number(int number) {
        return new FieldValue.Decimal(BigDecimal.valueOf(number));
    }

    /** A line for {@code COPY}, texts in lower case. */
    String line() {
        return number
                + "\t" + RuleInput.lower(campaign.type)
                + "\t" + RuleInput.lower(campaign.name)
                + "\t" + (campaign.region == null ? "\\N" : RuleInput.lower(campaign.region))
                + "\t" + campaign.cost
                + "\t" + RuleInput.lower(member.status)
                + "\t" + member.responded
                + "\t" + Instant.ofEpochSecond(member.created).toString().replace("Z", "")
                + "\t" + member.score
                + "\t" + (member.title == null ? "\\N" : RuleInput.lower(member.title))
                + "\t" + RuleInput.lower(member.remark)
                + "\n";
    }
}
