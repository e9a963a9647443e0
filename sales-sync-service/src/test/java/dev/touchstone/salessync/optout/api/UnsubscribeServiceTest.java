package dev.touchstone.salessync.optout.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.optout.StoredPeople;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryResponse;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.ResubscribeWarning;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.SendPurpose;
import dev.touchstone.salessync.v1.SendReason;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.UnsubscribeAction;
import dev.touchstone.salessync.v1.UnsubscribeEntry;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeSource;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opt-outs as a seller and an administrator see them: real gRPC, real PostgreSQL. Each test has addresses of its own. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class UnsubscribeServiceTest {
    private static final Instant AT = Instant.parse("2026-07-15T10:00:00Z");

    @GrpcClient("service")
    SalesUnsubscribeServiceBlockingStub unsubscribes;

    @Inject
    PersonStore store;

    @Inject
    MergePeople merges;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    @BeforeEach
    void awaitSchema() throws InterruptedException {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
    }

    private static UnsubscribeRequest.Builder unsubscribe(String address) {
        return UnsubscribeRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setAddress(address)
                .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_CLICKED_LINK);
    }

    private static ResubscribeRequest.Builder resubscribe(String address) {
        return ResubscribeRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setAddress(address)
                .setAuthor("admin")
                .setReason("asked for it")
                .setEvidence("mail from " + address + ", archive 4711");
    }

    private SendDecision check(String address, long marketoId) {
        return unsubscribes
                .checkSendable(CheckSendableRequest.newBuilder()
                        .setPurpose(SendPurpose.SEND_PURPOSE_ONE_TO_ONE)
                        .addRecipients(
                                SendRecipient.newBuilder().setAddress(address).setMarketoId(marketoId))
                        .build())
                .getDecisions(0);
    }

    private GetUnsubscribeHistoryResponse history(String address) {
        return unsubscribes.getUnsubscribeHistory(
                GetUnsubscribeHistoryRequest.newBuilder().setAddress(address).build());
    }

    private static String reason(StatusRuntimeException failure) {
        return StatusProto.fromThrowable(failure).getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(detail -> unpack(detail, ErrorInfo.class).getReason())
                .findFirst()
                .orElse("");
    }

    private static <T extends com.google.protobuf.Message> T unpack(com.google.protobuf.Any detail, Class<T> type) {
        try {
            return detail.unpack(type);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Runnable call, Status.Code code, String reason) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(code);
            assertThat(reason(failure)).isEqualTo(reason);
        });
    }

    private static List<String> wrongFields(Runnable call) {
        List<String> fields = new ArrayList<>();
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> StatusProto.fromThrowable(failure).getDetailsList().stream()
                                .filter(detail -> detail.is(BadRequest.class))
                                .forEach(detail -> unpack(detail, BadRequest.class)
                                        .getFieldViolationsList()
                                        .forEach(violation -> fields.add(violation.getField()))));
        return fields;
    }

    /** AC-79, the part without Salesforce: everybody who has the address is out, in any case, whoever they are. */
    @Test
    void duplicatesWithTheSameAddressAreBlocked() {
        StoredPeople people = new StoredPeople(store);
        people.read(870_000_201, "Dup@x.test", false, AT);
        people.read(870_000_202, "dup@X.test", false, AT);

        assertThat(unsubscribes
                        .unsubscribe(unsubscribe("")
                                .setMarketoId(870_000_201)
                                .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_MANUAL)
                                .setAuthor("seller")
                                .build())
                        .getRecorded())
                .isTrue();

        assertThat(check("dup@x.test", 0).getReason()).isEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
        assertThat(check(" DUP@x.test", 870_000_202).getReason()).isEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
        // The second person is out also with another address.
        people.read(870_000_202, "moved@x.test", false, AT.plusSeconds(1));
        assertThat(check("moved@x.test", 0).getReason()).isEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
        assertThat(check("dup+tag@x.test", 0).getReason()).isNotEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
    }

    @Test
    void aRepeatedRequestChangesNothing() {
        UnsubscribeRequest request = unsubscribe("twice@x.test").build();

        assertThat(unsubscribes.unsubscribe(request).getRecorded()).isTrue();
        assertThat(unsubscribes.unsubscribe(request).getRecorded()).isFalse();
        assertThat(history("twice@x.test").getEntriesCount()).isEqualTo(1);
        assertRefused(
                () -> unsubscribes.unsubscribe(
                        request.toBuilder().setAddress("other@x.test").build()),
                Status.Code.ALREADY_EXISTS,
                "KEY_REUSED");
    }

    /** R-U-7: who, why, and where the consent is; addresses are not kept. */
    @Test
    void aResubscribeIsInTheHistoryWithReasonAndEvidence() {
        unsubscribes.unsubscribe(unsubscribe("back@x.test").build());
        assertThat(history("back@x.test").getOut()).isTrue();

        assertThat(unsubscribes.resubscribe(resubscribe("back@x.test").build()).getRecorded())
                .isTrue();

        GetUnsubscribeHistoryResponse history = history(" Back@x.test");
        assertThat(history.getOut()).isFalse();
        UnsubscribeEntry last = history.getEntries(0);
        assertThat(last.getAction()).isEqualTo(UnsubscribeAction.UNSUBSCRIBE_ACTION_RESUBSCRIBE);
        assertThat(last.getAuthor()).isEqualTo("admin");
        assertThat(last.getNote()).isEqualTo("asked for it");
        assertThat(last.getEvidence()).isEqualTo("mail from [e-mail], archive 4711");
        assertThat(history.getEntries(1).getSource()).isEqualTo(UnsubscribeSource.UNSUBSCRIBE_SOURCE_CLICKED_LINK);
        assertThat(unsubscribes.resubscribe(resubscribe("back@x.test").build()).getRecorded())
                .isFalse();
    }

    /** AC-26, R-U-7: after a merge both ids are one person, in the old mails too: out together, and in again together. */
    @Test
    void aResubscribeAfterAMergeHoldsForBothIds() {
        StoredPeople people = new StoredPeople(store);
        people.read(870_000_401, "loser@x.test", false, AT);
        people.read(870_000_402, "winner@x.test", false, AT);
        QuarkusTransaction.requiringNew().run(() -> merges.merge(870_000_401, 870_000_402, AT));
        // The link in a mail from before the merge names the loser.
        unsubscribes.unsubscribe(unsubscribe("").setMarketoId(870_000_401).build());
        assertThat(check("winner@x.test", 0).getReason()).isEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
        assertThat(check("new@x.test", 870_000_401).getReason()).isEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);

        unsubscribes.resubscribe(resubscribe("winner@x.test").build());

        for (long id : List.of(0L, 870_000_401L, 870_000_402L)) {
            assertThat(check("winner@x.test", id).getReason()).isNotEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
        }
        assertThat(history("winner@x.test").getOut()).isFalse();
    }

    /** R-D-8, AC-103: whoever reports a click may not write the recipient's address into what is never deleted. */
    @Test
    void noAuthorIsTheRecipient() throws Exception {
        unsubscribes.unsubscribe(
                unsubscribe("Click.Ed@x.test").setAuthor("click.ed@x.test").build());
        unsubscribes.unsubscribe(unsubscribe("Click.Ed@x.test")
                .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_MANUAL)
                .setAuthor("CLICK.ED@x.test")
                .build());
        unsubscribes.unsubscribe(unsubscribe("Click.Ed@x.test")
                .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_MANUAL)
                .setAuthor("seller@ours.test")
                .build());

        assertThat(history("click.ed@x.test").getEntriesList())
                .extracting(UnsubscribeEntry::getAuthor)
                .containsExactly("seller@ours.test", "[e-mail]", "[e-mail]");
    }

    /** No row gets into the log or into an exception by way of what PostgreSQL says about a failed statement. */
    @Test
    void noContentOfARowReachesTheLog() throws Exception {
        StringWriter log = new StringWriter();
        Handler watch = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                log.append(String.valueOf(logged.getMessage())).append('\n');
                if (logged.getThrown() != null) {
                    logged.getThrown().printStackTrace(new PrintWriter(log));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        execute("ALTER TABLE unsubscribe_ledger ADD CONSTRAINT ck_refused CHECK (note <> 'row-content')");
        Logger.getLogger("").addHandler(watch);
        try {
            assertThatThrownBy(() -> unsubscribes.unsubscribe(
                            unsubscribe("refused@x.test").setNote("row-content").build()))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageStartingWith("INTERNAL")
                    .hasMessageNotContaining("row-content");
        } finally {
            Logger.getLogger("").removeHandler(watch);
            execute("ALTER TABLE unsubscribe_ledger DROP CONSTRAINT ck_refused");
        }
        assertThat(log.toString()).contains("ck_refused").doesNotContain("row-content", "refused@x.test");
    }

    private void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    @Test
    void aResubscribeSaysThatMarketoStillBlocks() {
        new StoredPeople(store).read(870_000_301, "still@x.test", true, AT);
        unsubscribes.unsubscribe(unsubscribe("still@x.test").build());

        assertThat(unsubscribes.resubscribe(resubscribe("still@x.test").build()).getWarningsList())
                .containsExactly(ResubscribeWarning.RESUBSCRIBE_WARNING_MARKETING_STILL_OPTED_OUT);
    }

    /** AC-78, the part without roles: INVALID_ARGUMENT naming what is missing. */
    @Test
    void aResubscribeWithoutReasonOrEvidenceIsRefused() {
        assertThat(wrongFields(() -> unsubscribes.resubscribe(
                        resubscribe("a@x.test").setReason("").build())))
                .containsExactly("reason");
        assertThat(wrongFields(() -> unsubscribes.resubscribe(
                        resubscribe("a@x.test").setEvidence("  ").setAuthor("").build())))
                .containsExactly("author", "evidence");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(wrongFields(() -> unsubscribes.unsubscribe(UnsubscribeRequest.getDefaultInstance())))
                .containsExactly("request_id", "address", "source");
        assertThat(wrongFields(() -> unsubscribes.unsubscribe(unsubscribe("no address")
                        .setMarketoId(-1)
                        .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_MANUAL)
                        .build())))
                .containsExactly("marketo_id", "address", "author");
        assertThat(wrongFields(() -> unsubscribes.unsubscribe(unsubscribe("a@x.test")
                        .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_MERGE)
                        .build())))
                .containsExactly("source");
        assertRefused(
                () -> unsubscribes.unsubscribe(
                        unsubscribe("").setMarketoId(870_999_999).build()),
                Status.Code.NOT_FOUND,
                "PERSON_NOT_FOUND");
    }

    @Test
    void historyComesInPages() {
        for (int i = 0; i < 5; i++) {
            unsubscribes.unsubscribe(
                    unsubscribe("pages@x.test").setNote("note " + i).build());
        }
        List<String> notes = new ArrayList<>();
        GetUnsubscribeHistoryRequest.Builder request = GetUnsubscribeHistoryRequest.newBuilder()
                .setAddress("pages@x.test")
                .setPageSize(2);
        do {
            GetUnsubscribeHistoryResponse page = unsubscribes.getUnsubscribeHistory(request.build());
            page.getEntriesList().forEach(entry -> notes.add(entry.getNote()));
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());

        assertThat(notes).hasSize(5).containsExactlyInAnyOrder("note 0", "note 1", "note 2", "note 3", "note 4");
    }
}
