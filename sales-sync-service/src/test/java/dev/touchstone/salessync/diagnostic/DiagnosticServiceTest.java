package dev.touchstone.salessync.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.Diagnostic;
import dev.touchstone.salessync.v1.DiagnosticCause;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.ExportDiagnosticsRequest;
import dev.touchstone.salessync.v1.ListDiagnosticCausesRequest;
import dev.touchstone.salessync.v1.ListDiagnosticsRequest;
import dev.touchstone.salessync.v1.ListDiagnosticsResponse;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was given up, as an operator sees it: real gRPC, real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class DiagnosticServiceTest {
    private static final Instant AT = Instant.parse("2026-07-15T10:02:00Z");
    private static final String KIND = "test-row";

    @GrpcClient("service")
    DiagnosticServiceBlockingStub diagnostics;

    @Inject
    DeadLetters letters;

    @Inject
    TestOwner owner;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    /** Takes everything back, and may fail as an owner with a bug would. */
    @ApplicationScoped
    static class TestOwner implements DeadLetterOwner {
        private final List<String> taken = new ArrayList<>();
        private boolean broken;

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public synchronized void retry(List<String> keys) {
            if (broken) {
                throw new IllegalStateException("broken for the test");
            }
            taken.addAll(keys);
        }

        synchronized List<String> taken() {
            return List.copyOf(taken);
        }

        synchronized void reset(boolean nowBroken) {
            taken.clear();
            broken = nowBroken;
        }
    }

    @BeforeEach
    void empty() throws Exception {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
        execute("DELETE FROM dead_letter WHERE kind LIKE 'test-%'");
        execute("DELETE FROM dead_letter_retry WHERE kind LIKE 'test-%'");
        owner.reset(false);
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private String textOf(String query) throws Exception {
        return TestSql.text(database, query);
    }

    private void put(String kind, String key, String cause, String sentence, long marketoId, Instant at) {
        QuarkusTransaction.requiringNew()
                .run(() -> letters.put(
                        new DeadLetter(kind, key, cause, "1004", sentence, OptionalLong.of(marketoId), at)));
    }

    private void putMany(int count, String cause) {
        QuarkusTransaction.requiringNew()
                .run(() -> letters.putAll(IntStream.range(0, count)
                        .mapToObj(i -> new DeadLetter(
                                KIND, "key-%05d".formatted(i), cause, "", "gone", OptionalLong.empty(), AT))
                        .toList()));
    }

    private List<DiagnosticCause> causes() {
        return diagnostics
                .listDiagnosticCauses(ListDiagnosticCausesRequest.getDefaultInstance())
                .getCausesList()
                .stream()
                .filter(cause -> cause.getKind().startsWith("test-"))
                .toList();
    }

    private static void assertRefused(Runnable call, Status.Code code, String reason) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(code);
            assertThat(StatusProto.fromThrowable(failure).getDetailsList())
                    .anySatisfy(detail -> assertThat(
                                    detail.is(ErrorInfo.class)
                                            ? detail.unpack(ErrorInfo.class).getReason()
                                            : "")
                            .isEqualTo(reason));
        });
    }

    private RetryDiagnosticsRequest.Builder retry() {
        return RetryDiagnosticsRequest.newBuilder().setKind(KIND).setAuthor("ann");
    }

    @Test
    void causesHaveCountsAndTheLatestExamples() {
        for (int i = 1; i <= 5; i++) {
            put(KIND, "a-" + i, "LEAD_GONE", "lead of ann" + i + "@x.test is gone", i, AT.plusSeconds(i));
        }
        put("test-window", "w-1", "INVALID_DATA", "bad", 7, AT);

        assertThat(causes()).hasSize(2);
        DiagnosticCause gone = causes().get(0);
        assertThat(gone.getCause()).isEqualTo("LEAD_GONE");
        assertThat(gone.getWaitingCount()).isEqualTo(5);
        assertThat(gone.getRetryingCount()).isZero();
        assertThat(gone.getFirstFailTime().getSeconds())
                .isEqualTo(AT.plusSeconds(1).getEpochSecond());
        assertThat(gone.getLastFailTime().getSeconds())
                .isEqualTo(AT.plusSeconds(5).getEpochSecond());
        assertThat(gone.getExamplesList()).map(Diagnostic::getKey).containsExactly("a-5", "a-4", "a-3");
        assertThat(gone.getExamples(0).getSentence()).isEqualTo("lead of [e-mail] is gone");
        assertThat(gone.getExamples(0).getMarketoId()).isEqualTo(5);
        assertThat(causes().get(1).getKind()).isEqualTo("test-window");
    }

    @Test
    void pagesHoldEveryDiagnosticOnce() {
        putMany(25, "LEAD_GONE");
        List<String> keys = new ArrayList<>();
        ListDiagnosticsRequest.Builder request = ListDiagnosticsRequest.newBuilder()
                .setKind(KIND)
                .setCause("LEAD_GONE")
                .setPageSize(10);
        do {
            ListDiagnosticsResponse page = diagnostics.listDiagnostics(request.build());
            page.getDiagnosticsList().forEach(diagnostic -> keys.add(diagnostic.getKey()));
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());

        assertThat(keys).hasSize(25).isSorted().doesNotHaveDuplicates();
        String token = diagnostics
                .listDiagnostics(ListDiagnosticsRequest.newBuilder()
                        .setKind(KIND)
                        .setPageSize(1)
                        .build())
                .getNextPageToken();
        assertRefused(
                () -> diagnostics.listDiagnostics(
                        ListDiagnosticsRequest.newBuilder().setPageToken(token).build()),
                Status.Code.INVALID_ARGUMENT,
                "INVALID_FIELDS");
    }

    @Test
    void aCauseIsGivenBackWholeAndOnce() throws Exception {
        putMany(2_500, "LEAD_GONE");
        put(KIND, "other", "INVALID_DATA", "bad", 7, AT);

        long retried = diagnostics
                .retryDiagnostics(
                        retry().setCause("LEAD_GONE").setNote("mended").build())
                .getRetriedCount();

        assertThat(retried).isEqualTo(2_500);
        assertThat(owner.taken()).hasSize(2_500).doesNotHaveDuplicates().doesNotContain("other");
        assertThat(causes().get(0).getWaitingCount()).isZero();
        assertThat(causes().get(0).getRetryingCount()).isEqualTo(2_500);
        assertThat(textOf("SELECT author || ' ' || note || ' ' || letter_count FROM dead_letter_retry WHERE kind = '"
                        + KIND + "'"))
                .isEqualTo("ann mended 2500");
        assertThat(diagnostics
                        .retryDiagnostics(retry().setCause("LEAD_GONE").build())
                        .getRetriedCount())
                .isZero();
    }

    /** F37: letters have the time of whoever put them there, not of who takes the call. */
    @Test
    void aLetterOfAClockThatIsAheadIsGivenBackToo() {
        put(KIND, "a", "LEAD_GONE", "gone", 1, Instant.now().plusSeconds(3_600));

        assertThat(diagnostics
                        .retryDiagnostics(retry().setCause("LEAD_GONE").build())
                        .getRetriedCount())
                .isEqualTo(1);
        assertThat(owner.taken()).containsExactly("a");
    }

    @Test
    void whatFailsAgainWaitsAgainAndWhatIsDoneIsGone() {
        put(KIND, "a", "LEAD_GONE", "gone", 1, AT);
        put(KIND, "b", "LEAD_GONE", "gone", 2, AT);
        assertThat(diagnostics.retryDiagnostics(retry().setKey("a").build()).getRetriedCount())
                .isEqualTo(1);
        assertThat(owner.taken()).containsExactly("a");

        put(KIND, "a", "INVALID_DATA", "bad now", 1, AT.plusSeconds(60));
        QuarkusTransaction.requiringNew().run(() -> letters.settle(KIND, List.of("b", "unknown")));

        List<Diagnostic> left = diagnostics
                .listDiagnostics(
                        ListDiagnosticsRequest.newBuilder().setKind(KIND).build())
                .getDiagnosticsList();
        assertThat(left).hasSize(1);
        assertThat(left.get(0).getKey()).isEqualTo("a");
        assertThat(left.get(0).getCause()).isEqualTo("INVALID_DATA");
        assertThat(left.get(0).getFailureCount()).isEqualTo(2);
        assertThat(left.get(0).getFirstFailTime().getSeconds()).isEqualTo(AT.getEpochSecond());
        assertThat(left.get(0).hasRetryTime()).isFalse();
    }

    @Test
    void anOwnerThatFailsLeavesEverythingAsItWas() {
        put(KIND, "a", "LEAD_GONE", "gone", 1, AT);
        owner.reset(true);

        assertRefused(
                () -> diagnostics.retryDiagnostics(retry().setCause("LEAD_GONE").build()),
                Status.Code.INTERNAL,
                "INTERNAL");
        assertThat(causes().get(0).getWaitingCount()).isEqualTo(1);
    }

    @Test
    void whatCannotBeRetriedIsSaid() {
        put("test-window", "w", "INVALID_DATA", "bad", 7, AT);

        assertRefused(
                () -> diagnostics.retryDiagnostics(retry().setKey("nothing").build()),
                Status.Code.NOT_FOUND,
                "DIAGNOSTIC_NOT_FOUND");
        assertRefused(
                () -> diagnostics.retryDiagnostics(
                        retry().setKind("test-window").setKey("w").build()),
                Status.Code.FAILED_PRECONDITION,
                "DIAGNOSTIC_NOT_RETRIABLE");
        assertRefused(
                () -> diagnostics.retryDiagnostics(
                        RetryDiagnosticsRequest.newBuilder().setKind(KIND).build()),
                Status.Code.INVALID_ARGUMENT,
                "INVALID_FIELDS");
    }

    @Test
    void aFileHoldsEveryLine() {
        putMany(1_200, "LEAD_GONE");
        StringBuilder file = new StringBuilder();
        diagnostics
                .exportDiagnostics(
                        ExportDiagnosticsRequest.newBuilder().setKind(KIND).build())
                .forEachRemaining(piece -> file.append(piece.getCsv().toStringUtf8()));

        List<String> lines = file.toString().lines().toList();
        assertThat(lines).hasSize(1_201).doesNotHaveDuplicates();
        assertThat(lines.get(0)).startsWith("kind,key,cause");
        assertThat(lines.get(1_200)).startsWith("test-row,key-01199,LEAD_GONE,,gone,,2026-07-15T10:02:00Z");
        assertThat(file).endsWith("\r\n");
    }

    @Test
    void nothingIsKeptAboutWhoIsErased() {
        put(KIND, "a", "LEAD_GONE", "gone", 101, AT);
        put(KIND, "b", "LEAD_GONE", "gone", 102, AT);

        QuarkusTransaction.requiringNew().run(() -> letters.forget(List.of(101L)));

        assertThat(causes().get(0).getExamplesList()).map(Diagnostic::getKey).containsExactly("b");
    }
}
