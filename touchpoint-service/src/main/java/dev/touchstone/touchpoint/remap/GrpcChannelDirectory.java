package dev.touchstone.touchpoint.remap;

import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.mapping.v1.WatchActiveRuleSetRequest;
import dev.touchstone.mapping.v1.WatchActiveRuleSetResponse;
import dev.touchstone.touchpoint.generate.MappingKey;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks mapping-service over gRPC. */
@ApplicationScoped
public class GrpcChannelDirectory implements ChannelDirectory {
    private static final long DEADLINE_SECONDS = 10;

    /** A rule set of 20,000 rows with their conditions. */
    private static final int MAX_RULE_SET_BYTES = 256 * 1024 * 1024;

    private final MappingServiceGrpc.MappingServiceBlockingStub mapping;
    private final MappingServiceGrpc.MappingServiceStub mappingLater;
    private final RuleSetServiceGrpc.RuleSetServiceBlockingStub ruleSets;
    private final RuleSetServiceGrpc.RuleSetServiceStub ruleSetsLater;

    GrpcChannelDirectory(@GrpcClient("mapping") Channel channel) {
        mapping = MappingServiceGrpc.newBlockingStub(channel);
        mappingLater = MappingServiceGrpc.newStub(channel);
        ruleSets = RuleSetServiceGrpc.newBlockingStub(channel).withMaxInboundMessageSize(MAX_RULE_SET_BYTES);
        ruleSetsLater = RuleSetServiceGrpc.newStub(channel);
    }

    @Override
    public Optional<ActiveRules> active() {
        GetActiveRuleSetRequest request = GetActiveRuleSetRequest.newBuilder()
                .setView(RuleSetView.RULE_SET_VIEW_BASIC)
                .build();
        try {
            return Optional.of(
                    RuleSetMessages.activeRules(ruleSets.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                            .getActiveRuleSet(request)));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    @Override
    public Watch watch(Runnable changed) {
        Context.CancellableContext context = Context.ROOT.withCancellation();
        OpenWatch watch = new OpenWatch(context, changed);
        context.run(() -> ruleSetsLater.watchActiveRuleSet(WatchActiveRuleSetRequest.getDefaultInstance(), watch));
        return watch;
    }

    /** What is active is asked for by {@link #active}; the message only says when. */
    private static final class OpenWatch implements Watch, StreamObserver<WatchActiveRuleSetResponse> {
        private final Context.CancellableContext context;
        private final Runnable changed;
        private volatile boolean open = true;

        OpenWatch(Context.CancellableContext context, Runnable changed) {
            this.context = context;
            this.changed = changed;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
            context.cancel(null);
        }

        @Override
        public void onNext(WatchActiveRuleSetResponse response) {
            changed.run();
        }

        @Override
        public void onError(Throwable error) {
            open = false;
        }

        @Override
        public void onCompleted() {
            open = false;
        }
    }

    @Override
    public List<RuleRow> rows(RuleSetChoice ruleSet) {
        List<ChannelRule> rules = ask(() -> {
            RuleSetServiceGrpc.RuleSetServiceBlockingStub stub =
                    ruleSets.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return switch (ruleSet) {
                case RuleSetChoice.Version(long number) ->
                    stub.getRuleSet(GetRuleSetRequest.newBuilder()
                                    .setVersion(number)
                                    .setView(RuleSetView.RULE_SET_VIEW_FULL)
                                    .build())
                            .getRuleSet()
                            .getRulesList();
                case RuleSetChoice.Draft(var id) ->
                    stub.getRuleSetDraft(GetRuleSetDraftRequest.newBuilder()
                                    .setDraftId(id.toString())
                                    .setView(RuleSetView.RULE_SET_VIEW_FULL)
                                    .build())
                            .getDraft()
                            .getRulesList();
            };
        });
        List<RuleRow> rows = new ArrayList<>(rules.size() + 1);
        rows.add(RuleRow.OTHER);
        rules.forEach(rule -> rows.add(new RuleRow(rule.getRowNumber(), rule.getChannel(), rule.getSubchannel())));
        return rows;
    }

    @Override
    public CompletableFuture<int[]> classify(RuleSetChoice ruleSet, List<MappingKey> keys) {
        List<CompletableFuture<ClassifyResponse>> answers =
                RuleSetMessages.requests(ruleSet, keys).stream().map(this::send).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> rowNumbers(answers, keys.size()));
    }

    private static int[] rowNumbers(List<CompletableFuture<ClassifyResponse>> answers, int keyCount) {
        int[] numbers = new int[keyCount];
        int next = 0;
        for (CompletableFuture<ClassifyResponse> answer : answers) {
            for (int number : answer.join().getRowNumbersList()) {
                numbers[next++] = number;
            }
        }
        if (next != keyCount) {
            throw new IllegalStateException("mapping-service answers " + next + " rows for " + keyCount + " keys");
        }
        return numbers;
    }

    private CompletableFuture<ClassifyResponse> send(ClassifyRequest request) {
        CompletableFuture<ClassifyResponse> answer = new CompletableFuture<>();
        mappingLater.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).classify(request, new StreamObserver<>() {
            @Override
            public void onNext(ClassifyResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(failure(Status.fromThrowable(error).asRuntimeException()));
            }

            @Override
            public void onCompleted() {
                answer.completeExceptionally(new IllegalStateException("mapping-service answers nothing"));
            }
        });
        return answer;
    }

    /**
     * Why a key is in its channel, in mapping-service's own words.
     *
     * @param ruleSet the version that decides; null for the active one
     * @throws Unavailable if mapping-service does not answer
     * @throws Refused if there is no such version
     */
    public ExplainResponse explain(@Nullable RuleSetChoice ruleSet, MappingKey key) {
        ExplainRequest.Builder request = ExplainRequest.newBuilder().setMappingKey(RuleSetMessages.of(key));
        if (ruleSet != null) {
            request.setRuleSet(RuleSetMessages.of(ruleSet));
        }
        return ask(() ->
                mapping.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).explain(request.build()));
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(StatusRuntimeException e) {
        String sentence = "mapping-service answers " + e.getStatus().getCode();
        return switch (e.getStatus().getCode()) {
            case NOT_FOUND -> new Refused(Refused.Reason.NOT_FOUND, sentence, e);
            case FAILED_PRECONDITION -> new Refused(Refused.Reason.INVALID, sentence, e);
            default -> new Unavailable(sentence, e);
        };
    }
}
