package dev.touchstone.touchpoint.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trace of what caused some work that waits.
 *
 * @param key what the work is about
 * @param traceparent as W3C Trace Context writes it: version, trace, span, flags
 */
public record LeftTrace(String key, String traceparent) {
    private static final String HEADER = "traceparent";

    /** A trace left with a key. */
    public static LeftTrace of(String key, SpanContext span) {
        return new LeftTrace(
                key,
                "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex());
    }

    /** The span that left it; invalid if the text is none. */
    static SpanContext span(String traceparent) {
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new Text());
        return Span.fromContext(context).getSpanContext();
    }

    /** Reads a header of which there is only the value. */
    private static final class Text implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String traceparent) {
            return Set.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals(HEADER) ? Objects.requireNonNull(traceparent) : null;
        }
    }
}
