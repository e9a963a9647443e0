package dev.touchstone.touchpoint.rule;

import static dev.touchstone.touchpoint.rule.FieldType.DATE;
import static dev.touchstone.touchpoint.rule.FieldType.FLAG;
import static dev.touchstone.touchpoint.rule.FieldType.NUMBER;
import static dev.touchstone.touchpoint.rule.FieldType.TEXT;
import static dev.touchstone.touchpoint.rule.FieldType.TIME;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that every record of an object has a place for, whether filled or not. All others are known by being seen, or calculated. */
public final class StandardFields {
    private static final Map<FieldName, KnownField> FIELDS = new HashMap<>();

    static {
        for (RecordObject person : List.of(RecordObject.LEAD, RecordObject.CONTACT)) {
            define(person, TEXT, "Id", "Email", "FirstName", "LastName", "Company", "Website", "Status", "LeadSource");
            define(person, TIME, "CreatedDate");
        }
        define(RecordObject.CONTACT, TEXT, "AccountId");
        define(RecordObject.CAMPAIGN, TEXT, "Id", "Name", "Type", "Status", "SyncType");
        define(RecordObject.CAMPAIGN, TIME, "CreatedDate");
        define(RecordObject.CAMPAIGN, DATE, "StartDate", "EndDate", "TouchpointStartDate", "TouchpointEndDate");
        define(RecordObject.CAMPAIGN_MEMBER, TEXT, "Id", "CampaignId", "Status");
        define(RecordObject.CAMPAIGN_MEMBER, TIME, "CreatedDate", "FirstRespondedDate", "BuyerTouchpointDate");
        define(RecordObject.CAMPAIGN_MEMBER, FLAG, "HasResponded");
        for (RecordObject activity : List.of(RecordObject.TASK, RecordObject.EVENT)) {
            define(activity, TEXT, "Id", "Type", "Subject", "Status", "AssignedTo", "VisitorId");
            define(activity, TIME, "CreatedDate", "ActivityDate");
        }
        define(RecordObject.EVENT, TIME, "EndDateTime");
        define(RecordObject.PROGRAM, TEXT, "Id", "Name", "Type", "Channel", "Status", "CampaignId");
        define(RecordObject.PROGRAM, TIME, "CreatedDate");
        define(RecordObject.PROGRAM_MEMBER, TEXT, "Id", "ProgramId", "Status");
        define(RecordObject.PROGRAM_MEMBER, TIME, "MembershipDate");
        define(RecordObject.MARKETING_ACTIVITY, TEXT, "Id", "Type", "ProgramId", "PrimaryAttributeValue");
        define(RecordObject.MARKETING_ACTIVITY, NUMBER, "TypeId");
        define(RecordObject.MARKETING_ACTIVITY, TIME, "ActivityDate");
        define(RecordObject.TOUCHPOINT, TIME, "TouchpointDate");
        define(RecordObject.TOUCHPOINT, TEXT, "Type", "Source", "Medium", "CampaignName", "CampaignId", "Content");
        define(RecordObject.TOUCHPOINT, TEXT, "Keyword", "LandingPage", "ReferrerPage", "FormURL", "FormName");
        define(RecordObject.TOUCHPOINT, TEXT, "LandingPageRaw", "ReferrerPageRaw");
        define(RecordObject.TOUCHPOINT, TEXT, "Browser", "Platform", "GeoCountry", "GeoRegion", "GeoCity");
    }

    private static final Map<RecordObject, List<KnownField>> OF_OBJECT = ofObject();

    private StandardFields() {}

    private static void define(RecordObject object, FieldType type, String... names) {
        Arrays.stream(names)
                .map(name -> new KnownField(new FieldName(object, name), type, true, false))
                .forEach(field -> FIELDS.put(field.name(), field));
    }

    private static Map<RecordObject, List<KnownField>> ofObject() {
        Map<RecordObject, List<KnownField>> fields = new HashMap<>();
        FIELDS.values().stream()
                .sorted(KnownField.BY_NAME)
                .forEach(field -> fields.computeIfAbsent(field.name().object(), object -> new ArrayList<>())
                        .add(field));
        fields.replaceAll((object, list) -> List.copyOf(list));
        return Map.copyOf(fields);
    }

    /** The fields of an object, by name; every object has some. */
    public static List<KnownField> of(RecordObject object) {
        return OF_OBJECT.getOrDefault(object, List.of());
    }

    /** The field of a name in any case, in its own spelling; empty if it is no standard field. */
    public static Optional<KnownField> find(FieldName name) {
        return Optional.ofNullable(FIELDS.get(name));
    }
}
