package dev.touchstone.touchpoint.collect;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.WebEventService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;

/**
 * Takes web events in over gRPC. One message after the other is stored, and the next is asked for only then, so that a
 * client that sends faster than the database stores is slowed down by gRPC's flow control.
 */
@GrpcService
class WebEventGrpcService implements WebEventService {
    private static final int MAX_REFUSALS = 100;

    private final AppendWebEvents appendWebEvents;
    private final Clock clock;
    private final MeterRegistry meters;
    private final BlockingCalls calls;

    WebEventGrpcService(AppendWebEvents appendWebEvents, Clock clock, MeterRegistry meters, BlockingCalls calls) {
        this.appendWebEvents = appendWebEvents;
        this.clock = clock;
        this.meters = meters;
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
        WebEventRequests.Parsed parsed = WebEventRequests.parse(request, summary.requestIndex++, clock.instant());
        EventLog.Appended appended = appendWebEvents.append(parsed.events());
        summary.add(parsed, appended);
        count(parsed);
        return true;
    }

    private void count(WebEventRequests.Parsed parsed) {
        for (Refusal refusal : parsed.refusals()) {
            // One refusal stands for one event, or for all events of a message that was refused whole.
            int events = parsed.refusedCount() / parsed.refusals().size();
            String reason = refusal.getViolations(0).getReason();
            meters.counter("touchstone.web.events.refused", "reason", reason).increment(events);
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
