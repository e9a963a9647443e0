package dev.touchstone.mapping.api;

import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.ruleset.ActiveRules;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetPeriod;
import dev.touchstone.mapping.ruleset.WrittenRule;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.ConditionGroup;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.RuleCondition;
import dev.touchstone.mapping.v1.RuleSetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes versions, drafts and their rows. */
final class RuleSetMessages {
    private RuleSetMessages() {}

    static GetActiveRuleSetResponse active(ActiveRules active, boolean full) {
        GetActiveRuleSetResponse.Builder response = GetActiveRuleSetResponse.newBuilder()
                .setRuleSet(
                        full ? full(active.ruleSet()) : basic(active.ruleSet().head()))
                .setCatalogueVersion(active.state().catalogueVersion());
        active.state().periods().forEach(period -> response.addPeriods(period(period)));
        return response.build();
    }

    private static dev.touchstone.mapping.v1.RuleSetPeriod period(RuleSetPeriod period) {
        dev.touchstone.mapping.v1.RuleSetPeriod.Builder message =
                dev.touchstone.mapping.v1.RuleSetPeriod.newBuilder().setVersion(period.version());
        @Nullable Instant startAt = period.startAt();
        if (startAt != null) {
            message.setStartTime(ProtoTime.timestamp(startAt));
        }
        return message.build();
    }

    static dev.touchstone.mapping.v1.RuleSet full(RuleSet ruleSet) {
        return basic(ruleSet.head()).toBuilder()
                .addAllRules(rules(WrittenRules.of(ruleSet.rules())))
                .build();
    }

    static dev.touchstone.mapping.v1.RuleSet basic(RuleSet.Head head) {
        RuleSet.Publication publication = head.publication();
        dev.touchstone.mapping.v1.RuleSet.Builder message = dev.touchstone.mapping.v1.RuleSet.newBuilder()
                .setVersion(head.version())
                .setState(state(head.state()))
                .setPublishTime(ProtoTime.timestamp(publication.publishedAt()))
                .setDetectorListVersion(head.detectorListVersion())
                .setDigest(head.digest())
                .setAuthor(publication.author())
                .setNote(publication.note())
                .setRestoredVersion(publication.restoredVersion())
                .setRuleCount(head.ruleCount())
                .setEtag(head.etag());
        @Nullable Instant startAt = publication.startAt();
        if (startAt != null) {
            message.setStartTime(ProtoTime.timestamp(startAt));
        }
        return message.build();
    }

    private static RuleSetState state(RuleSet.State state) {
        return switch (state) {
            case PUBLISHED -> RuleSetState.RULE_SET_STATE_PUBLISHED;
            case SUPERSEDED -> RuleSetState.RULE_SET_STATE_SUPERSEDED;
        };
    }

    static dev.touchstone.mapping.v1.RuleSetDraft full(RuleSetDraft draft, WrittenRules rows) {
        return basic(draft).toBuilder().addAllRules(rules(rows)).build();
    }

    static dev.touchstone.mapping.v1.RuleSetDraft basic(RuleSetDraft draft) {
        dev.touchstone.mapping.v1.RuleSetDraft.Builder message = dev.touchstone.mapping.v1.RuleSetDraft.newBuilder()
                .setDraftId(draft.draftId().toString())
                .setState(state(draft.state()))
                .setBaseVersion(draft.baseVersion())
                .setRuleCount(draft.ruleCount())
                .setAuthor(draft.edit().author())
                .setNote(draft.edit().note())
                .setCreateTime(ProtoTime.timestamp(draft.createdAt()))
                .setUpdateTime(ProtoTime.timestamp(draft.edit().at()))
                .setEtag(draft.etag());
        RuleSetDraft.@Nullable Schedule schedule = draft.schedule();
        if (schedule != null) {
            message.setPublishTime(ProtoTime.timestamp(schedule.publishAt())).setPublishFailure(schedule.failure());
            @Nullable Instant startAt = schedule.startAt();
            if (startAt != null) {
                message.setStartTime(ProtoTime.timestamp(startAt));
            }
        }
        return message.build();
    }

    private static RuleSetState state(RuleSetDraft.State state) {
        return switch (state) {
            case DRAFT -> RuleSetState.RULE_SET_STATE_DRAFT;
            case VALIDATED -> RuleSetState.RULE_SET_STATE_VALIDATED;
            case SCHEDULED -> RuleSetState.RULE_SET_STATE_SCHEDULED;
        };
    }

    private static List<ChannelRule> rules(WrittenRules rows) {
        List<ChannelRule> messages = new ArrayList<>(rows.size());
        for (int rowNumber = 1; rowNumber <= rows.size(); rowNumber++) {
            messages.add(rule(rows.row(rowNumber), rowNumber));
        }
        return messages;
    }

    static ChannelRule rule(ChannelRules rules, int rowNumber) {
        int online = rules.online().size();
        WrittenRule row = rowNumber <= online
                ? WrittenRule.of(rules.online().get(rowNumber - 1))
                : WrittenRule.of(rules.offline().get(rowNumber - online - 1));
        return rule(row, rowNumber);
    }

    static ChannelRule rule(WrittenRule row, int rowNumber) {
        RuleCells cells = row.cells();
        ChannelRule.Builder message = ChannelRule.newBuilder()
                .setRowNumber(rowNumber)
                .setSheet(RuleRequests.sheet(row.sheet()))
                .setChannel(row.path().channel())
                .setSubchannel(row.path().subchannel())
                .setCampaign(cells.campaign())
                .setMedium(cells.medium())
                .setSource(cells.source())
                .setLandingPage(cells.landingPage())
                .setReferringWebsite(cells.referringWebsite())
                .setCampaignType(row.campaignType())
                .setNote(row.note());
        String line = row.moreConditions();
        if (!line.isEmpty()) {
            message.setMoreConditions(line);
            if (ConditionSyntax.problem(line).isEmpty()) {
                ConditionSyntax.parse(line).forEach(group -> message.addAnyOf(group(group)));
            }
        }
        return message.build();
    }

    private static ConditionGroup group(dev.touchstone.mapping.classify.ConditionGroup group) {
        ConditionGroup.Builder message = ConditionGroup.newBuilder();
        group.conditions().forEach(condition -> message.addConditions(condition(condition)));
        return message.build();
    }

    private static RuleCondition condition(dev.touchstone.mapping.classify.RuleCondition condition) {
        RuleCondition.Builder message = RuleCondition.newBuilder()
                .setField(RuleFields.of(condition.field()))
                .setParameter(condition.parameter())
                .setNegated(condition.negated());
        return switch (condition.test()) {
            case dev.touchstone.mapping.classify.RuleCondition.Cell(String cell) ->
                message.setCell(cell).build();
            case dev.touchstone.mapping.classify.RuleCondition.Regex(String regex) ->
                message.setRegex(regex).build();
        };
    }
}
