package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A row of {@code channel_rule} without its place. */
@Embeddable
record ChannelRuleRow(
        @Enumerated(EnumType.STRING) Sheet sheet,
        String channel,
        String subchannel,
        String campaign,
        String medium,
        String source,
        @Column(name = "landing_page") String landingPage,
        @Column(name = "referring_website") String referringWebsite,
        @Column(name = "campaign_type") String campaignType,
        String note) {

    /** Which keys a row is for. */
    enum Sheet {
        ONLINE,
        OFFLINE
    }

    static ChannelRuleRow of(ChannelRule rule) {
        RuleCells cells = rule.cells();
        return new ChannelRuleRow(
                Sheet.ONLINE,
                rule.path().channel(),
                rule.path().subchannel(),
                cells.campaign(),
                cells.medium(),
                cells.source(),
                cells.landingPage(),
                cells.referringWebsite(),
                "",
                rule.note());
    }

    static ChannelRuleRow of(OfflineRule rule) {
        ChannelPath path = rule.path();
        return new ChannelRuleRow(
                Sheet.OFFLINE, path.channel(), path.subchannel(), "", "", "", "", "", rule.campaignType(), "");
    }

    ChannelRule toOnline() {
        return new ChannelRule(
                new ChannelPath(channel, subchannel),
                new RuleCells(campaign, medium, source, landingPage, referringWebsite),
                note);
    }

    OfflineRule toOffline() {
        return new OfflineRule(campaignType, new ChannelPath(channel, subchannel));
    }
}
