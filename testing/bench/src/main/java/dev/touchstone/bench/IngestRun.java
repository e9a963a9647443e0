package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends an input through gRPC streams. */
final class IngestRun {
    private final Services services;
    private final EventInput input;
    private final int streams;

    IngestRun(Services services, EventInput input, int streams) {
        this.services = services;
        this.input = input;
        this.streams = streams;
    }

    /** From the first message to the last acknowledgement. */
    Duration run() {
        long started = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<IngestWebEventsResponse>> answers = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            answers.add(new Sender(next).start());
        }
        long accepted = answers.stream()
                .mapToLong(answer -> answer.join().getAcceptedCount())
                .sum();
        if (accepted != input.events()) {
            throw new CommandFailed("sent " + input.events() + " events but " + accepted + " were accepted");
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Sends messages whenever the stream has room, so that the service sets the pace. */
    private final class Sender implements ClientResponseObserver<IngestWebEventsRequest, IngestWebEventsResponse> {
        private final AtomicInteger next;
        private final CompletableFuture<IngestWebEventsResponse> answer = new CompletableFuture<>();
        private boolean complete;

        Sender(AtomicInteger next) {
            this.next = next;
        }

        CompletableFuture<IngestWebEventsResponse> start() {
            WebEventServiceGrpc.newStub(services.channel(Remote.TOUCHPOINT)).ingestWebEvents(this);
            return answer;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<IngestWebEventsRequest> stream) {
            stream.setOnReadyHandler(() -> {
                while (!complete && stream.isReady()) {
                    int number = next.getAndIncrement();
                    complete = number >= input.messages();
                    if (complete) {
                        stream.onCompleted();
                    } else {
                        stream.onNext(input.message(number));
                    }
                }
            });
        }

        @Override
        public void onNext(IngestWebEventsResponse response) {
            answer.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            answer.completeExceptionally(new CommandFailed("the stream ended without an answer"));
        }
    }
}
