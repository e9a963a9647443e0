package dev.touchstone.touchpoint.tuning;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.settings.ChangeSessionSettings;
import dev.touchstone.touchpoint.settings.SessionSettings;
import dev.touchstone.touchpoint.settings.SettingsStore;
import dev.touchstone.touchpoint.settings.SettingsVersion;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.ListSessionSettingsVersionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionSettingsVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.SessionSettingsService;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Reads, tries and changes the session settings over gRPC. */
@GrpcService
class SessionSettingsGrpcService implements SessionSettingsService {
    private static final int KEY_PARTS = 1;

    private final BlockingCalls calls;
    private final SettingsStore store;
    private final ChangeSessionSettings change;
    private final PreviewSessionSettings preview;
    private final PreviewJourneys journeys;

    SessionSettingsGrpcService(
            BlockingCalls calls,
            SettingsStore store,
            ChangeSessionSettings change,
            PreviewSessionSettings preview,
            PreviewJourneys journeys) {
        this.calls = calls;
        this.store = store;
        this.change = change;
        this.preview = preview;
        this.journeys = journeys;
    }

    @Override
    public Uni<GetSessionSettingsResponse> getSessionSettings(GetSessionSettingsRequest request) {
        return calls.answer(() -> GetSessionSettingsResponse.newBuilder()
                .setVersion(SessionSettingsMessages.of(store.inForce()))
                .build());
    }

    @Override
    public Uni<ListSessionSettingsVersionsResponse> listSessionSettingsVersions(
            ListSessionSettingsVersionsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListSessionSettingsVersionsResponse answer(ListSessionSettingsVersionsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations);
        long before = page.after().flatMap(key -> version(key, violations)).orElse(Long.MAX_VALUE);
        violations.throwIfAny();

        List<SettingsVersion> versions = store.list(before, page.size() + 1);
        ListSessionSettingsVersionsResponse.Builder response = ListSessionSettingsVersionsResponse.newBuilder();
        versions.stream().limit(page.size()).map(SessionSettingsMessages::of).forEach(response::addVersions);
        if (versions.size() > page.size()) {
            long last = versions.get(page.size() - 1).version();
            response.setNextPageToken(Page.token(List.of(Long.toString(last))));
        }
        return response.build();
    }

    private static Optional<Long> version(List<String> key, FieldViolations violations) {
        try {
            return Optional.of(Long.valueOf(key.get(0)));
        } catch (NumberFormatException e) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }

    @Override
    public Uni<PreviewSessionSettingsResponse> previewSessionSettings(PreviewSessionSettingsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private PreviewSessionSettingsResponse answer(PreviewSessionSettingsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<SessionSettings> settings =
                SessionSettingsRequests.settings(request.hasSettings(), request.getSettings(), violations);
        int visitors =
                SessionSettingsRequests.sampleSize("max_visitor_count", request.getMaxVisitorCount(), violations);
        int people = SessionSettingsRequests.sampleSize("max_person_count", request.getMaxPersonCount(), violations);
        violations.throwIfAny();
        return SessionSettingsMessages.of(
                preview.preview(settings.orElseThrow(), visitors), journeys.preview(settings.orElseThrow(), people));
    }

    @Override
    public Uni<UpdateSessionSettingsResponse> updateSessionSettings(UpdateSessionSettingsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private UpdateSessionSettingsResponse answer(UpdateSessionSettingsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<SessionSettings> settings =
                SessionSettingsRequests.settings(request.hasSettings(), request.getSettings(), violations);
        SessionSettingsRequests.checkEtagAndNote(request.getEtag(), request.getNote(), violations);
        violations.throwIfAny();
        SettingsVersion inForce = change.update(settings.orElseThrow(), request.getEtag(), request.getNote());
        return UpdateSessionSettingsResponse.newBuilder()
                .setVersion(SessionSettingsMessages.of(inForce))
                .build();
    }

    @Override
    public Uni<RestoreSessionSettingsResponse> restoreSessionSettings(RestoreSessionSettingsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private RestoreSessionSettingsResponse answer(RestoreSessionSettingsRequest request) {
        FieldViolations violations = new FieldViolations();
        if (request.getVersion() <= 0) {
            violations.add("version", "OUT_OF_RANGE", "is required: from 1 upwards, but is " + request.getVersion());
        }
        SessionSettingsRequests.checkEtagAndNote(request.getEtag(), request.getNote(), violations);
        violations.throwIfAny();
        SettingsVersion inForce = change.restore(request.getVersion(), request.getEtag(), request.getNote());
        return RestoreSessionSettingsResponse.newBuilder()
                .setVersion(SessionSettingsMessages.of(inForce))
                .build();
    }
}
