package dev.touchstone.mapping.api;

import dev.touchstone.contract.Page;
import dev.touchstone.mapping.draft.CheckRules;
import dev.touchstone.mapping.draft.EditDrafts;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.CreateRuleSetDraftResponse;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftRequest;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftResponse;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetRuleSetDraftResponse;
import dev.touchstone.mapping.v1.ListRuleSetDraftsRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsResponse;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftResponse;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about drafts. */
@ApplicationScoped
class DraftCalls {
    private final EditDrafts drafts;
    private final CheckRules check;

    DraftCalls(EditDrafts drafts, CheckRules check) {
        this.drafts = drafts;
        this.check = check;
    }

    CreateRuleSetDraftResponse answer(CreateRuleSetDraftRequest request) {
        RuleSetRequests.check(request);
        EditDrafts.Full full = drafts.create(request.getBaseVersion(), request.getAuthor(), request.getNote());
        return CreateRuleSetDraftResponse.newBuilder()
                .setDraft(RuleSetMessages.full(full.draft(), full.rows()))
                .build();
    }

    GetRuleSetDraftResponse answer(GetRuleSetDraftRequest request) {
        RuleSetRequests.WantedDraft wanted =
                RuleSetRequests.wanted(request.getDraftId(), request.getView(), request.getViewValue());
        GetRuleSetDraftResponse.Builder response = GetRuleSetDraftResponse.newBuilder();
        if (wanted.full()) {
            EditDrafts.Full full = drafts.getFull(wanted.draftId());
            return response.setDraft(RuleSetMessages.full(full.draft(), full.rows()))
                    .build();
        }
        return response.setDraft(RuleSetMessages.basic(drafts.get(wanted.draftId())))
                .build();
    }

    ListRuleSetDraftsResponse answer(ListRuleSetDraftsRequest request) {
        RuleSetRequests.DraftPage page = RuleSetRequests.page(request);
        // One more than the page holds, to learn whether another page follows.
        List<RuleSetDraft> found = drafts.list(page.after(), page.size() + 1);
        List<RuleSetDraft> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListRuleSetDraftsResponse.Builder response = ListRuleSetDraftsResponse.newBuilder();
        shown.forEach(draft -> response.addDrafts(RuleSetMessages.basic(draft)));
        if (found.size() > shown.size()) {
            RuleSetDraft last = shown.getLast();
            response.setNextPageToken(Page.token(
                    List.of(last.edit().at().toString(), last.draftId().toString())));
        }
        return response.build();
    }

    UpdateRuleSetDraftResponse answer(UpdateRuleSetDraftRequest request) {
        RuleSetRequests.Update update = RuleSetRequests.update(request);
        RuleSetDraft draft = drafts.update(
                update.draftId(), request.getEtag(), update.rows(), request.getAuthor(), request.getNote());
        return UpdateRuleSetDraftResponse.newBuilder()
                .setDraft(RuleSetMessages.basic(draft))
                .build();
    }

    DeleteRuleSetDraftResponse answer(DeleteRuleSetDraftRequest request) {
        RuleSetRequests.KnownDraft known = RuleSetRequests.known(request.getDraftId(), request.getEtag());
        drafts.delete(known.draftId(), known.etag());
        return DeleteRuleSetDraftResponse.getDefaultInstance();
    }

    ValidateRuleSetResponse answer(ValidateRuleSetRequest request) {
        CheckRules.Checked checked = check.check(RuleSetRequests.reference(request.getRuleSet()));
        ValidateRuleSetResponse.Builder response = ValidateRuleSetResponse.newBuilder();
        checked.problems().forEach(problem -> response.addProblems(RuleCheckMessages.problem(problem)));
        checked.findings().forEach(finding -> response.addFindings(RuleCheckMessages.finding(finding)));
        @Nullable RuleSetDraft draft = checked.draft();
        if (draft != null) {
            response.setDraft(RuleSetMessages.basic(draft));
        }
        return response.build();
    }
}
