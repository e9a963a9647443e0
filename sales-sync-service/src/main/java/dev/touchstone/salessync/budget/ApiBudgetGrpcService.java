package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.v1.ApiBudgetService;
import dev.touchstone.salessync.v1.GetApiBudgetRequest;
import dev.touchstone.salessync.v1.GetApiBudgetResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Tells how the budgets of calls stand, over gRPC. */
@GrpcService
final class ApiBudgetGrpcService implements ApiBudgetService {
    private final BlockingCalls calls;
    private final BudgetJournal marketo;
    private final OrgJournal salesforce;

    ApiBudgetGrpcService(BlockingCalls calls, BudgetJournal marketo, OrgJournal salesforce) {
        this.calls = calls;
        this.marketo = marketo;
        this.salesforce = salesforce;
    }

    @Override
    public Uni<GetApiBudgetResponse> getApiBudget(GetApiBudgetRequest request) {
        return calls.answer(() -> GetApiBudgetResponse.newBuilder()
                .setMarketo(ApiBudgetMessages.marketo(marketo.report()))
                .setSalesforce(ApiBudgetMessages.salesforce(salesforce.report()))
                .build());
    }
}
