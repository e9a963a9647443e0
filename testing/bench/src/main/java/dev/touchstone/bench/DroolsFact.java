package dev.touchstone.bench;

import org.jspecify.annotations.Nullable;

/** A record as Drools looks at it: a bean with texts in lower case, which keeps the first of the rules that match. */
public final class DroolsFact {
    private final RuleRecord record;
    private final String type;
    private final String name;
    private final @Nullable String region;
    private final String status;
    private final @Nullable String title;
    private final String remark;
    private int first = -1;

    DroolsFact(RuleRecord record) {
        this.record = record;
        this.type = RuleInput.lower(record.campaign().type());
        this.name = RuleInput.lower(record.campaign().name());
        this.region = lower(record.campaign().region());
        this.status = RuleInput.lower(record.member().status());
        this.title = lower(record.member().title());
        this.remark = RuleInput.lower(record.member().remark());
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : RuleInput.lower(text);
    }

    /** Called by every rule that matches. */
    public void matched(int rule) {
        first = first < 0 ? rule : Math.min(first, rule);
    }

    int first() {
        return first;
    }

    /** Campaign.Type. */
    public String getType() {
        return type;
    }

    /** Campaign.Name. */
    public String getName() {
        return name;
    }

    /** Campaign.Region__c. */
    public @Nullable String getRegion() {
        return region;
    }

    /** Campaign.Cost__c. */
    public int getCost() {
        return record.campaign().cost();
    }

    /** CampaignMember.Status. */
    public String getStatus() {
        return status;
    }

    /** CampaignMember.HasResponded. */
    public boolean isResponded() {
        return record.member().responded();
    }

    /** CampaignMember.CreatedDate in seconds since 1970. */
    public long getCreated() {
        return record.member().created();
    }

    /** CampaignMember.Score__c. */
    public int getScore() {
        return record.member().score();
    }

    /** CampaignMember.Title__c. */
    public @Nullable String getTitle() {
        return title;
    }

    /** CampaignMember.Remark__c. */
    public String getRemark() {
        return remark;
    }
}
