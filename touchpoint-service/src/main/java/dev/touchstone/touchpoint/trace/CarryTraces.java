package dev.touchstone.touchpoint.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Lets a trace go on where work waits in the database: who leaves work behind leaves the trace with it, and who does the work
 * goes on with the trace. Only traces that are recorded are left.
 *
 * <p>Work that one trace caused is a span of that trace. Work that several caused together is a trace of its own with links to
 * them, as OpenTelemetry has it for batches.
 */
@ApplicationScoped
public class CarryTraces {
    /** As many as a span holds by default. */
    private static final int MAX_LINKS = 128;

    private final LeftTraceStore store;
    private final TraceSettings settings;
    private final Tracer tracer;
    private final Clock clock;

    public CarryTraces(LeftTraceStore store, TraceSettings settings, Tracer tracer, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.tracer = tracer;
        this.clock = clock;
    }

    /**
     * Leaves the trace of the running code with keys, in the caller's transaction.
     *
     * @param work what waits, a short word
     */
    public void leave(String work, Collection<String> keys) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isSampled()) {
            leaveAll(work, keys.stream().map(key -> LeftTrace.of(key, span)).toList());
        }
    }

    /** Leaves traces of others with keys, in the caller's transaction. */
    public void leaveAll(String work, List<LeftTrace> traces) {
        if (settings.isOn() && !traces.isEmpty()) {
            store.leave(work, traces, clock.instant());
        }
    }

    /**
     * Does work that waited, as what the traces left with its keys go on with.
     *
     * @param code does it; what it throws is passed on
     */
    public void goOn(String work, Collection<String> keys, Runnable code) {
        List<String> traces = settings.isOn() && !keys.isEmpty() ? store.take(work, keys) : List.of();
        if (traces.isEmpty()) {
            code.run();
        } else {
            inSpan(begin(work, traces).setAttribute("touchstone.keys", keys.size()), code);
        }
    }

    private SpanBuilder begin(String work, List<String> traces) {
        List<SpanContext> causes = traces.stream()
                .map(LeftTrace::span)
                .filter(SpanContext::isValid)
                .toList();
        SpanBuilder builder = tracer.spanBuilder("derive " + work);
        boolean isOne = causes.stream().map(SpanContext::getTraceId).distinct().count() == 1;
        builder.setParent(isOne ? Context.root().with(Span.wrap(causes.getFirst())) : Context.root());
        causes.stream().skip(isOne ? 1 : 0).limit(MAX_LINKS).forEach(builder::addLink);
        return builder;
    }

    /** What failed is in the log; its words may name somebody and are not for traces. */
    private static void inSpan(SpanBuilder builder, Runnable code) {
        Span span = builder.startSpan();
        try {
            Context.current().with(span).wrap(code).run();
        } catch (RuntimeException | Error error) {
            span.setStatus(StatusCode.ERROR);
            throw error;
        } finally {
            span.end();
        }
    }
}
