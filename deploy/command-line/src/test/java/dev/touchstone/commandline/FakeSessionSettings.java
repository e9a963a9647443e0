package dev.touchstone.commandline;

import com.google.protobuf.Duration;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsServiceGrpc;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsResponse;
import io.grpc.stub.StreamObserver;

/** Keeps the last version of the settings; each version has the number of the one before and one more. */
final class FakeSessionSettings extends SessionSettingsServiceGrpc.SessionSettingsServiceImplBase {
    private SessionSettingsVersion inForce = SessionSettingsVersion.newBuilder()
            .setVersion(1)
            .setEtag("1")
            .setSettings(SessionSettings.newBuilder()
                    .setInactivity(Duration.newBuilder().setSeconds(1_800))
                    .setCarryover(Duration.newBuilder().setSeconds(604_800))
                    .setTimeZone("UTC"))
            .build();

    @Override
    public synchronized void getSessionSettings(
            GetSessionSettingsRequest request, StreamObserver<GetSessionSettingsResponse> answers) {
        answers.onNext(
                GetSessionSettingsResponse.newBuilder().setVersion(inForce).build());
        answers.onCompleted();
    }

    @Override
    public synchronized void updateSessionSettings(
            UpdateSessionSettingsRequest request, StreamObserver<UpdateSessionSettingsResponse> answers) {
        if (!request.getEtag().equals(inForce.getEtag())) {
            answers.onError(new IllegalStateException("the version was not read"));
            return;
        }
        long next = inForce.getVersion() + 1;
        inForce = SessionSettingsVersion.newBuilder()
                .setVersion(next)
                .setEtag(Long.toString(next))
                .setSettings(request.getSettings())
                .setNote(request.getNote())
                .build();
        answers.onNext(
                UpdateSessionSettingsResponse.newBuilder().setVersion(inForce).build());
        answers.onCompleted();
    }

    /** Each rule lets ten touchpoints of ten people yield. */
    @Override
    public void previewSessionSettings(
            PreviewSessionSettingsRequest request, StreamObserver<PreviewSessionSettingsResponse> answers) {
        long yielding = 10L * request.getSettings().getOverlapRulesCount();
        answers.onNext(PreviewSessionSettingsResponse.newBuilder()
                .setPersonCount(request.getMaxPersonCount())
                .setChangedPersonCount(yielding)
                .setBuyerTouchpointCountBefore(1_000)
                .setBuyerTouchpointCountAfter(1_000 - yielding)
                .setOverlappingTouchpointCountAfter(yielding)
                .addExamplePersonIds("p1")
                .build());
        answers.onCompleted();
    }
}
