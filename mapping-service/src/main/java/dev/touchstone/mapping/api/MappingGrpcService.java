package dev.touchstone.mapping.api;

import dev.touchstone.mapping.classify.ChannelMatch;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.ruleset.ActiveRules;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.MappingService;
import dev.touchstone.runtime.BlockingCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Classifies keys and explains them, all keys of a call under one version of the rules. */
@GrpcService
final class MappingGrpcService implements MappingService {
    private final BlockingCalls calls;
    private final ActiveRuleSet activeRuleSet;
    private final ClassificationMetrics metrics;

    MappingGrpcService(BlockingCalls calls, ActiveRuleSet activeRuleSet, ClassificationMetrics metrics) {
        this.calls = calls;
        this.activeRuleSet = activeRuleSet;
        this.metrics = metrics;
    }

    @Override
    public Uni<ClassifyResponse> classify(ClassifyRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ClassifyResponse answer(ClassifyRequest request) {
        List<MappingKey> keys = MappingRequests.parse(request);
        ActiveRules active = activeRuleSet.get();
        Classifier classifier = active.classifier();
        List<ChannelMatch> matches =
                metrics.record(() -> keys.stream().map(classifier::classify).toList());
        ClassifyResponse.Builder response =
                ClassifyResponse.newBuilder().setRuleSetVersion(active.ruleSet().version());
        matches.forEach(match -> response.addMatches(MappingMessages.match(match, active.ruleSet())));
        return response.build();
    }

    @Override
    public Uni<ExplainResponse> explain(ExplainRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ExplainResponse answer(ExplainRequest request) {
        MappingKey key = MappingRequests.parse(request);
        ActiveRules active = activeRuleSet.get();
        return MappingMessages.explanation(active.classifier().explain(key), active.ruleSet());
    }
}
