package dev.touchstone.touchpoint.collect;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.site.SiteDirectory;
import dev.touchstone.touchpoint.site.Sites;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.WebEventService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes web events in over gRPC. One message after the other is stored, and the next is asked for only then, so that a
 * client that sends faster than the database stores is slowed down by gRPC's flow control.
 */
@GrpcService
class WebEventGrpcService implements WebEventService {
    private static final int MAX_REFUSALS = 100;

    private final AppendWebEvents appendWebEvents;
    private final Sites sites;
    private final Clock clock;
    private final RefusalCounts refusals;
    private final BlockingCalls calls;

    WebEventGrpcService(
            AppendWebEvents appendWebEvents, Sites sites, Clock clock, RefusalCounts refusals, BlockingCalls calls) {
        this.appendWebEvents = appendWebEvents;
        this.sites = sites;
        this.clock = clock;
        this.refusals = refusals;
        this.calls = calls;
    }

    @Override
    public Uni<IngestWebEventsResponse> ingestWebEvents(Multi<IngestWebEventsRequest> requests) {
        Summary summary = new Summary();
        return calls.answerEach(requests, request -> store(request, summary))
                .collect()
                .last()
                .map(ignored -> summary.response.build());
    }

    private boolean store(IngestWebEventsRequest request, Summary summary) {
        Optional<SiteDirectory> directory = sites.directory();
        if (directory.isEmpty() && WebEventRequests.namesSite(request)) {
            throw new RpcFailure.Unavailable(
                    "DATABASE_UNAVAILABLE", "the sites have not been read yet", Duration.ofSeconds(1));
        }
        long requestIndex = summary.requestIndex++;
        WebEventRequests.Parsed parsed = WebEventRequests.parse(request, requestIndex, clock.instant(), directory);
        EventLog.Appended appended = appendWebEvents.append(parsed.admitted());
        WebEventRequests.Parsed taken = parsed.withoutErased(requestIndex, appended.erased());
        summary.add(taken, appended);
        count(taken);
        return true;
    }

    private void count(WebEventRequests.Parsed parsed) {
        for (Refusal refusal : parsed.refusals()) {
            // One refusal stands for one event, or for all events of a message that was refused whole.
            int events = parsed.refusedCount() / parsed.refusals().size();
            String reason = refusal.getViolations(0).getReason();
            refusals.add(reason, events);
        }
    }

    /** Touched by one message at a time. */
    private static final class Summary {
        private final IngestWebEventsResponse.Builder response = IngestWebEventsResponse.newBuilder();
        private long requestIndex;

        void add(WebEventRequests.Parsed parsed, EventLog.Appended appended) {
            response.setAcceptedCount(response.getAcceptedCount() + appended.accepted());
            response.setDuplicateCount(response.getDuplicateCount() + appended.duplicates());
            response.setRefusedCount(response.getRefusedCount() + parsed.refusedCount());
            for (Refusal refusal : parsed.refusals()) {
                if (response.getRefusalsCount() < MAX_REFUSALS) {
                    response.addRefusals(refusal);
                }
            }
        }
    }
}
