package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a touchpoint, and of the campaign membership it was made from, as rules see them.
 *
 * @param draft the touchpoint
 */
record TouchpointFields(Draft draft) implements FieldSource {
    @Override
    public @Nullable FieldValue value(FieldName field) {
        return switch (field.object()) {
            case TOUCHPOINT -> ofTouchpoint(field.key());
            case CAMPAIGN, CAMPAIGN_MEMBER -> {
                Membership membership = draft.membership();
                yield membership == null ? null : membership.value(field);
            }
            case LEAD, CONTACT, TASK, EVENT, PROGRAM, PROGRAM_MEMBER, MARKETING_ACTIVITY -> null;
        };
    }

    private @Nullable FieldValue ofTouchpoint(String key) {
        Effort effort = draft.content().effort();
        WebPages pages = draft.content().pages();
        return switch (key) {
            case "type" -> Values.text(draft.type().text());
            case "touchpointdate" -> Values.time(draft.touchedAt());
            case "source" -> Values.text(effort.source());
            case "medium" -> Values.text(effort.medium());
            case "campaignname" -> Values.text(effort.campaignName());
            case "campaignid" -> Values.text(effort.campaignId());
            case "content" -> Values.text(effort.content());
            case "keyword" -> Values.text(effort.keyword());
            case "landingpage" -> Values.text(pages.landingPage());
            case "referrerpage" -> Values.text(pages.referrerPage());
            case "formurl" -> Values.text(pages.formUrl());
            case "formname" -> Values.text(pages.formName());
            case "browser" -> Values.text(draft.context().browser());
            case "platform" -> Values.text(draft.context().platform());
            case "geocountry" -> Values.text(draft.context().country());
            case "georegion" -> Values.text(draft.context().region());
            case "geocity" -> Values.text(draft.context().city());
            default -> null;
        };
    }
}
