package dev.touchstone.mapping.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetState;
import java.time.Instant;

/**
 * Writes rule sets.
 *
 * <p>The message of a row has the seven columns of the online sheet and no other. An offline rule is shown with its
 * campaign type in the cell of the medium, which is where a key of a CRM campaign has it, and with the note
 * {@value #CAMPAIGN_TYPE_NOTE}.
 */
final class RuleSetMessages {
    static final String CAMPAIGN_TYPE_NOTE = "Campaign type";

    private RuleSetMessages() {}

    static RuleSet withoutRules(dev.touchstone.mapping.ruleset.RuleSet ruleSet) {
        return basic(ruleSet).build();
    }

    static RuleSet withRules(dev.touchstone.mapping.ruleset.RuleSet ruleSet) {
        RuleSet.Builder message = basic(ruleSet);
        ChannelRules rules = ruleSet.basis().rules();
        for (int rowNumber = 1; rowNumber <= rules.size(); rowNumber++) {
            message.addRules(rule(rules, rowNumber));
        }
        return message.build();
    }

    private static RuleSet.Builder basic(dev.touchstone.mapping.ruleset.RuleSet ruleSet) {
        return RuleSet.newBuilder()
                .setVersion(ruleSet.version())
                .setState(RuleSetState.RULE_SET_STATE_PUBLISHED)
                .setPublishTime(timestamp(ruleSet.publishedAt()))
                .setDetectorListVersion(ruleSet.basis().detectorListVersion())
                .setDigest(ruleSet.basis().digest());
    }

    static ChannelRule rule(ChannelRules rules, int rowNumber) {
        int online = rules.online().size();
        return rowNumber <= online
                ? onlineRule(rules.online().get(rowNumber - 1), rowNumber)
                : offlineRule(rules.offline().get(rowNumber - online - 1), rowNumber);
    }

    private static ChannelRule onlineRule(dev.touchstone.mapping.classify.ChannelRule rule, int rowNumber) {
        RuleCells cells = rule.cells();
        return ChannelRule.newBuilder()
                .setRowNumber(rowNumber)
                .setChannel(rule.path().channel())
                .setSubchannel(rule.path().subchannel())
                .setCampaign(cells.campaign())
                .setMedium(cells.medium())
                .setSource(cells.source())
                .setLandingPage(cells.landingPage())
                .setReferringWebsite(cells.referringWebsite())
                .setNote(rule.note())
                .build();
    }

    private static ChannelRule offlineRule(OfflineRule rule, int rowNumber) {
        return ChannelRule.newBuilder()
                .setRowNumber(rowNumber)
                .setChannel(rule.path().channel())
                .setSubchannel(rule.path().subchannel())
                .setMedium(rule.campaignType())
                .setNote(CAMPAIGN_TYPE_NOTE)
                .build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
