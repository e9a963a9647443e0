package dev.touchstone.touchpoint.journey;

import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.generate.CrmPersonFacts;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.remap.ChannelDirectory;
import dev.touchstone.touchpoint.remap.GrpcChannelDirectory;
import dev.touchstone.touchpoint.remap.RuleSetChoice;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainFactResponse;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.GetTouchpointRequest;
import dev.touchstone.touchpoint.v1.GetTouchpointResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsResponse;
import dev.touchstone.touchpoint.v1.TouchpointService;
import dev.touchstone.touchpoint.v1.WatchTouchpointsRequest;
import dev.touchstone.touchpoint.v1.WatchTouchpointsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads and explains touchpoints over gRPC. */
@GrpcService
class TouchpointGrpcService implements TouchpointService {
    private static final int MAX_JOURNEY = 10_000;

    private final BlockingCalls calls;
    private final TouchpointQueries queries;
    private final ExplainTouchpoint explainTouchpoint;
    private final ExplainFact explainFact;
    private final GrpcChannelDirectory directory;
    private final WatchStream watchStream;

    TouchpointGrpcService(
            BlockingCalls calls,
            TouchpointQueries queries,
            ExplainTouchpoint explainTouchpoint,
            ExplainFact explainFact,
            GrpcChannelDirectory directory,
            WatchStream watchStream) {
        this.calls = calls;
        this.queries = queries;
        this.explainTouchpoint = explainTouchpoint;
        this.explainFact = explainFact;
        this.directory = directory;
        this.watchStream = watchStream;
    }

    @Override
    public Uni<GetTouchpointResponse> getTouchpoint(GetTouchpointRequest request) {
        return calls.answer(() -> answer(request));
    }

    private GetTouchpointResponse answer(GetTouchpointRequest request) {
        UUID id = TouchpointRequests.touchpointId(request.getTouchpointId());
        TouchpointView view = queries.find(id).orElseThrow(() -> touchpointNotFound(id));
        return GetTouchpointResponse.newBuilder()
                .setTouchpoint(TouchpointMessages.of(view))
                .build();
    }

    @Override
    public Uni<ListTouchpointsResponse> listTouchpoints(ListTouchpointsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListTouchpointsResponse answer(ListTouchpointsRequest request) {
        TouchpointRequests.Listing listing = TouchpointRequests.listing(request);
        Page page = listing.page();
        List<TouchpointView> views =
                queries.list(listing.selection(), request.getChannel(), listing.after(), page.size() + 1);
        ListTouchpointsResponse.Builder response = ListTouchpointsResponse.newBuilder();
        views.stream().limit(page.size()).map(TouchpointMessages::of).forEach(response::addTouchpoints);
        if (views.size() > page.size()) {
            response.setNextPageToken(
                    TouchpointRequests.token(views.get(page.size() - 1).touchpoint(), request));
        }
        return response.build();
    }

    @Override
    public Uni<SummarizeTouchpointsResponse> summarizeTouchpoints(SummarizeTouchpointsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private SummarizeTouchpointsResponse answer(SummarizeTouchpointsRequest request) {
        List<TouchpointQueries.Count> counts = queries.count(TouchpointRequests.selection(request));
        SummarizeTouchpointsResponse.Builder response = SummarizeTouchpointsResponse.newBuilder();
        counts.forEach(count -> response.addCounts(TouchpointMessages.of(count)));
        response.setTotalTouchpointCount(
                counts.stream().mapToLong(TouchpointQueries.Count::touchpoints).sum());
        return response.build();
    }

    @Override
    public Uni<GetJourneyResponse> getJourney(GetJourneyRequest request) {
        return calls.answer(() -> answer(request));
    }

    private GetJourneyResponse answer(GetJourneyRequest request) {
        UUID personId = TouchpointRequests.personId(request);
        String email = queries.email(personId)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "PERSON_NOT_FOUND",
                        "nothing is known of this person; facts that were sent a moment ago may still be on their way",
                        Map.of("id", personId.toString())));
        GetJourneyResponse.Builder response =
                GetJourneyResponse.newBuilder().setPersonId(personId.toString()).setEmail(email);
        queries.ofPerson(personId, MAX_JOURNEY).forEach(view -> response.addTouchpoints(TouchpointMessages.of(view)));
        ExplainFact.Person known = explainFact.person(personId);
        known.without().stream()
                .limit(MAX_JOURNEY)
                .map(NoTouchpointMessages::of)
                .forEach(response::addFactsWithoutTouchpoint);
        known.facts().people().stream()
                .sorted(Comparator.comparing(CrmPersonFacts::crmPersonId))
                .map(person -> TouchpointMessages.of(person, known.facts().isDuplicate(person)))
                .forEach(response::addRecords);
        return response.build();
    }

