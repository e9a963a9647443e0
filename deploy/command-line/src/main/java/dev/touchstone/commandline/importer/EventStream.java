package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.rpc.StreamCall;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Sends web events, some thousand on one stream, in messages of 500. */
public final class EventStream {
    /** Events in one message. */
    public static final int BATCH = 500;

    /** Events on one stream: what is sent again if it breaks. */
    public static final int STREAM = 10_000;

    private static final int DEADLINE_SECONDS = 300;

    private EventStream() {}

    /**
     * Sends the events on one stream and waits until they are stored. While the service is unavailable the whole stream
     * is repeated, which changes nothing that was stored.
     *
     * @param events at most {@link #STREAM}
     */
    public static IngestWebEventsResponse send(Services services, List<WebEvent> events) {
        return services.call(Remote.TOUCHPOINT, channel -> exchange(channel, events));
    }

    private static IngestWebEventsResponse exchange(Channel channel, List<WebEvent> events) {
        WebEventServiceGrpc.WebEventServiceStub stub =
                WebEventServiceGrpc.newStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        int messages = Math.ceilDiv(events.size(), BATCH);
        List<IngestWebEventsResponse> answers = StreamCall.exchange(
                stub::ingestWebEvents,
                IntStream.range(0, messages)
                        .mapToObj(i -> message(events, i * BATCH))
                        .iterator());
        if (answers.isEmpty()) {
            throw Status.INTERNAL
                    .withDescription("the stream ended without an answer")
                    .asRuntimeException();
        }
        return answers.get(answers.size() - 1);
    }

    private static IngestWebEventsRequest message(List<WebEvent> events, int from) {
        return IngestWebEventsRequest.newBuilder()
                .addAllWebEvents(events.subList(from, Math.min(events.size(), from + BATCH)))
                .build();
    }
}
