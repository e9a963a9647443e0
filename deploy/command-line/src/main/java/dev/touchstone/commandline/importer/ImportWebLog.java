package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.importer.ImportResult.Stored;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.ProgressLine;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SessionDimension;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports a web log: reads, sends, waits until all is derived, and asks what it amounts to. Used once. */
public final class ImportWebLog {
    private static final int REFERRERS = 10;
    private static final int REFUSALS_KEPT = 20;
    private static final int LINES_BETWEEN_PROGRESS = 500;

    private final Services services;
    private final Terminal terminal;
    private final LogReport report = new LogReport();
    private final List<WebEvent> waiting = new ArrayList<>(EventStream.STREAM);
    private final List<Refusal> refusals = new ArrayList<>();
    private final long startedAt = System.nanoTime();
    private long accepted;
    private long duplicates;
    private long refused;

    public ImportWebLog(Services services, Terminal terminal) {
        this.services = services;
        this.terminal = terminal;
    }

    /**
     * How to import.
     *
     * @param site scheme and host, without slash at the end; empty if the user named none
     * @param includeCrawlers whether robots count like people
     */
    public record Settings(String site, boolean includeCrawlers) {}

    /**
     * Imports the log.
     *
     * @throws dev.touchstone.commandline.rpc.CommandFailed if touchpoint-service does not take it
     */
    public ImportResult run(LogSource source, Settings settings) {
        readAndSend(source, settings);
        Settling.await(services, terminal);
        SummarizeSessionsRequest.Builder range = SummarizeSessionsRequest.newBuilder();
        report.first().ifPresent(first -> range.getStartTimeBuilder().setSeconds(first.getEpochSecond()));
        report.last().ifPresent(last -> range.getEndTimeBuilder().setSeconds(last.getEpochSecond() + 1));
        return new ImportResult(
                report,
                new Stored(accepted, duplicates, refused, refusals),
                summary(range.setDimension(SessionDimension.SESSION_DIMENSION_CHANNEL)),
                summary(range.setDimension(SessionDimension.SESSION_DIMENSION_REFERRER_HOST)
                        .setLimit(REFERRERS)),
                !settings.site().isEmpty(),
                Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private void readAndSend(LogSource source, Settings settings) {
        LogEvents events = new LogEvents(settings, report);
        try (ProgressLine progress = new ProgressLine(terminal)) {
            for (String line = next(source); line != null; line = next(source)) {
                events.read(line, source.lastWasTooLong()).ifPresent(waiting::add);
                if (waiting.size() == EventStream.STREAM) {
                    send();
                }
                if (report.lines() % LINES_BETWEEN_PROGRESS == 0) {
                    progress.show(progress(source));
                }
            }
            if (!waiting.isEmpty()) {
                send();
            }
            progress.show(progress(source));
        }
    }

    private @Nullable String next(LogSource source) {
        try {
            return source.next();
        } catch (IOException e) {
            report.brokeOff("the log breaks off after line " + Words.number(report.lines()) + ": " + e.getMessage());
            return null;
        }
    }

    private void send() {
        IngestWebEventsResponse answer = EventStream.send(services, waiting);
        accepted += answer.getAcceptedCount();
        duplicates += answer.getDuplicateCount();
        refused += answer.getRefusedCount();
        answer.getRefusalsList().stream()
                .limit((long) REFUSALS_KEPT - refusals.size())
                .forEach(refusals::add);
        waiting.clear();
    }

    private String progress(LogSource source) {
        double seconds = Math.max(1, System.nanoTime() - startedAt) / 1e9;
        String counts = Words.count(report.lines(), "line") + ", " + Words.count(report.pageViews(), "page view") + ", "
                + Words.number(Math.round(report.lines() / seconds)) + " lines/s";
        if (source.size() == 0) {
            return "reading  " + counts;
        }
        long percent = Math.min(100, source.bytesRead() * 100 / source.size());
        return ProgressLine.bar(source.bytesRead(), source.size()) + " " + percent + " %  " + counts;
    }

    private SummarizeSessionsResponse summary(SummarizeSessionsRequest.Builder request) {
        SummarizeSessionsRequest question = request.build();
        return services.call(
                Remote.TOUCHPOINT,
                channel -> SessionServiceGrpc.newBlockingStub(channel).summarizeSessions(question));
    }
}
