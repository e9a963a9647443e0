package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a touchpoint, calculated ones too, and of the campaign membership it was made from, as rules see them. A calculated
 * field is computed when it is first asked for. Not thread-safe.
 */
final class TouchpointFields implements FieldSource {
    private final Draft draft;
    private final CalculatedFields calculated;
    private final PersonRecords records;
    private CalculatedFields.@Nullable Values values;

    /**
     * @param draft the touchpoint
     * @param calculated the calculated fields
     * @param records the leads and contacts that these may be made from
     */
    TouchpointFields(Draft draft, CalculatedFields calculated, PersonRecords records) {
        this.draft = draft;
        this.calculated = calculated;
        this.records = records;
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        return switch (field.object()) {
            case TOUCHPOINT -> calculated.has(field) ? calculated(field) : ofTouchpoint(field.key());
            case CAMPAIGN, CAMPAIGN_MEMBER -> {
                Membership membership = draft.membership();
                yield membership == null ? null : membership.value(field);
            }
            case LEAD, CONTACT, TASK, EVENT, PROGRAM, PROGRAM_MEMBER, MARKETING_ACTIVITY -> null;
        };
    }

    private @Nullable FieldValue calculated(FieldName field) {
        CalculatedFields.Values known = values;
        if (known == null) {
            known = calculated.of(this::ofRecords);
            values = known;
        }
        return known.value(field);
    }

    /** What calculated fields are made from: leads and contacts, too. */
    @Nullable
    FieldValue ofRecords(FieldName field) {
        return switch (field.object()) {
            case LEAD, CONTACT -> records.value(field);
            case TOUCHPOINT, CAMPAIGN, CAMPAIGN_MEMBER, TASK, EVENT, PROGRAM, PROGRAM_MEMBER, MARKETING_ACTIVITY ->
                value(field);
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
            case "landingpageraw" -> Values.text(pages.landingPageRaw());
            case "referrerpage" -> Values.text(pages.referrerPage());
            case "referrerpageraw" -> Values.text(pages.referrerPageRaw());
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
