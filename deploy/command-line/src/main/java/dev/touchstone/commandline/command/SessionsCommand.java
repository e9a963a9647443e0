package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.SessionText;
import dev.touchstone.commandline.render.TouchpointText;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.touchpoint.v1.ListSessionsRequest;
import dev.touchstone.touchpoint.v1.ListSessionsResponse;
import dev.touchstone.touchpoint.v1.SessionDimension;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists or counts sessions. */
@Command(name = "sessions", description = "List web sessions, or count them by channel or referrer.")
public final class SessionsCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    private final Context context;

    @Option(names = "--by", description = "Count by: ${COMPLETION-CANDIDATES}.")
    private @Nullable Dimension by;

    @Option(names = "--visitor", paramLabel = "ID", description = "Only this visitor (lists only).")
    private String visitor = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Only from this date or time on (counts only, UTC).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Only before this date or time (counts only, UTC).")
    private @Nullable Instant to;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many rows; 50 if not given.")
    private int limit = 50;

    public SessionsCommand(Context context) {
        this.context = context;
    }

    /** What to count by. */
    enum Dimension {
        CHANNEL,
        REFERRER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        Options.positive("--limit", limit);
        return by == null ? list() : summarize(by);
    }

    private int summarize(Dimension dimension) {
        SummarizeSessionsRequest.Builder request = SummarizeSessionsRequest.newBuilder()
                .setLimit(limit)
                .setDimension(
                        dimension == Dimension.CHANNEL
                                ? SessionDimension.SESSION_DIMENSION_CHANNEL
                                : SessionDimension.SESSION_DIMENSION_REFERRER_HOST);
        if (from != null) {
            request.setStartTime(Times.timestamp(from));
        }
        if (to != null) {
            request.setEndTime(Times.timestamp(to));
        }
        SummarizeSessionsResponse answer = context.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> SessionServiceGrpc.newBlockingStub(channel).summarizeSessions(request.build()));
        int width = context.terminal().outWidth();
        return context.show(
                answer,
                () -> dimension == Dimension.CHANNEL
                        ? TouchpointText.sessionsByChannel(answer, width)
                        : TouchpointText.sessionsByReferrer(answer, width));
    }

    private int list() {
        ListSessionsRequest.Builder request = ListSessionsRequest.newBuilder().setVisitorId(visitor);
        ListSessionsResponse.Builder all = ListSessionsResponse.newBuilder();
        do {
            request.setPageSize(Math.min(PAGE, limit - all.getSessionsCount()));
            ListSessionsResponse page = context.services()
                    .call(
                            Remote.TOUCHPOINT,
                            channel ->
                                    SessionServiceGrpc.newBlockingStub(channel).listSessions(request.build()));
            all.addAllSessions(page.getSessionsList()).setNextPageToken(page.getNextPageToken());
            request.setPageToken(page.getNextPageToken());
        } while (!all.getNextPageToken().isEmpty() && all.getSessionsCount() < limit);
        String more = all.getNextPageToken().isEmpty() ? "" : "There are more; --limit asks for them.\n";
        return context.show(
                all.build(),
                () -> SessionText.list(all.getSessionsList(), context.terminal().outWidth()) + more);
    }
}
