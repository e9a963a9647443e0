package dev.touchstone.touchpoint.campaign;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.v1.CampaignService;
import dev.touchstone.touchpoint.v1.GetCampaignRequest;
import dev.touchstone.touchpoint.v1.GetCampaignResponse;
import dev.touchstone.touchpoint.v1.ListCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListCampaignsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointDateUpdatesRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointDateUpdatesResponse;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateRequest;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateResponse;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads campaigns and sets touchpoint dates over gRPC. */
@GrpcService
class CampaignGrpcService implements CampaignService {
    private static final int KEY_PARTS = 1;

    private final BlockingCalls calls;
    private final CampaignStore campaigns;
    private final CampaignRequests requests;
    private final DateUpdateStore updates;
    private final UpdateTouchpointDates updateDates;
    private final UndoDateUpdate undoUpdate;

    CampaignGrpcService(
            BlockingCalls calls,
            CampaignStore campaigns,
            CampaignRequests requests,
            DateUpdateStore updates,
            UpdateTouchpointDates updateDates,
            UndoDateUpdate undoUpdate) {
        this.calls = calls;
        this.campaigns = campaigns;
        this.requests = requests;
        this.updates = updates;
        this.updateDates = updateDates;
        this.undoUpdate = undoUpdate;
    }

    @Override
    public Uni<GetCampaignResponse> getCampaign(GetCampaignRequest request) {
        return calls.answer(() -> answer(request));
    }

    private GetCampaignResponse answer(GetCampaignRequest request) {
        String campaignId = requests.campaignId(request.getCampaignId());
        CampaignView view = campaigns
                .find(campaignId)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "CAMPAIGN_NOT_FOUND", "there is no campaign " + campaignId, Map.of("id", campaignId)));
        return GetCampaignResponse.newBuilder()
                .setCampaign(CampaignMessages.of(view))
                .build();
    }

    @Override
    public Uni<ListCampaignsResponse> listCampaigns(ListCampaignsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListCampaignsResponse answer(ListCampaignsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations);
        violations.throwIfAny();

        String after = page.after().map(List::getFirst).orElse("");
        List<CampaignView> views = campaigns.list(after, page.size() + 1);
        ListCampaignsResponse.Builder response = ListCampaignsResponse.newBuilder();
        views.stream().limit(page.size()).map(CampaignMessages::of).forEach(response::addCampaigns);
        if (views.size() > page.size()) {
            response.setNextPageToken(
                    Page.token(List.of(views.get(page.size() - 1).campaignId())));
        }
        return response.build();
    }

    @Override
    public Uni<UpdateTouchpointDatesResponse> updateTouchpointDates(UpdateTouchpointDatesRequest request) {
        return calls.answer(() -> {
            CampaignRequests.Update update = requests.update(request);
            return CampaignMessages.of(
                    update.dryRun()
                            ? updateDates.dryRun(
                                    update.filter(), update.request().touchpointAt())
                            : updateDates.update(update.filter(), update.request()));
        });
    }

    @Override
    public Uni<UndoTouchpointDateUpdateResponse> undoTouchpointDateUpdate(UndoTouchpointDateUpdateRequest request) {
        return calls.answer(() -> {
            UUID updateId = requests.updateId(request.getUpdateId());
            return UndoTouchpointDateUpdateResponse.newBuilder()
                    .setUpdate(CampaignMessages.of(undoUpdate.undo(updateId)))
                    .build();
        });
    }

    @Override
    public Uni<ListTouchpointDateUpdatesResponse> listTouchpointDateUpdates(ListTouchpointDateUpdatesRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListTouchpointDateUpdatesResponse answer(ListTouchpointDateUpdatesRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations);
        long before = page.after()
                .map(key -> CampaignRequests.ordinal(key.getFirst(), violations))
                .orElse(Long.MAX_VALUE);
        violations.throwIfAny();

        List<DateUpdate> list = updates.list(before, page.size() + 1);
        ListTouchpointDateUpdatesResponse.Builder response = ListTouchpointDateUpdatesResponse.newBuilder();
        list.stream().limit(page.size()).map(CampaignMessages::of).forEach(response::addUpdates);
        if (list.size() > page.size()) {
            long last = list.get(page.size() - 1).ordinal();
            response.setNextPageToken(Page.token(List.of(Long.toString(last))));
        }
        return response.build();
    }
}
