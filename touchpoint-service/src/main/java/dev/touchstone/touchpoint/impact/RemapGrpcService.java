package dev.touchstone.touchpoint.impact;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.remap.ChannelDirectory;
import dev.touchstone.touchpoint.remap.RemapStore;
import dev.touchstone.touchpoint.v1.GetRemapStatusRequest;
import dev.touchstone.touchpoint.v1.GetRemapStatusResponse;
import dev.touchstone.touchpoint.v1.ListNullCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListNullCampaignsResponse;
import dev.touchstone.touchpoint.v1.PreviewRuleSetRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapService;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.WatchRemapRequest;
import dev.touchstone.touchpoint.v1.WatchRemapResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells over gRPC what a change of the channel rules does to stored touchpoints. */
@GrpcService
class RemapGrpcService implements RemapService {
    /** The contract: at most five messages a second. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final BlockingCalls calls;
    private final PreviewRuleSet preview;
    private final RemapStore remap;
    private final NullCampaignStore nullCampaigns;
    private final Clock clock;

    RemapGrpcService(
            BlockingCalls calls,
            PreviewRuleSet preview,
            RemapStore remap,
            NullCampaignStore nullCampaigns,
            Clock clock) {
        this.calls = calls;
        this.preview = preview;
        this.remap = remap;
        this.nullCampaigns = nullCampaigns;
        this.clock = clock;
    }

    @Override
    public Uni<PreviewRuleSetResponse> previewRuleSet(PreviewRuleSetRequest request) {
        return calls.answer(() -> answer(request));
    }

    private PreviewRuleSetResponse answer(PreviewRuleSetRequest request) {
        PreviewRuleSet.Question question = RemapRequests.question(request);
        try {
            return RemapMessages.of(preview.run(question), question.start() == null);
        } catch (ChannelDirectory.Refused refused) {
            throw refusal(refused);
        } catch (ChannelDirectory.Unavailable | Tally.RulesChanged notNow) {
            throw new RpcFailure.Unavailable(
                    "MAPPING_UNAVAILABLE", notNow.getMessage() + "; repeat in a moment", Duration.ofSeconds(1));
        }
    }

    private static RpcFailure refusal(ChannelDirectory.Refused refused) {
        return switch (refused.reason()) {
            case NOT_FOUND ->
                new RpcFailure.NotFound("RULE_SET_NOT_FOUND", "mapping-service has no such version or draft", Map.of());
            case INVALID ->
                new RpcFailure.FailedPrecondition(
                        "RULE_SET_INVALID",
                        "something is wrong with the rows of the draft; ValidateRuleSet of mapping-service tells what",
                        Map.of());
        };
    }

    @Override
    public Uni<GetRemapStatusResponse> getRemapStatus(GetRemapStatusRequest request) {
        return calls.answer(
                () -> GetRemapStatusResponse.newBuilder().setStatus(status()).build());
    }

    private RemapStatus status() {
        return RemapMessages.of(remap.progress(), clock.instant());
    }

    @Override
    public Multi<WatchRemapResponse> watchRemap(WatchRemapRequest request) {
        AtomicReference<RemapStatus> told = new AtomicReference<>(RemapStatus.getDefaultInstance());
        return calls.endless(() -> next(told))
                .filter(Optional::isPresent)
                .map(status -> WatchRemapResponse.newBuilder()
                        .setStatus(status.orElseThrow())
                        .build());
    }

    /** The status, if it is another than was told; returns in any case, so that a watcher that went away costs nothing. */
    private Optional<RemapStatus> next(AtomicReference<RemapStatus> told) {
        RemapStatus before = told.get();
        if (!before.equals(RemapStatus.getDefaultInstance())) {
            pause();
        }
        RemapStatus now = status();
        told.set(now);
        return now.equals(before) ? Optional.empty() : Optional.of(now);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the watcher was stopped", stopped);
        }
    }

    @Override
    public Uni<ListNullCampaignsResponse> listNullCampaigns(ListNullCampaignsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListNullCampaignsResponse answer(ListNullCampaignsRequest request) {
        RemapRequests.Listing listing = RemapRequests.listing(request);
        int size = listing.page().size();
        List<NullCampaignStore.NullCampaign> campaigns = nullCampaigns.list(listing.after(), size + 1);
        ListNullCampaignsResponse.Builder response = ListNullCampaignsResponse.newBuilder();
        campaigns.stream().limit(size).map(RemapMessages::of).forEach(response::addCampaigns);
        if (campaigns.size() > size) {
            response.setNextPageToken(RemapRequests.token(campaigns.get(size - 1)));
        }
        return response.build();
    }
}
