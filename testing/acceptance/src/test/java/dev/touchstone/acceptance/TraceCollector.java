package dev.touchstone.acceptance;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces by OTLP, as a platform team's collector does. */
final class TraceCollector implements AutoCloseable {
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final Server server;

    TraceCollector() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(new Receiver())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A span that arrived.
     *
     * @param service who sent it
     * @param span all of it
     */
    record Seen(String service, Span span) {
        String name() {
            return span.getName();
        }

        String trace() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }
    }

    /** What {@code QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT} has to be. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** All spans so far. */
    List<Seen> spans() {
        return spans;
    }

    /** The spans of one name. */
    List<Seen> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    /** The names from the root of a trace down to a span, as far as they have arrived. */
    List<String> path(Seen span) {
        List<String> names = new ArrayList<>();
        Optional<Seen> next = Optional.of(span);
        while (next.isPresent()) {
            names.addFirst(next.get().name());
            next = parent(next.get());
        }
        return names;
    }

    private Optional<Seen> parent(Seen child) {
        return spans.stream()
                .filter(span -> span.span().getTraceId().equals(child.span().getTraceId())
                        && span.span().getSpanId().equals(child.span().getParentSpanId()))
                .findFirst();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Receiver extends TraceServiceGrpc.TraceServiceImplBase {
        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
            for (ResourceSpans resource : request.getResourceSpansList()) {
                String service = resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("");
                for (ScopeSpans scope : resource.getScopeSpansList()) {
                    scope.getSpansList().forEach(span -> spans.add(new Seen(service, span)));
                }
            }
            answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }
}
