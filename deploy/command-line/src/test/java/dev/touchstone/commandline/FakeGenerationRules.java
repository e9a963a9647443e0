package dev.touchstone.commandline;

import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.GenerationRuleServiceGrpc;
import dev.touchstone.touchpoint.v1.GetRuleListRequest;
import dev.touchstone.touchpoint.v1.GetRuleListResponse;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewRuleListRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RuleListVersion;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Has a list of seven versions, each with as many rules as its number; keeps how long a dry run may take. */
final class FakeGenerationRules extends GenerationRuleServiceGrpc.GenerationRuleServiceImplBase {
    private static final long IN_FORCE = 7;

    private final AtomicLong previewSeconds;

    FakeGenerationRules(AtomicLong previewSeconds) {
        this.previewSeconds = previewSeconds;
    }

    @Override
    public void getRuleList(GetRuleListRequest request, StreamObserver<GetRuleListResponse> answers) {
        long number = request.getVersion() == 0 ? IN_FORCE : request.getVersion();
        RuleListVersion.Builder version = version(request.getKindValue(), number);
        for (int i = 1; i <= number; i++) {
            version.addRules(GenerationRule.newBuilder().setName("Rule " + i).setExpressionLine("Task.Type is null"));
        }
        answers.onNext(GetRuleListResponse.newBuilder().setVersion(version).build());
        answers.onCompleted();
    }

    @Override
    public void listRuleListVersions(
            ListRuleListVersionsRequest request, StreamObserver<ListRuleListVersionsResponse> answers) {
        ListRuleListVersionsResponse.Builder page = ListRuleListVersionsResponse.newBuilder();
        for (long number = IN_FORCE; number > 0; number--) {
            page.addVersions(version(request.getKindValue(), number));
        }
        answers.onNext(page.build());
        answers.onCompleted();
    }

    private static RuleListVersion.Builder version(int kind, long number) {
        return RuleListVersion.newBuilder()
                .setKindValue(kind)
                .setVersion(number)
                .setRuleCount((int) number)
                .setAuthor("author" + number);
    }

    @Override
    public void previewRuleList(PreviewRuleListRequest request, StreamObserver<PreviewRuleListResponse> answers) {
        previewSeconds.set(Objects.requireNonNull(Context.current().getDeadline(), "a call has a deadline")
                .timeRemaining(TimeUnit.SECONDS));
        answers.onNext(PreviewRuleListResponse.getDefaultInstance());
        answers.onCompleted();
    }
}
