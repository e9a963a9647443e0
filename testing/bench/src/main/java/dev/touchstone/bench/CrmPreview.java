package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.GenerationRuleServiceGrpc;
import dev.touchstone.touchpoint.v1.PreviewRuleListRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RuleListKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A dry run of rules for campaign members over all that are stored, beside the SQL that counts the same. */
final class CrmPreview {
    private static final int MINUTES = 5;

    private static final PreviewRuleListRequest RULES = PreviewRuleListRequest.newBuilder()
            .setKind(RuleListKind.RULE_LIST_KIND_CAMPAIGN_MEMBER)
            .addRules(rule(
                    "Webinars",
                    "Campaign.Type is equal to \"webinar\" and CampaignMember.HasResponded is equal to true"))
            .addRules(
                    rule(
                            "Shows",
                            "Campaign.Type is equal to \"Trade Show\" and CampaignMember.Status is one of \"Attended\", \"Sent\""))
            .addRules(
                    rule("Mails", "Campaign.Name contains \"campaign 1\" and Campaign.Type is not equal to \"Social\""))
            .build();

    private static final String COUNT = """
            SELECT count(*) FROM campaign_member m JOIN campaign c USING (campaign_id)
            WHERE lower(c.type) = 'webinar' AND m.has_responded
               OR lower(c.type) = 'trade show' AND lower(m.status) IN ('attended', 'sent')
               OR lower(c.name) LIKE '%campaign 1%' AND lower(c.type) <> 'social'
            """;

    private CrmPreview() {}

    private static GenerationRule rule(String name, String expression) {
        return GenerationRule.newBuilder()
                .setName(name)
                .setExpressionText(expression)
                .setTouchpointDate("{CampaignMember.CreatedDate}")
                .build();
    }

    /** Tries the rules; all members have touchpoints now, so those that no rule takes would lose theirs. */
    static Duration run(Services services, CrmInput input, CrmPeer peer) throws SQLException {
        long started = System.nanoTime();
        PreviewRuleListResponse preview = services.call(
                Remote.TOUCHPOINT,
                channel -> GenerationRuleServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
                        .previewRuleList(RULES));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        long taken = peer.number(COUNT);
        if (preview.getExaminedCount() != input.members()
                || preview.getAppearingCount() != 0
                || preview.getDisappearingCount() != input.members() - taken) {
            throw new CommandFailed("the answers differ: " + preview.getExaminedCount() + " members looked at, "
                    + preview.getAppearingCount() + " touchpoints appear and " + preview.getDisappearingCount()
                    + " disappear, where SQL finds " + taken + " of " + input.members() + " that stay");
        }
        return took;
    }

    /** The time of the SQL that counts the same. */
    static Duration peer(CrmPeer peer) throws SQLException {
        long started = System.nanoTime();
        peer.number(COUNT);
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
