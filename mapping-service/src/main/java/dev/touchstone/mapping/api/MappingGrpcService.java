package dev.touchstone.mapping.api;

import dev.touchstone.mapping.classify.ChannelMatch;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.classify.MappingKey;
import dev.touchstone.mapping.ruleset.CompiledRuleSet;
import dev.touchstone.mapping.ruleset.CompiledRuleSets;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ClassifyStreamRequest;
import dev.touchstone.mapping.v1.ClassifyStreamResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.MappingService;
import dev.touchstone.runtime.BlockingCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Classifies keys and explains them, all keys of a batch under one version of the rules. */
@GrpcService
final class MappingGrpcService implements MappingService {
    private final BlockingCalls calls;
    private final CompiledRuleSets ruleSets;
    private final ClassificationMetrics metrics;
    /** Of the active rules, as far as they are the last that were asked. */
    private volatile @Nullable MatchMessages activeMessages;

    MappingGrpcService(BlockingCalls calls, CompiledRuleSets ruleSets, ClassificationMetrics metrics) {
        this.calls = calls;
        this.ruleSets = ruleSets;
        this.metrics = metrics;
    }

    @Override
    public Uni<ClassifyResponse> classify(ClassifyRequest request) {
        return calls.answer(() -> answer(request, ""));
    }

    @Override
    public Multi<ClassifyStreamResponse> classifyStream(Multi<ClassifyStreamRequest> requests) {
        return calls.answerEach(
                requests,
                request -> ClassifyStreamResponse.newBuilder()
                        .setBatch(answer(request.getBatch(), "batch."))
                        .build());
    }

    private ClassifyResponse answer(ClassifyRequest request, String prefix) {
        MappingRequests.Batch batch = MappingRequests.parse(request, prefix);
        CompiledRuleSet rules = find(batch.rules());
        Classifier classifier = rules.classifier();
        MatchMessages messages = messages(rules, batch.rules());
        ClassifyResponse.Builder response = ClassifyResponse.newBuilder().setRuleSetVersion(rules.version());
        ClassificationMetrics.Batch measured = metrics.start();
        for (MappingKey key : batch.keys()) {
            ChannelMatch match = classifier.classify(key);
            measured.count(match);
            if (batch.rowNumbersOnly()) {
                response.addRowNumbers(match.rowNumber());
            } else {
                response.addMatches(messages.of(match));
            }
        }
        measured.done();
        return response.build();
    }

    private CompiledRuleSet find(RuleSetChoice choice) {
        return switch (choice) {
            case RuleSetChoice.Active() -> ruleSets.active();
            case RuleSetChoice.Version(long version) -> ruleSets.ofVersion(version);
            case RuleSetChoice.Draft(var draftId) -> ruleSets.ofDraft(draftId);
        };
    }

    private MatchMessages messages(CompiledRuleSet rules, RuleSetChoice choice) {
        @Nullable MatchMessages known = activeMessages;
        if (known != null && known.areOf(rules)) {
            return known;
        }
        MatchMessages messages = new MatchMessages(rules);
        if (choice instanceof RuleSetChoice.Active) {
            activeMessages = messages;
        }
        return messages;
    }

    @Override
    public Uni<ExplainResponse> explain(ExplainRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ExplainResponse answer(ExplainRequest request) {
        MappingRequests.Question question = MappingRequests.parse(request);
        CompiledRuleSet rules = find(question.rules());
        return MappingMessages.explanation(rules.classifier().explain(question.key()), rules);
    }
}
