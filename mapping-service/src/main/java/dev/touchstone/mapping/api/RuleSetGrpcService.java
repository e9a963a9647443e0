package dev.touchstone.mapping.api;

import dev.touchstone.mapping.v1.CancelPublicationRequest;
import dev.touchstone.mapping.v1.CancelPublicationResponse;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.CreateRuleSetDraftResponse;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftRequest;
import dev.touchstone.mapping.v1.DeleteRuleSetDraftResponse;
import dev.touchstone.mapping.v1.DiffRuleSetsRequest;
import dev.touchstone.mapping.v1.DiffRuleSetsResponse;
import dev.touchstone.mapping.v1.ExportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetRuleSetDraftResponse;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetResponse;
import dev.touchstone.mapping.v1.ImportRuleSheetsRequest;
import dev.touchstone.mapping.v1.ImportRuleSheetsResponse;
import dev.touchstone.mapping.v1.ListRuleSetDraftsRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsResponse;
import dev.touchstone.mapping.v1.ListRuleSetsRequest;
import dev.touchstone.mapping.v1.ListRuleSetsResponse;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.PublishRuleSetDraftResponse;
import dev.touchstone.mapping.v1.RestoreRuleSetRequest;
import dev.touchstone.mapping.v1.RestoreRuleSetResponse;
import dev.touchstone.mapping.v1.RuleSetService;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftResponse;
import dev.touchstone.mapping.v1.ValidateRuleSetRequest;
import dev.touchstone.mapping.v1.ValidateRuleSetResponse;
import dev.touchstone.mapping.v1.WatchActiveRuleSetRequest;
import dev.touchstone.mapping.v1.WatchActiveRuleSetResponse;
import dev.touchstone.runtime.BlockingCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The versions of the rules and their drafts; a table of contents. */
@GrpcService
final class RuleSetGrpcService implements RuleSetService {
    private final BlockingCalls calls;
    private final VersionCalls versions;
    private final DraftCalls drafts;
    private final PublicationCalls publications;
    private final SheetCalls sheets;
    private final ActiveRuleSetWatch watch;

    RuleSetGrpcService(
            BlockingCalls calls,
            VersionCalls versions,
            DraftCalls drafts,
            PublicationCalls publications,
            SheetCalls sheets,
            ActiveRuleSetWatch watch) {
        this.calls = calls;
        this.versions = versions;
        this.drafts = drafts;
        this.publications = publications;
        this.sheets = sheets;
        this.watch = watch;
    }

    @Override
    public Multi<WatchActiveRuleSetResponse> watchActiveRuleSet(WatchActiveRuleSetRequest request) {
        return watch.open();
    }

    @Override
    public Uni<GetActiveRuleSetResponse> getActiveRuleSet(GetActiveRuleSetRequest request) {
        return calls.answer(() -> versions.answer(request));
    }

    @Override
    public Uni<GetRuleSetResponse> getRuleSet(GetRuleSetRequest request) {
        return calls.answer(() -> versions.answer(request));
    }

    @Override
    public Uni<ListRuleSetsResponse> listRuleSets(ListRuleSetsRequest request) {
        return calls.answer(() -> versions.answer(request));
    }

    @Override
    public Uni<DiffRuleSetsResponse> diffRuleSets(DiffRuleSetsRequest request) {
        return calls.answer(() -> versions.answer(request));
    }

    @Override
    public Uni<CreateRuleSetDraftResponse> createRuleSetDraft(CreateRuleSetDraftRequest request) {
        return calls.answer(() -> drafts.answer(request));
    }

    @Override
    public Uni<GetRuleSetDraftResponse> getRuleSetDraft(GetRuleSetDraftRequest request) {
        return calls.answer(() -> drafts.answer(request));
    }

    @Override
    public Uni<ListRuleSetDraftsResponse> listRuleSetDrafts(ListRuleSetDraftsRequest request) {
        return calls.answer(() -> drafts.answer(request));
    }

    @Override
    public Uni<UpdateRuleSetDraftResponse> updateRuleSetDraft(UpdateRuleSetDraftRequest request) {
        return calls.answer(() -> drafts.answer(request));
    }

    @Override
    public Uni<DeleteRuleSetDraftResponse> deleteRuleSetDraft(DeleteRuleSetDraftRequest request) {
        return calls.answer(() -> drafts.answer(request));
    }

    @Override
    public Uni<ImportRuleSheetsResponse> importRuleSheets(ImportRuleSheetsRequest request) {
        return calls.answer(() -> sheets.answer(request));
    }

    @Override
    public Uni<ExportRuleSheetsResponse> exportRuleSheets(ExportRuleSheetsRequest request) {
        return calls.answer(() -> sheets.answer(request));
    }

    @Override
    public Uni<ValidateRuleSetResponse> validateRuleSet(ValidateRuleSetRequest request) {
        return calls.answer(() -> drafts.answer(request));
    }

    @Override
    public Uni<PublishRuleSetDraftResponse> publishRuleSetDraft(PublishRuleSetDraftRequest request) {
        return calls.answer(() -> publications.answer(request));
    }

    @Override
    public Uni<CancelPublicationResponse> cancelPublication(CancelPublicationRequest request) {
        return calls.answer(() -> publications.answer(request));
    }

    @Override
    public Uni<RestoreRuleSetResponse> restoreRuleSet(RestoreRuleSetRequest request) {
        return calls.answer(() -> publications.answer(request));
    }
}
