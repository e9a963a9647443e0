package dev.touchstone.touchpoint.service;

import dev.touchstone.mapping.v1.ChannelMatch;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A mapping-service over a real socket that sorts by the simplest of rules, so that these tests need not know the shipped
 * ones: the source is the channel, the medium the subchannel. The whole-suite tests run the real one.
 */
public final class MappingStub implements QuarkusTestResourceLifecycleManager {
    static volatile boolean answering = true;
    static volatile long version = 1;
    private static volatile String suffix = "";

    private Server server;

    @Override
    public Map<String, String> start() {
        try {
            server = NettyServerBuilder.forPort(0)
                    .addService(new Mapping())
                    .addService(new RuleSets())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.grpc.clients.mapping.port", Integer.toString(server.getPort()),
                "quarkus.grpc.clients.mapping.test-port", Integer.toString(server.getPort()));
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    /** Publishes a version that puts this text behind the channel of every web session. */
    static void publish(String newSuffix) {
        suffix = newSuffix;
        version++;
    }

    private static ChannelMatch match(MappingKey key) {
        boolean web = key.getKind() == MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION;
        String channel = web
                ? (key.getSource().isEmpty() ? (key.getReferrer().isEmpty() ? "Direct" : "Referral") : key.getSource())
                : key.getCampaign();
        return ChannelMatch.newBuilder()
                .setChannel(web ? channel + suffix : channel)
                .setSubchannel(key.getMedium())
                .setRuleSetVersion(version)
                .setRowNumber(7)
                .build();
    }

    private static <T> void answer(StreamObserver<T> observer, T response) {
        if (answering) {
            observer.onNext(response);
            observer.onCompleted();
        } else {
            observer.onError(Status.UNAVAILABLE.asRuntimeException());
        }
    }

    private static final class Mapping extends MappingServiceGrpc.MappingServiceImplBase {
        @Override
        public void classify(ClassifyRequest request, StreamObserver<ClassifyResponse> observer) {
            ClassifyResponse.Builder response = ClassifyResponse.newBuilder().setRuleSetVersion(version);
            request.getMappingKeysList().forEach(key -> response.addMatches(match(key)));
            answer(observer, response.build());
        }

        @Override
        public void explain(ExplainRequest request, StreamObserver<ExplainResponse> observer) {
            answer(
                    observer,
                    ExplainResponse.newBuilder()
                            .setMatch(match(request.getMappingKey()))
                            .build());
        }
    }

    private static final class RuleSets extends RuleSetServiceGrpc.RuleSetServiceImplBase {
        @Override
        public void getActiveRuleSet(
                GetActiveRuleSetRequest request, StreamObserver<GetActiveRuleSetResponse> observer) {
            answer(
                    observer,
                    GetActiveRuleSetResponse.newBuilder()
                            .setRuleSet(RuleSet.newBuilder().setVersion(version))
                            .build());
        }
    }
}
