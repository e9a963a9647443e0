package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.generate.Decision;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rulebook.RuleListEntry;
import dev.touchstone.touchpoint.rulebook.RuleListVersion;
import dev.touchstone.touchpoint.rulebook.RuleVersions;
import dev.touchstone.touchpoint.ruletrial.Preview;
import dev.touchstone.touchpoint.ruletrial.TestCampaignRules;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewChange;
import dev.touchstone.touchpoint.v1.PreviewExample;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RuleDifference;
import dev.touchstone.touchpoint.v1.RuleHits;
import dev.touchstone.touchpoint.v1.TestCampaignRulesResponse;
import dev.touchstone.touchpoint.v1.TestedMember;
import java.time.Instant;

/** Writes the messages of {@code GenerationRuleService}. */
final class RuleListMessages {
    private RuleListMessages() {}

    static dev.touchstone.touchpoint.v1.RuleListVersion of(RuleListVersion version) {
        dev.touchstone.touchpoint.v1.RuleListVersion.Builder message = of(version.entry()).toBuilder();
        version.list().rules().stream().map(RuleMessages::rule).forEach(message::addRules);
        return message.build();
    }

    /** Without rules. */
    static dev.touchstone.touchpoint.v1.RuleListVersion of(RuleListEntry entry) {
        return dev.touchstone.touchpoint.v1.RuleListVersion.newBuilder()
                .setKind(RuleMessages.kind(entry.kind()))
                .setVersion(entry.version())
                .setRuleCount(entry.ruleCount())
                .setAuthor(entry.author())
                .setNote(entry.note())
                .setCreateTime(ProtoTime.timestamp(entry.createdAt()))
                .setEtag(entry.etag())
                .build();
    }

    static DiffRuleListVersionsResponse differences(RuleList earlier, RuleList later) {
        DiffRuleListVersionsResponse.Builder response = DiffRuleListVersionsResponse.newBuilder();
        for (RuleVersions.Difference difference : RuleVersions.between(earlier, later)) {
            RuleDifference.Builder message = RuleDifference.newBuilder()
                    .setRowBefore(difference.rowBefore())
                    .setRowAfter(difference.rowAfter());
            GenerationRule before = difference.before();
            if (before != null) {
                message.setBefore(RuleMessages.rule(before));
            }
            GenerationRule after = difference.after();
            if (after != null) {
                message.setAfter(RuleMessages.rule(after));
            }
            response.addDifferences(message);
        }
        return response.build();
    }

    static PreviewRuleListResponse of(Preview preview) {
        PreviewRuleListResponse.Builder response = PreviewRuleListResponse.newBuilder()
                .setExaminedCount(preview.examined())
                .setAppearingCount(preview.changes().appearing())
                .setDisappearingCount(preview.changes().disappearing())
                .setMovingCount(preview.changes().moving())
                .setChangingCount(preview.changes().changing());
        preview.examples().forEach(example -> response.addExamples(of(example)));
        preview.hits().forEach(hits -> response.addHits(of(hits)));
        return response.build();
    }

    private static PreviewExample of(Preview.Example example) {
        PreviewExample.Builder message = PreviewExample.newBuilder()
                .setChange(of(example.change()))
                .setRecordId(example.recordId())
                .setCampaignName(example.campaignName())
                .setRuleBefore(example.before().rule())
                .setRuleAfter(example.after().rule());
        Instant before = example.before().touchedAt();
        if (before != null) {
            message.setTimeBefore(ProtoTime.timestamp(before));
        }
        Instant after = example.after().touchedAt();
        if (after != null) {
            message.setTimeAfter(ProtoTime.timestamp(after));
        }
        return message.build();
    }

    private static PreviewChange of(Preview.Change change) {
        return switch (change) {
            case APPEARS -> PreviewChange.PREVIEW_CHANGE_APPEARS;
            case DISAPPEARS -> PreviewChange.PREVIEW_CHANGE_DISAPPEARS;
            case MOVES -> PreviewChange.PREVIEW_CHANGE_MOVES;
            case CHANGES -> PreviewChange.PREVIEW_CHANGE_CHANGES;
        };
    }

    private static RuleHits of(Preview.Hits hits) {
        return RuleHits.newBuilder()
                .setRule(hits.rule())
                .setDecidingCount(hits.deciding())
                .setOverlappedCount(hits.overlapped())
                .build();
    }

    static TestCampaignRulesResponse of(TestCampaignRules.Outcome outcome) {
        TestCampaignRulesResponse.Builder response = TestCampaignRulesResponse.newBuilder()
                .setCampaignName(outcome.campaignName())
                .setMemberCount(outcome.members())
                .setEligibleMemberCount(outcome.eligible());
        outcome.matching().forEach(hits -> response.addMatchingRules(of(hits)));
        outcome.sample().forEach(member -> response.addSample(of(member)));
        return response.build();
    }

    private static TestedMember of(TestCampaignRules.Member member) {
        TestedMember.Builder message = TestedMember.newBuilder()
                .setCampaignMemberId(member.campaignMemberId())
                .setCrmPersonId(member.crmPersonId());
        return switch (member.decision()) {
            case Decision.Made made ->
                message.setTouchpointTime(ProtoTime.timestamp(made.touchedAt()))
                        .setRule(made.rule())
                        .build();
            case Decision.MadeNone none ->
                message.setReason(none.reason().name()).build();
        };
    }
}
