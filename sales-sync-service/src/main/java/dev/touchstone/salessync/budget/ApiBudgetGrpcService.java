package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.v1.ApiBudgetService;
import dev.touchstone.salessync.v1.GetApiBudgetRequest;
import dev.touchstone.salessync.v1.GetApiBudgetResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Tells how the budget of calls stands, over gRPC. */
@GrpcService
final class ApiBudgetGrpcService implements ApiBudgetService {
    private final BlockingCalls calls;
    private final BudgetJournal budget;

    ApiBudgetGrpcService(BlockingCalls calls, BudgetJournal budget) {
        this.calls = calls;
        this.budget = budget;
    }

    @Override
    public Uni<GetApiBudgetResponse> getApiBudget(GetApiBudgetRequest request) {
        return calls.answer(() -> GetApiBudgetResponse.newBuilder()
                .setMarketo(ApiBudgetMessages.message(budget.report()))
                .build());
    }
}
