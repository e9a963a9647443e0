package dev.touchstone.salessync.diagnostic;

import com.google.protobuf.ByteString;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.v1.DiagnosticService;
import dev.touchstone.salessync.v1.ExportDiagnosticsRequest;
import dev.touchstone.salessync.v1.ExportDiagnosticsResponse;
import dev.touchstone.salessync.v1.ListDiagnosticCausesRequest;
import dev.touchstone.salessync.v1.ListDiagnosticCausesResponse;
import dev.touchstone.salessync.v1.ListDiagnosticsRequest;
import dev.touchstone.salessync.v1.ListDiagnosticsResponse;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.RetryDiagnosticsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Shows what was given up and gives it back, over gRPC. */
@GrpcService
final class DiagnosticGrpcService implements DiagnosticService {
    private final BlockingCalls calls;
    private final SqlDeadLetterStore letters;
    private final RetryDeadLetters retries;

    DiagnosticGrpcService(BlockingCalls calls, SqlDeadLetterStore letters, RetryDeadLetters retries) {
        this.calls = calls;
        this.letters = letters;
        this.retries = retries;
    }

    @Override
    public Uni<ListDiagnosticCausesResponse> listDiagnosticCauses(ListDiagnosticCausesRequest request) {
        return calls.answer(() -> ListDiagnosticCausesResponse.newBuilder()
                .addAllCauses(letters.causes().stream()
                        .map(DiagnosticMessages::message)
                        .toList())
                .build());
    }

    @Override
    public Uni<ListDiagnosticsResponse> listDiagnostics(ListDiagnosticsRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListDiagnosticsResponse answer(ListDiagnosticsRequest request) {
        Page page = DiagnosticRequests.page(request);
        List<StoredLetter> found =
                letters.list(request.getKind(), request.getCause(), DiagnosticRequests.after(page), page.size() + 1);
        List<StoredLetter> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListDiagnosticsResponse.Builder response = ListDiagnosticsResponse.newBuilder();
        shown.forEach(letter -> response.addDiagnostics(DiagnosticMessages.message(letter)));
        if (found.size() > page.size()) {
            response.setNextPageToken(DiagnosticRequests.token(shown.get(shown.size() - 1), request));
        }
        return response.build();
    }

    @Override
    public Uni<RetryDiagnosticsResponse> retryDiagnostics(RetryDiagnosticsRequest request) {
        return calls.answer(() -> RetryDiagnosticsResponse.newBuilder()
                .setRetriedCount(retries.retry(DiagnosticRequests.retry(request)))
                .build());
    }

    /** A piece is read when the receiver has room for it. */
    @Override
    public Multi<ExportDiagnosticsResponse> exportDiagnostics(ExportDiagnosticsRequest request) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new DiagnosticFile(letters), file -> calls.answer(() -> next(file, request)))
                .whilst(piece -> !piece.last())
                .map(piece -> ExportDiagnosticsResponse.newBuilder()
                        .setCsv(ByteString.copyFromUtf8(piece.csv()))
                        .build());
    }

    private static DiagnosticFile.Piece next(DiagnosticFile file, ExportDiagnosticsRequest request) {
        DiagnosticRequests.check(request);
        return file.next(request.getKind(), request.getCause());
    }
}
