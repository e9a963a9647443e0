package dev.touchstone.salessync.optout.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.optout.crm.ChangeCrmSettings;
import dev.touchstone.salessync.optout.crm.FindCrmOptOuts;
import dev.touchstone.salessync.v1.CrmUnsubscribeService;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeSettingsResponse;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusRequest;
import dev.touchstone.salessync.v1.GetCrmUnsubscribeStatusResponse;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresRequest;
import dev.touchstone.salessync.v1.ListCrmUnsubscribeFailuresResponse;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** How opt-outs travel between here and Salesforce, over gRPC. */
@GrpcService
final class CrmUnsubscribeGrpcService implements CrmUnsubscribeService {
    private final BlockingCalls calls;
    private final ChangeCrmSettings settings;
    private final FindCrmOptOuts found;

    CrmUnsubscribeGrpcService(BlockingCalls calls, ChangeCrmSettings settings, FindCrmOptOuts found) {
        this.calls = calls;
        this.settings = settings;
        this.found = found;
    }

    @Override
    public Uni<GetCrmUnsubscribeSettingsResponse> getCrmUnsubscribeSettings(GetCrmUnsubscribeSettingsRequest request) {
        return calls.answer(() -> GetCrmUnsubscribeSettingsResponse.newBuilder()
                .setVersion(CrmUnsubscribeMessages.message(settings.inForce()))
                .build());
    }

    @Override
    public Uni<UpdateCrmUnsubscribeSettingsResponse> updateCrmUnsubscribeSettings(
            UpdateCrmUnsubscribeSettingsRequest request) {
        return calls.answer(() -> {
            CrmUnsubscribeRequests.Update update = CrmUnsubscribeRequests.update(request);
            return UpdateCrmUnsubscribeSettingsResponse.newBuilder()
                    .setVersion(CrmUnsubscribeMessages.message(
                            settings.update(update.settings(), update.etag(), update.author(), update.note())))
                    .build();
        });
    }

    @Override
    public Uni<GetCrmUnsubscribeStatusResponse> getCrmUnsubscribeStatus(GetCrmUnsubscribeStatusRequest request) {
        return calls.answer(() -> CrmUnsubscribeMessages.status(found.status(), found.lastRun()));
    }

    @Override
    public Uni<ListCrmUnsubscribeFailuresResponse> listCrmUnsubscribeFailures(
            ListCrmUnsubscribeFailuresRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListCrmUnsubscribeFailuresResponse answer(ListCrmUnsubscribeFailuresRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations);
        violations.throwIfAny();
        String after = page.after().map(List::getFirst).orElse("");
        List<FindCrmOptOuts.Failed> failed = found.failed(after, page.size() + 1);
        List<FindCrmOptOuts.Failed> shown = failed.subList(0, Math.min(failed.size(), page.size()));
        ListCrmUnsubscribeFailuresResponse.Builder response = ListCrmUnsubscribeFailuresResponse.newBuilder();
        shown.forEach(one -> response.addFailures(CrmUnsubscribeMessages.message(one)));
        if (failed.size() > page.size()) {
            response.setNextPageToken(
                    Page.token(List.of(shown.get(page.size() - 1).salesforceId())));
        }
        return response.build();
    }
}
