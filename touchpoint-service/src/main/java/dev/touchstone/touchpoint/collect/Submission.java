package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Events of one sender that wait to be stored. */
final class Submission {
    /** What an event costs in memory beside its texts. */
    private static final int EVENT_BYTES = 400;

    private final Admitted admitted;
    private final long bytes;
    private final SpanContext trace = Span.current().getSpanContext();
    private final CompletableFuture<EventLog.Appended> answer = new CompletableFuture<>();

    Submission(Admitted admitted) {
        this.admitted = admitted;
        this.bytes = admitted.events().stream().mapToLong(Submission::bytes).sum();
    }

    Admitted admitted() {
        return admitted;
    }

    /** The span that brought them; invalid if there is none. */
    SpanContext trace() {
        return trace;
    }

    int size() {
        return admitted.events().size();
    }

    /** Estimated. */
    long bytes() {
        return bytes;
    }

    /** Completed after the commit, or with what went wrong. */
    CompletableFuture<EventLog.Appended> answer() {
        return answer;
    }

    private static long bytes(WebEvent event) {
        return EVENT_BYTES + length(event.page()) + length(event.referrer());
    }

    /** The address as it was sent, and its parts once more. */
    private static long length(@Nullable PageUrl url) {
        return url == null ? 0 : 2L * url.raw().length();
    }
}