    @Override
    public Multi<WatchTouchpointsResponse> watchTouchpoints(WatchTouchpointsRequest request) {
        return watchStream.open(request.getAfterCursor());
    }

    @Override
    public Uni<ExplainTouchpointResponse> explainTouchpoint(ExplainTouchpointRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ExplainTouchpointResponse answer(ExplainTouchpointRequest request) {
        UUID id = TouchpointRequests.touchpointId(request.getTouchpointId());
        ExplainTouchpoint.Explanation explanation =
                explainTouchpoint.explain(id).orElseThrow(() -> touchpointNotFound(id));
        ExplainTouchpointResponse.Builder response = ExplainTouchpointResponse.newBuilder()
                .setTouchpoint(TouchpointMessages.of(explanation.view()))
                .addAllSteps(explanation.steps());
        addEvidence(explanation.evidence(), response);
        addChannel(explanation, response);
        return response.build();
    }

    /** The contract: absent while mapping-service does not answer. What the touchpoint itself knows is told. */
    private void addChannel(ExplainTouchpoint.Explanation explanation, ExplainTouchpointResponse.Builder response) {
        Channel channel = explanation.view().channel();
        try {
            response.setChannelExplanation(directory.explain(
                    channel == null ? null : new RuleSetChoice.Version(channel.ruleSetVersion()),
                    explanation.mappingKey()));
        } catch (ChannelDirectory.Unavailable | ChannelDirectory.Refused notNow) {
            response.clearChannelExplanation();
        }
    }

    private static void addEvidence(ExplainTouchpoint.Evidence evidence, ExplainTouchpointResponse.Builder response) {
        ExplainSession.Explanation session = evidence.session();
        ExplainRule.Explanation rule = evidence.rule();
        switch (evidence.fact()) {
            case FindFact.Found.OfSession(var stored)
            when session != null -> response.setSession(ExplanationMessages.of(stored, session));
            case FindFact.Found.OfSession(var stored) ->
                throw new IllegalStateException("a session is explained, or its touchpoint is not");
            case FindFact.Found.OfMember(var member) ->
                response.setCampaignMember(ExplanationMessages.ofMember(member));
            case FindFact.Found.OfActivity(var activity) ->
                response.setActivity(ExplanationMessages.ofActivity(activity));
            case FindFact.Found.OfProgramMember(var member) ->
                response.setProgramMember(ExplanationMessages.ofProgramMember(member));
            case FindFact.Found.OfMarketingActivity(var activity) ->
                response.setMarketingActivity(ExplanationMessages.ofMarketingActivity(activity));
        }
        if (rule != null) {
            response.setRule(ExplanationMessages.of(rule));
        }
    }

    @Override
    public Uni<ExplainFactResponse> explainFact(ExplainFactRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ExplainFactResponse answer(ExplainFactRequest request) {
        FactReference fact = TouchpointRequests.fact(request);
        Optional<ExplainFact.Outcome> outcome = explainFact.explain(fact);
        ExplainFactResponse.Builder response = ExplainFactResponse.newBuilder();
        switch (outcome.orElseThrow(() -> explainFact.isStored(fact) ? derivationPending(fact) : factNotFound(fact))) {
            case ExplainFact.Outcome.Made made -> response.setTouchpoint(TouchpointMessages.of(made.view()));
            case ExplainFact.Outcome.MadeNone none ->
                response.setWithoutTouchpoint(NoTouchpointMessages.of(none.without()));
        }
        return response.build();
    }

    private static RpcFailure touchpointNotFound(UUID id) {
        return new RpcFailure.NotFound(
                "TOUCHPOINT_NOT_FOUND", "no touchpoint has the id " + id, Map.of("id", id.toString()));
    }

    private static RpcFailure derivationPending(FactReference fact) {
        return new RpcFailure.Unavailable(
                "DERIVATION_PENDING",
                "the touchpoint of " + fact.kind() + " " + fact.id() + " is being derived; repeat in a moment",
                Duration.ofSeconds(1));
    }

    private static RpcFailure factNotFound(FactReference fact) {
        return new RpcFailure.NotFound(
                "FACT_NOT_FOUND", "no " + fact.kind() + " has the id " + fact.id(), Map.of("id", fact.id()));
    }
}
