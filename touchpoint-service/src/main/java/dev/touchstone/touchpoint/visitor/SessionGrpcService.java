package dev.touchstone.touchpoint.visitor;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.TimeRange;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.ExplainSessionResponse;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionsResponse;
import dev.touchstone.touchpoint.v1.SessionService;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads sessions over gRPC. */
@GrpcService
class SessionGrpcService implements SessionService {
    private static final int KEY_PARTS = 3;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private final BlockingCalls calls;
    private final SessionQueries queries;

    SessionGrpcService(BlockingCalls calls, SessionQueries queries) {
        this.calls = calls;
        this.queries = queries;
    }

    @Override
    public Uni<ExplainSessionResponse> explainSession(ExplainSessionRequest request) {
        return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
    }

    @Override
    public Uni<ListSessionsResponse> listSessions(ListSessionsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListSessionsResponse answer(ListSessionsRequest request) {
        FieldViolations violations = new FieldViolations();
        String visitorId = request.getVisitorId();
        violations.limitText("visitor_id", visitorId, RecordFields.MAX_ID);
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations, visitorId);
        Optional<SessionQueries.Key> after = page.after().flatMap(key -> key(key, violations));
        violations.throwIfAny();

        List<SessionView> sessions =
                queries.list(visitorId.isEmpty() ? null : visitorId, after.orElse(null), page.size() + 1);
        ListSessionsResponse.Builder response = ListSessionsResponse.newBuilder();
        sessions.stream().limit(page.size()).map(SessionMessages::of).forEach(response::addSessions);
        if (sessions.size() > page.size()) {
            SessionView last = sessions.get(page.size() - 1);
            response.setNextPageToken(Page.token(
                    List.of(
                            last.visitorId(),
                            last.course().start().toString(),
                            last.sessionId().toString()),
                    visitorId));
        }
        return response.build();
    }

    @Override
    public Uni<SummarizeSessionsResponse> summarizeSessions(SummarizeSessionsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private SummarizeSessionsResponse answer(SummarizeSessionsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<SessionQueries.Dimension> dimension = dimension(request, violations);
        TimeRange range = TimeRange.parse(
                request.hasStartTime(), request.getStartTime(), request.hasEndTime(), request.getEndTime(), violations);
        if (request.getLimit() < 0) {
            violations.add("limit", "OUT_OF_RANGE", "must not be negative but is " + request.getLimit());
        }
        violations.throwIfAny();

        int limit = request.getLimit() == 0 ? DEFAULT_LIMIT : Math.min(request.getLimit(), MAX_LIMIT);
        SummarizeSessionsResponse.Builder response =
                SummarizeSessionsResponse.newBuilder().setTotalSessionCount(queries.total(range.start(), range.end()));
        queries.count(dimension.orElseThrow(), range.start(), range.end(), limit)
                .forEach(count -> response.addCounts(SessionMessages.of(count)));
        return response.build();
    }

    private static Optional<SessionQueries.Dimension> dimension(
            SummarizeSessionsRequest request, FieldViolations violations) {
        return switch (request.getDimension()) {
            case SESSION_DIMENSION_CHANNEL -> Optional.of(SessionQueries.Dimension.CHANNEL);
            case SESSION_DIMENSION_REFERRER_HOST -> Optional.of(SessionQueries.Dimension.REFERRER_HOST);
            case SESSION_DIMENSION_UNSPECIFIED, UNRECOGNIZED -> {
                violations.add(
                        "dimension",
                        "UNKNOWN_ENUM_VALUE",
                        "must be CHANNEL or REFERRER_HOST but is " + request.getDimensionValue());
                yield Optional.empty();
            }
        };
    }

    private static Optional<SessionQueries.Key> key(List<String> parts, FieldViolations violations) {
        try {
            return Optional.of(
                    new SessionQueries.Key(parts.get(0), Instant.parse(parts.get(1)), UUID.fromString(parts.get(2))));
        } catch (DateTimeException | IllegalArgumentException forged) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }
}
