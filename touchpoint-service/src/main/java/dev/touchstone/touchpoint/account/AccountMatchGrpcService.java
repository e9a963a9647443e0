package dev.touchstone.touchpoint.account;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.accountmatch.AccountMatch;
import dev.touchstone.touchpoint.v1.AccountMatchService;
import dev.touchstone.touchpoint.v1.MatchAccountsRequest;
import dev.touchstone.touchpoint.v1.MatchAccountsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Tells over gRPC to which accounts leads belong. */
@GrpcService
class AccountMatchGrpcService implements AccountMatchService {
    private final BlockingCalls calls;
    private final Clock clock;
    private final MatchAccounts matchAccounts;

    AccountMatchGrpcService(BlockingCalls calls, Clock clock, MatchAccounts matchAccounts) {
        this.calls = calls;
        this.clock = clock;
        this.matchAccounts = matchAccounts;
    }

    @Override
    public Uni<MatchAccountsResponse> matchAccounts(MatchAccountsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private MatchAccountsResponse answer(MatchAccountsRequest request) {
        List<String> ids = AccountMatchRequests.ids(request, clock.instant());
        Map<String, AccountMatch> matches = matchAccounts.match(ids);
        MatchAccountsResponse.Builder response = MatchAccountsResponse.newBuilder();
        ids.forEach(id -> response.addMatches(AccountMatchMessages.of(id, matches.get(id))));
        return response.build();
    }
}
