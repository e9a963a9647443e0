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

/** Dry runs of rules for campaign members and of a suppression over all that are stored, beside the SQL that counts the same. */
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

    private static final PreviewRuleListRequest SUPPRESSION = PreviewRuleListRequest.newBuilder()
            .setKind(RuleListKind.RULE_LIST_KIND_SUPPRESSION)
            .addRules(GenerationRule.newBuilder()
                    .setName("Webinars")
                    .setExpressionText("Touchpoint.Medium is equal to \"webinar\""))
            .build();

    private static final String COUNT_SUPPRESSED = """
            SELECT count(*) FROM campaign_member m JOIN campaign c USING (campaign_id) WHERE lower(c.type) = 'webinar'
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
        return run(services, input, RULES, () -> input.members() - peer.number(COUNT));
    }

    /** Tries the suppression, for which everybody is derived in memory. */
    static Duration runSuppression(Services services, CrmInput input, CrmPeer peer) throws SQLException {
        return run(services, input, SUPPRESSION, () -> peer.number(COUNT_SUPPRESSED));
    }

    private interface Count {
        long get() throws SQLException;
    }

    private static Duration run(Services services, CrmInput input, PreviewRuleListRequest request, Count disappearing)
            throws SQLException {
        long started = System.nanoTime();
        PreviewRuleListResponse preview = services.call(
                Remote.TOUCHPOINT,
                channel -> GenerationRuleServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
                        .previewRuleList(request));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        long expected = disappearing.get();
        if (preview.getExaminedCount() != input.members()
                || preview.getAppearingCount() != 0
                || preview.getDisappearingCount() != expected) {
            throw new CommandFailed("the answers differ: " + preview.getExaminedCount() + " of " + input.members()
                    + " looked at, " + preview.getAppearingCount() + " touchpoints appear and "
                    + preview.getDisappearingCount() + " disappear, where SQL finds " + expected);
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
