package dev.touchstone.mapping.api;

import dev.touchstone.mapping.draft.EditDrafts;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.publish.PublishDraft;
import dev.touchstone.mapping.publish.RestoreRuleSet;
import dev.touchstone.mapping.ruleset.RefreshActiveRuleSet;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.v1.CancelPublicationRequest;
import dev.touchstone.mapping.v1.CancelPublicationResponse;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.PublishRuleSetDraftResponse;
import dev.touchstone.mapping.v1.RestoreRuleSetRequest;
import dev.touchstone.mapping.v1.RestoreRuleSetResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The calls that put rules in force. */
@ApplicationScoped
class PublicationCalls {
    private final PublishDraft publishDraft;
    private final RestoreRuleSet restoreRuleSet;
    private final EditDrafts drafts;
    private final RefreshActiveRuleSet refresh;
    private final Clock clock;

    PublicationCalls(
            PublishDraft publishDraft,
            RestoreRuleSet restoreRuleSet,
            EditDrafts drafts,
            RefreshActiveRuleSet refresh,
            Clock clock) {
        this.publishDraft = publishDraft;
        this.restoreRuleSet = restoreRuleSet;
        this.drafts = drafts;
        this.refresh = refresh;
        this.clock = clock;
    }

    PublishRuleSetDraftResponse answer(PublishRuleSetDraftRequest request) {
        PublishDraft.Order order = RuleSetRequests.publish(request, clock.instant());
        PublishRuleSetDraftResponse.Builder response = PublishRuleSetDraftResponse.newBuilder();
        return switch (publishDraft.publish(order)) {
            case PublishDraft.Published(RuleSet.Head version) -> {
                refresh.now();
                yield response.setRuleSet(RuleSetMessages.basic(version)).build();
            }
            case PublishDraft.Scheduled(RuleSetDraft draft) ->
                response.setDraft(RuleSetMessages.basic(draft)).build();
        };
    }

    CancelPublicationResponse answer(CancelPublicationRequest request) {
        RuleSetRequests.KnownDraft known = RuleSetRequests.known(request.getDraftId(), request.getEtag());
        return CancelPublicationResponse.newBuilder()
                .setDraft(RuleSetMessages.basic(drafts.cancelPublication(known.draftId(), known.etag())))
                .build();
    }

    RestoreRuleSetResponse answer(RestoreRuleSetRequest request) {
        RuleSet.Head version = restoreRuleSet.restore(RuleSetRequests.restore(request));
        refresh.now();
        return RestoreRuleSetResponse.newBuilder()
                .setRuleSet(RuleSetMessages.basic(version))
                .build();
    }
}
