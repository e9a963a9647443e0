package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.fieldbook.FieldListEntry;
import dev.touchstone.touchpoint.fieldbook.FieldListStore;
import dev.touchstone.touchpoint.fieldbook.FieldListVersion;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.RestoreTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.RestoreTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.TouchpointFieldService;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Reads, tries and changes the calculated fields of touchpoints over gRPC. */
@GrpcService
class TouchpointFieldGrpcService implements TouchpointFieldService {
    private final BlockingCalls calls;
    private final TouchpointFieldRequests requests;
    private final FieldListStore store;
    private final PolicySource policies;
    private final ChangeTouchpointFields change;
    private final PreviewTouchpointFields preview;

    TouchpointFieldGrpcService(
            BlockingCalls calls,
            TouchpointFieldRequests requests,
            FieldListStore store,
            PolicySource policies,
            ChangeTouchpointFields change,
            PreviewTouchpointFields preview) {
        this.calls = calls;
        this.requests = requests;
        this.store = store;
        this.policies = policies;
        this.change = change;
        this.preview = preview;
    }

    @Override
    public Uni<GetTouchpointFieldsResponse> getTouchpointFields(GetTouchpointFieldsRequest request) {
        return calls.answer(() -> {
            long version = TouchpointFieldRequests.version(request);
            GetTouchpointFieldsResponse.Builder response = GetTouchpointFieldsResponse.newBuilder();
            if (version == 0) {
                response.setVersion(TouchpointFieldMessages.of(store.inForce()));
                policies.current().generation().fieldsThatRulesUse().stream()
                        .map(TouchpointFieldMessages::of)
                        .forEach(response::addUses);
            } else {
                response.setVersion(TouchpointFieldMessages.of(version(version)));
            }
            return response.build();
        });
    }

    private FieldListVersion version(long version) {
        return store.find(version)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "TOUCHPOINT_FIELDS_VERSION_NOT_FOUND",
                        "there is no version " + version + " of the touchpoint fields",
                        Map.of("version", Long.toString(version))));
    }

    @Override
    public Uni<ListTouchpointFieldVersionsResponse> listTouchpointFieldVersions(
            ListTouchpointFieldVersionsRequest request) {
        return calls.answer(() -> {
            TouchpointFieldRequests.VersionPage page = TouchpointFieldRequests.versionPage(request);
            List<FieldListEntry> versions = store.list(page.before(), page.size() + 1);
            ListTouchpointFieldVersionsResponse.Builder response = ListTouchpointFieldVersionsResponse.newBuilder();
            versions.stream()
                    .limit(page.size())
                    .map(TouchpointFieldMessages::of)
                    .forEach(response::addVersions);
            if (versions.size() > page.size()) {
                long last = versions.get(page.size() - 1).version();
                response.setNextPageToken(Page.token(List.of(Long.toString(last))));
            }
            return response.build();
        });
    }

    @Override
    public Uni<UpdateTouchpointFieldsResponse> updateTouchpointFields(UpdateTouchpointFieldsRequest request) {
        return calls.answer(() -> {
            TouchpointFieldRequests.Update update = requests.update(request);
            return UpdateTouchpointFieldsResponse.newBuilder()
                    .setVersion(TouchpointFieldMessages.of(change.update(update.fields(), update.edit())))
                    .build();
        });
    }

    @Override
    public Uni<RestoreTouchpointFieldsResponse> restoreTouchpointFields(RestoreTouchpointFieldsRequest request) {
        return calls.answer(() -> {
            TouchpointFieldRequests.Restore restore = TouchpointFieldRequests.restore(request);
            FieldListVersion earlier = version(restore.version());
            return RestoreTouchpointFieldsResponse.newBuilder()
                    .setVersion(TouchpointFieldMessages.of(
                            change.update(requests.recheck(earlier.fields()), restore.edit())))
                    .build();
        });
    }

    @Override
    public Uni<PreviewTouchpointFieldsResponse> previewTouchpointFields(PreviewTouchpointFieldsRequest request) {
        return calls.answer(() -> {
            TouchpointFieldRequests.Trial trial = requests.trial(request);
            return TouchpointFieldMessages.of(preview.preview(trial.fields(), trial.maxTouchpoints(), trial.texts()));
        });
    }
}
