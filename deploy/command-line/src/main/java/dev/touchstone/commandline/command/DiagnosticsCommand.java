package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.DiagnosticText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.salessync.v1.DiagnosticCause;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.ListDiagnosticCausesRequest;
import dev.touchstone.salessync.v1.ListDiagnosticCausesResponse;
import dev.touchstone.salessync.v1.ListDiagnosticsRequest;
import dev.touchstone.salessync.v1.ListDiagnosticsResponse;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.RetryDiagnosticsResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was given up and gives it back. */
@Command(
        name = "diagnostics",
        description =
                "Show what could not be done for good, by cause; with --retry, try it again once the cause is mended.")
final class DiagnosticsCommand implements Callable<Integer> {
    private static final int PAGE = 100;

    private final Context context;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Only what failed for this cause, one by one.")
    private String cause = "";

    @Option(names = "--retry", description = "Try all of the cause again.")
    private boolean retry;

    @Mixin
    private Author author = new Author();

    DiagnosticsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int width = context.terminal().outWidth();
        if (retry) {
            return retry();
        }
        if (cause.isEmpty()) {
            ListDiagnosticCausesResponse answer = causes();
            return context.show(answer, () -> DiagnosticText.causes(answer.getCausesList(), width));
        }
        ListDiagnosticsResponse answer = ask(stub -> stub.listDiagnostics(ListDiagnosticsRequest.newBuilder()
                .setCause(cause)
                .setPageSize(PAGE)
                .build()));
        return context.show(
                answer,
                () -> DiagnosticText.diagnostics(
                        answer.getDiagnosticsList(), !answer.getNextPageToken().isEmpty(), width));
    }

    private int retry() {
        if (cause.isEmpty()) {
            throw new CommandFailed("--retry needs --cause: mend one cause at a time");
        }
        List<String> kinds = causes().getCausesList().stream()
                .filter(found -> found.getCause().equals(cause))
                .map(DiagnosticCause::getKind)
                .toList();
        long retried = 0;
        for (String kind : kinds) {
            RetryDiagnosticsRequest request = RetryDiagnosticsRequest.newBuilder()
                    .setKind(kind)
                    .setCause(cause)
                    .setAuthor(author.name())
                    .setNote(author.note())
                    .build();
            retried += ask(stub -> stub.retryDiagnostics(request)).getRetriedCount();
        }
        RetryDiagnosticsResponse answer =
                RetryDiagnosticsResponse.newBuilder().setRetriedCount(retried).build();
        return context.show(answer, () -> DiagnosticText.retried(answer.getRetriedCount()));
    }

    private ListDiagnosticCausesResponse causes() {
        return ask(stub -> stub.listDiagnosticCauses(ListDiagnosticCausesRequest.getDefaultInstance()));
    }

    private <R> R ask(Function<DiagnosticServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.SALES_SYNC, channel -> call.apply(DiagnosticServiceGrpc.newBlockingStub(channel)));
    }
}
