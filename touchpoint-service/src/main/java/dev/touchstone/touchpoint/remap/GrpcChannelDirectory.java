package dev.touchstone.touchpoint.remap;

import dev.touchstone.mapping.v1.ChannelMatch;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.MappingKeyKind;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks mapping-service over gRPC. */
@ApplicationScoped
public class GrpcChannelDirectory implements ChannelDirectory {
    private static final long DEADLINE_SECONDS = 5;

    private final MappingServiceGrpc.MappingServiceBlockingStub mapping;
    private final RuleSetServiceGrpc.RuleSetServiceBlockingStub ruleSets;

    GrpcChannelDirectory(
            @GrpcClient("mapping") MappingServiceGrpc.MappingServiceBlockingStub mapping,
            @GrpcClient("mapping") RuleSetServiceGrpc.RuleSetServiceBlockingStub ruleSets) {
        this.mapping = mapping;
        this.ruleSets = ruleSets;
    }

    @Override
    public List<Assignment> classify(List<MappingKeyStore.Pending> keys) {
        ClassifyRequest.Builder request = ClassifyRequest.newBuilder();
        keys.forEach(pending -> request.addMappingKeys(message(pending.key())));
        ClassifyResponse response = ask(() ->
                mapping.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).classify(request.build()));
        List<Assignment> assignments = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            ChannelMatch match = response.getMatches(i);
            assignments.add(new Assignment(
                    keys.get(i).id(),
                    match.getChannel(),
                    match.getSubchannel(),
                    match.getRuleSetVersion(),
                    match.getRowNumber()));
        }
        return assignments;
    }

    @Override
    public long activeVersion() {
        GetActiveRuleSetRequest request = GetActiveRuleSetRequest.newBuilder()
                .setView(RuleSetView.RULE_SET_VIEW_BASIC)
                .build();
        return ask(() -> ruleSets.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .getActiveRuleSet(request))
                .getRuleSet()
                .getVersion();
    }

    /**
     * Why a key is in its channel, in mapping-service's own words.
     *
     * @throws Unavailable if mapping-service does not answer
     */
    public ExplainResponse explain(MappingKey key) {
        ExplainRequest request =
                ExplainRequest.newBuilder().setMappingKey(message(key)).build();
        return ask(() ->
                mapping.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).explain(request));
    }

    private static dev.touchstone.mapping.v1.MappingKey message(MappingKey key) {
        return dev.touchstone.mapping.v1.MappingKey.newBuilder()
                .setKind(kind(key.kind()))
                .setCampaign(key.campaign())
                .setMedium(key.medium())
                .setSource(key.source())
                .setLandingPage(key.landingPage())
                .setReferrer(key.referrer())
                .addAllClickMarkers(key.clickMarkers())
                .build();
    }

    private static dev.touchstone.mapping.v1.MappingKeyKind kind(MappingKeyKind kind) {
        return switch (kind) {
            case WEB_SESSION -> dev.touchstone.mapping.v1.MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION;
            case CRM_CAMPAIGN -> dev.touchstone.mapping.v1.MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN;
            case CRM_ACTIVITY -> dev.touchstone.mapping.v1.MappingKeyKind.MAPPING_KEY_KIND_CRM_ACTIVITY;
        };
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw new Unavailable("mapping-service answers " + e.getStatus().getCode(), e);
        }
    }
}
