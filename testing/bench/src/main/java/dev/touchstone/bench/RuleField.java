package dev.touchstone.bench;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.util.Locale;

/** The fields of the records that rules are tested on: those of a campaign first, which its members share. */
enum RuleField {
    TYPE(RecordObject.CAMPAIGN, "Type"),
    NAME(RecordObject.CAMPAIGN, "Name"),
    REGION(RecordObject.CAMPAIGN, "Region__c"),
    COST(RecordObject.CAMPAIGN, "Cost__c"),
    STATUS(RecordObject.CAMPAIGN_MEMBER, "Status"),
    RESPONDED(RecordObject.CAMPAIGN_MEMBER, "HasResponded"),
    CREATED(RecordObject.CAMPAIGN_MEMBER, "CreatedDate"),
    SCORE(RecordObject.CAMPAIGN_MEMBER, "Score__c"),
    TITLE(RecordObject.CAMPAIGN_MEMBER, "Title__c"),
    REMARK(RecordObject.CAMPAIGN_MEMBER, "Remark__c");

    private final RecordObject object;
    private final String name;

    RuleField(RecordObject object, String name) {
        this.object = object;
        this.name = name;
    }

    /** As the product knows it. */
    FieldName field() {
        return new FieldName(object, name);
    }

    /** As the peers' table and bean have it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
