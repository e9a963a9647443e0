package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A program of Marketo, and its fields as rules see them. An absent text is empty.
 *
 * @param programId Marketo's id
 * @param name its name
 * @param channel program channel: decides the channel, as a campaign's type does
 * @param details what else is known of it
 * @param otherFields its fields that have no standard name
 */
public record ProgramFacts(String programId, String name, String channel, Details details, FieldSource otherFields)
        implements FieldSource {
    /**
     * What only rules look at.
     *
     * @param type its type
     * @param status its status
     * @param createdAt when Marketo created it; null if unknown
     * @param campaignId the CRM's campaign it is synchronised with
     */
    public record Details(
            String type, String status, @Nullable Instant createdAt, String campaignId) {
        /** Nothing is known. */
        public static final Details NONE = new Details("", "", null, "");
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        return switch (field.key()) {
            case "id" -> Values.text(programId);
            case "name" -> Values.text(name);
            case "type" -> Values.text(details.type());
            case "channel" -> Values.text(channel);
            case "status" -> Values.text(details.status());
            case "createddate" -> Values.time(details.createdAt());
            case "campaignid" -> Values.text(details.campaignId());
            default -> otherFields.value(field);
        };
    }
}
