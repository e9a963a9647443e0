package dev.touchstone.touchpoint.journey;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.TimeRange;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.ExplainSessionResponse;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionsResponse;
import dev.touchstone.touchpoint.v1.SessionService;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import dev.touchstone.touchpoint.visitor.SessionQueries;
import dev.touchstone.touchpoint.visitor.SessionView;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and explains sessions over gRPC. */
@GrpcService
class SessionGrpcService implements SessionService {
    private static final int KEY_PARTS = 3;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_EVENTS = 1_000;

    private final BlockingCalls calls;
    private final SessionQueries queries;
    private final ExplainSession explainSession;
    private final ExplainFact explainFact;

    SessionGrpcService(
            BlockingCalls calls, SessionQueries queries, ExplainSession explainSession, ExplainFact explainFact) {
        this.calls = calls;
        this.queries = queries;
        this.explainSession = explainSession;
        this.explainFact = explainFact;
    }

    @Override
    public Uni<ExplainSessionResponse> explainSession(ExplainSessionRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ExplainSessionResponse answer(ExplainSessionRequest request) {
        return switch (SessionRequests.subject(request)) {
            case SessionRequests.Subject.OfSession(UUID sessionId) ->
                queries.find(sessionId)
                        .flatMap(stored -> explainSession.explain(stored.visitorId(), sessionId))
                        .map(this::explained)
                        .orElseThrow(() -> notFound("session", sessionId.toString()))
                        .build();
            case SessionRequests.Subject.OfEvent(String visitorId, String eventId) ->
                explainSession
                        .explain(visitorId, eventId)
                        .map(this::explained)
                        .orElseThrow(() -> notFound("web event of this visitor", eventId));
        };
    }

    private ExplainSessionResponse explained(ExplainSession.EventExplanation explanation) {
        ExplainSession.Explanation session = explanation.session();
        ExplainSessionResponse.Builder response = session == null
                ? ExplainSessionResponse.newBuilder()
                        .setSessionSettingsVersion(explanation.policies().version())
                : explained(session);
        List<String> steps = new ArrayList<>(response.getStepsList());
        steps.add(0, SessionSteps.ofEvent(explanation));
        return response.clearSteps().addAllSteps(steps).build();
    }

    private ExplainSessionResponse.Builder explained(ExplainSession.Explanation explanation) {
        UUID sessionId = explanation.session().session().sessionId();
        SessionView view = queries.find(sessionId).orElseGet(() -> SessionView.notYetStored(explanation.session()));
        SessionPolicy policy = explanation.policies().sessions();
        ExplainSessionResponse.Builder response = ExplainSessionResponse.newBuilder()
                .setSession(ExplanationMessages.of(view, explanation))
                .setSessionSettingsVersion(explanation.policies().version());
        List<WebEvent> interactions = explanation.interactions();
        boolean visitorsFirst = explanation.before() == null;
        for (int i = 0; i < Math.min(interactions.size(), MAX_EVENTS); i++) {
            response.addEvents(SessionMessages.of(interactions.get(i), i == 0 && visitorsFirst, policy));
        }
        FactReference fact = new FactReference(FactReference.Kind.SESSION, sessionId.toString());
        // What is stored may not know yet that the session has an owner, or another one.
        UUID personId = explanation.session().personId();
        Optional<ExplainFact.Outcome> outcome = explainFact.explain(fact).filter(known -> isOf(known, personId));
        outcome.ifPresent(known -> {
            switch (known) {
                case ExplainFact.Outcome.Made made -> response.setTouchpoint(TouchpointMessages.of(made.view()));
                case ExplainFact.Outcome.MadeNone none ->
                    response.setWithoutTouchpoint(NoTouchpointMessages.of(none.without()));
            }
        });
        return response.addAllSteps(ExplanationSteps.ofSession(explanation, outcome));
    }

    private static boolean isOf(ExplainFact.Outcome outcome, @Nullable UUID personId) {
        return switch (outcome) {
            case ExplainFact.Outcome.Made made ->
                made.view().touchpoint().personId().equals(personId);
            case ExplainFact.Outcome.MadeNone none -> personId == null;
        };
    }

    private static RpcFailure notFound(String what, String id) {
        return new RpcFailure.NotFound("FACT_NOT_FOUND", "no " + what + " has the id " + id, Map.of("id", id));
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
        Optional<SessionQueries.Key> after = page.after().flatMap(key -> SessionRequests.key(key, violations));
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
        Optional<SessionQueries.Dimension> dimension = SessionRequests.dimension(request, violations);
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
}
