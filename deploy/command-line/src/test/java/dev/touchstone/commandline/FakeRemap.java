package dev.touchstone.commandline;

import dev.touchstone.mapping.v1.RuleSetPeriod;
import dev.touchstone.touchpoint.v1.ChangedValue;
import dev.touchstone.touchpoint.v1.ChannelMove;
import dev.touchstone.touchpoint.v1.GetRemapStatusRequest;
import dev.touchstone.touchpoint.v1.GetRemapStatusResponse;
import dev.touchstone.touchpoint.v1.ListNullCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListNullCampaignsResponse;
import dev.touchstone.touchpoint.v1.NullCampaign;
import dev.touchstone.touchpoint.v1.PreviewRuleSetRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.RowHits;
import dev.touchstone.touchpoint.v1.WatchRemapRequest;
import dev.touchstone.touchpoint.v1.WatchRemapResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;

/** Is one question behind the version that was published last. */
public final class FakeRemap extends RemapServiceGrpc.RemapServiceImplBase {
    private final FakeRuleSets ruleSets;
    private final AtomicInteger questions = new AtomicInteger();

    FakeRemap(FakeRuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    private RemapStatus running() {
        return RemapStatus.newBuilder()
                .setState(RemapState.REMAP_STATE_RUNNING)
                .addPeriods(RuleSetPeriod.newBuilder().setVersion(ruleSets.active - 1))
                .setTargetVersion(ruleSets.active)
                .setDoneKeyCount(10)
                .setKeyCount(40)
                .build();
    }

    private RemapStatus inStep() {
        return RemapStatus.newBuilder()
                .setState(RemapState.REMAP_STATE_IN_STEP)
                .addPeriods(RuleSetPeriod.newBuilder().setVersion(ruleSets.active))
                .setChangedTouchpointCount(1_234)
                .build();
    }

    @Override
    public void getRemapStatus(GetRemapStatusRequest request, StreamObserver<GetRemapStatusResponse> answers) {
        RemapStatus status = questions.incrementAndGet() % 2 == 1 ? running() : inStep();
        FakeRuleSets.end(
                answers, GetRemapStatusResponse.newBuilder().setStatus(status).build());
    }

    @Override
    public void watchRemap(WatchRemapRequest request, StreamObserver<WatchRemapResponse> answers) {
        answers.onNext(WatchRemapResponse.newBuilder().setStatus(running()).build());
        answers.onNext(WatchRemapResponse.newBuilder().setStatus(inStep()).build());
    }

    @Override
    public void previewRuleSet(PreviewRuleSetRequest request, StreamObserver<PreviewRuleSetResponse> answers) {
        FakeRuleSets.end(
                answers,
                PreviewRuleSetResponse.newBuilder()
                        .setComparedVersion(ruleSets.active)
                        .setTouchpointCount(10_000)
                        .setChangedTouchpointCount(2_500)
                        .setChangedPersonCount(request.getWithoutPeople() ? 0 : 300)
                        .addMoves(ChannelMove.newBuilder()
                                .setFromChannel("Other")
                                .setToChannel("Social")
                                .setToSubchannel("Facebook")
                                .setTouchpointCount(2_500)
                                .setMappingKeyCount(12)
                                .addTouchpointIds("t-1"))
                        .addChangedValues(ChangedValue.newBuilder()
                                .setColumn("Medium")
                                .setValue("social")
                                .setTouchpointCount(2_400))
                        .addRows(RowHits.newBuilder()
                                .setRowNumber(1)
                                .setTouchpointCount(2_500)
                                .setMappingKeyCount(12))
                        .addRows(RowHits.newBuilder().setRowNumber(2))
                        .addRows(RowHits.newBuilder().setRowNumber(3))
                        .addRows(RowHits.newBuilder().setRowNumber(5))
                        .setUnmatchedTouchpointCount(77)
                        .build());
    }

    @Override
    public void listNullCampaigns(ListNullCampaignsRequest request, StreamObserver<ListNullCampaignsResponse> answers) {
        FakeRuleSets.end(
                answers,
                ListNullCampaignsResponse.newBuilder()
                        .addCampaigns(NullCampaign.newBuilder()
                                .setCampaign("Spring")
                                .setMedium("Online")
                                .setTouchpointCount(5)
                                .setRowNumber(46))
                        .build());
    }
}
