package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftRequest;
import dev.touchstone.touchpoint.v1.GetRemapStatusRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Drafts, previews and publishes rules as an operator does. */
final class RemapRules {
    private static final String AUTHOR = "bench";
    private static final int MINUTES = 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Services services;
    private final List<ChannelRule> shipped;

    RemapRules(Services services) {
        this.services = services;
        this.shipped = active().getRuleSet().getRulesList();
    }

    /** Channels that shipped rows name, in their order, each once. */
    List<RemapInput.Pair> pairs() {
        return shipped.stream()
                .map(rule -> new RemapInput.Pair(rule.getChannel(), rule.getSubchannel()))
                .distinct()
                .toList();
    }

    /** A draft with rows before the shipped ones. */
    RuleSetDraft draft(List<ChannelRule> rows) {
        RuleSetDraft draft = mapping(stub -> stub.createRuleSetDraft(
                        CreateRuleSetDraftRequest.newBuilder().setAuthor(AUTHOR).build()))
                .getDraft();
        List<ChannelRule> rules = new ArrayList<>(rows);
        // The groups are there as a structure and as a line of text; one of them is sent.
        shipped.forEach(rule -> rules.add(rule.toBuilder().clearMoreConditions().build()));
        return mapping(stub -> stub.updateRuleSetDraft(UpdateRuleSetDraftRequest.newBuilder()
                        .setDraftId(draft.getDraftId())
                        .setEtag(draft.getEtag())
                        .setAuthor(AUTHOR)
                        .addAllRules(rules)
                        .build()))
                .getDraft();
    }

    PreviewRuleSetResponse preview(RuleSetDraft draft, boolean withPeople) {
        return touchpoint(stub -> stub.previewRuleSet(PreviewRuleSetRequest.newBuilder()
                .setRuleSet(RuleSetReference.newBuilder().setDraftId(draft.getDraftId()))
                .setWithoutPeople(!withPeople)
                .build()));
    }

    /** Publishes and waits until every answer shows it. */
    RemapStatus publish(RuleSetDraft draft) {
        String activeEtag = active().getRuleSet().getEtag();
        long version = mapping(stub -> stub.publishRuleSetDraft(PublishRuleSetDraftRequest.newBuilder()
                        .setDraftId(draft.getDraftId())
                        .setEtag(draft.getEtag())
                        .setActiveEtag(activeEtag)
                        .setAuthor(AUTHOR)
                        .build()))
                .getRuleSet()
                .getVersion();
        if (version == 0) {
            throw new CommandFailed("mapping-service did not publish the draft");
        }
        RemapStatus status = status();
        while (status.getState() != RemapState.REMAP_STATE_IN_STEP
                || status.getPeriodsCount() != 1
                || status.getPeriods(0).getVersion() != version) {
            Services.sleep(BETWEEN_LOOKS);
            status = status();
        }
        return status;
    }

    private RemapStatus status() {
        return touchpoint(stub -> stub.getRemapStatus(GetRemapStatusRequest.getDefaultInstance()))
                .getStatus();
    }

    private GetActiveRuleSetResponse active() {
        return mapping(stub -> stub.getActiveRuleSet(GetActiveRuleSetRequest.newBuilder()
                .setView(RuleSetView.RULE_SET_VIEW_FULL)
                .build()));
    }

    private <T> T mapping(Function<RuleSetServiceGrpc.RuleSetServiceBlockingStub, T> call) {
        return services.call(
                Remote.MAPPING,
                channel -> call.apply(
                        RuleSetServiceGrpc.newBlockingStub(channel).withDeadlineAfter(MINUTES, TimeUnit.MINUTES)));
    }

    private <T> T touchpoint(Function<RemapServiceGrpc.RemapServiceBlockingStub, T> call) {
        return services.call(
                Remote.TOUCHPOINT,
                channel -> call.apply(
                        RemapServiceGrpc.newBlockingStub(channel).withDeadlineAfter(MINUTES, TimeUnit.MINUTES)));
    }
}
