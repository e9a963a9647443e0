package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.feed.PersonFeeds.Step;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Marketo does not do as it should, and what the feeds make of it, against the emulator and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PersonFeedFaultsTest {
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String LEAD_CHANGES = "/rest/v1/activities/leadchanges.json";

    @Inject
    FeedScene scene;

    @Inject
    PersonFeeds feeds;

    @Inject
    DirtyPeople dirtyPeople;

    @Inject
    PersonStore people;

    @Inject
    PersonIdentities identities;

    @GrpcClient("service")
    DiagnosticServiceBlockingStub diagnostics;

    MarketoEmulator marketo;

    @BeforeEach
    void empty() {
        scene.reset(marketo);
        scene.execute("DELETE FROM dead_letter");
    }

    @AfterEach
    void leave() {
        scene.leave();
    }

    private void live(long... ids) {
        scene.begin();
        for (long id : ids) {
            marketo.leads().put(id, FeedScene.lead(id));
        }
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(LongStream.of(ids)).allMatch(id -> people.find(id).isPresent());
        scene.pass(Duration.ofMinutes(1));
        marketo.calls().clear();
    }

    private void mark(Long... ids) {
        QuarkusTransaction.requiringNew().run(() -> dirtyPeople.mark(List.of(ids), scene.now()));
    }

    private String title(long id) {
        return people.find(id).orElseThrow().details().title();
    }

    private Identity identity(long id) {
        return identities.resolve(Set.of(id)).get(id);
    }

    /** R-I-6: two changes within an hour that have the same integer id and no GUID are two changes. */
    @Test
    void anIntegerIdIsNoIdentity() {
        live(1, 2);
        marketo.feeds().withoutGuids(true);
        marketo.leads().change(1, "title", "CTO");
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        marketo.leads().change(2, "title", "CFO");
        marketo.leads().merge(2, List.of(1L));
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(title(2)).isEqualTo("CFO");
        assertThat(identity(1)).isEqualTo(new Identity.Alias(2));
    }

    /** R-D-6: told by the feed, but not answered yet. */
    @Test
    void somebodyNewWhoIsNotVisibleYetIsReadASecondTime() {
        scene.begin();
        mark(31L, 32L);
        scene.settle();
        assertThat(identity(31)).isEqualTo(new Identity.Unknown());
        marketo.leads().quietly().put(31, FeedScene.lead(31));
        scene.runUntil(scene.now().plus(Duration.ofMinutes(11)));
        assertThat(identity(31)).isEqualTo(new Identity.Live(31));
        assertThat(scene.query("SELECT count(*) FROM dirty_person")).isEqualTo("0");
    }

    private void poison(int steps) {
        marketo.faults().add(FaultRule.on(LEADS, new Fault.Code("611")));
        for (int i = 0; i < steps; i++) {
            assertThatThrownBy(() -> scene.step()).isInstanceOf(MarketoFailure.class);
        }
        marketo.faults().clear();
    }

    /** One person with whom Marketo cannot answer (611) holds nobody up for long, is told, and is tried again when asked for. */
    @Test
    void whoCannotBeReadIsGivenUpAndTheOthersAreRead() {
        live(40, 41, 42);
        scene.execute("UPDATE feed_cursor SET due_at = due_at + interval '1 hour'");
        for (long id = 40; id <= 42; id++) {
            marketo.leads().quietly().change(id, "title", "CEO");
        }
        mark(40L, 41L, 42L);
        poison(5);
        // Then in parts: all three, 40 alone, 41 and 42, 41 alone, 42 alone.
        for (int failing : List.of(1, 3, 4)) {
            marketo.faults().onCall(failing, new Fault.Code("611"));
        }
        assertThat(scene.step()).isInstanceOf(Step.Worked.class);
        assertThat(title(40)).isEqualTo("CEO");
        assertThat(title(42)).isEqualTo("CEO");
        assertThat(title(41)).isNull();
        assertThat(scene.query("SELECT concat_ws(' ', kind, key, cause, code, marketo_id) FROM dead_letter"))
                .isEqualTo("person-row 41 MARKETO_611 611 41");
        assertThat(feeds.lag().dirty()).isZero();

        diagnostics.retryDiagnostics(RetryDiagnosticsRequest.newBuilder()
                .setKind("person-row")
                .setKey("41")
                .setAuthor("test")
                .build());
        assertThat(scene.step()).isInstanceOf(Step.Worked.class);
        assertThat(title(41)).isEqualTo("CEO");
        assertThat(scene.query("SELECT count(*) FROM dead_letter")).isEqualTo("0");
    }

    /** An outage in the guise of a system error is nobody's fault. */
    @Test
    void nobodyIsGivenUpForAnOutage() {
        live(40, 41);
        scene.execute("UPDATE feed_cursor SET due_at = due_at + interval '1 hour'");
        mark(40L, 41L);
        poison(9);
        assertThat(scene.query("SELECT count(*) FROM dead_letter")).isEqualTo("0");
        scene.settle();
        assertThat(feeds.lag().dirty()).isZero();
    }

    /** AC-25: a code that may mean something that passes, again and again with the same position. */
    @Test
    void aPositionThatKeepsFailingIsReplaced() {
        live(50);
        marketo.leads().change(50, "title", "after");
        marketo.feeds().refuseTokens(scene.now(), "611");
        scene.pass(Duration.ofSeconds(1));
        for (int tries = 1; tries < 5; tries++) {
            assertThatThrownBy(() -> scene.step()).isInstanceOf(MarketoFailure.class);
        }
        assertThat(scene.step()).isInstanceOf(Step.Worked.class);
        assertThat(scene.step()).isEqualTo(new Step.GapTooLong(PersonFeeds.TOKEN_REFUSED));
        assertThat(marketo.calls().ofPath(LEAD_CHANGES)).hasSize(6);
    }

    /**
     * AC-86: without the field that says it, nobody who unsubscribes is among the changes, and what is stored proves nothing; when
     * the field is back, everybody is compared, since the position has moved on.
     */
    @Test
    void withoutTheFieldOfUnsubscribesNothingIsKnownUntilEverybodyIsCompared() {
        live(70);
        String known = "SELECT feeds_known_until() IS NOT NULL";
        assertThat(scene.query(known)).isEqualTo("t");
        marketo.faults()
                .add(FaultRule.on(LEAD_CHANGES, new Fault.Code("1006", "Field 'unsubscribed' not found"))
                        .times(1));
        scene.pass(Duration.ofMinutes(2));
        marketo.leads().change(70, "unsubscribed", true);
        scene.settle();
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(scene.query("SELECT unsubscribed FROM person WHERE marketo_id = 70"))
                .isEqualTo("f");
        assertThat(scene.query(known)).isEqualTo("f");

        // The fields are looked up again.
        scene.pass(Duration.ofHours(25));
        assertThat(scene.settle()).isEqualTo(new Step.GapTooLong(PersonFeeds.UNSUBSCRIBES_MISSED));
        QuarkusTransaction.requiringNew().run(feeds::gapTaken);
        assertThat(scene.settle()).isInstanceOf(Step.Idle.class);
        assertThat(scene.query(known)).isEqualTo("t");
        scene.pass(Duration.ofMinutes(2));
        assertThat(scene.settle()).isInstanceOf(Step.Idle.class);
    }

    /** F37: after the clock was set back, only whom the store knows better is read again, and a deletion is not lost. */
    @Test
    void aClockThatWasSetBackCostsNeitherManyReadsNorADeletion() {
        live(60, 61, 62);
        scene.execute("UPDATE feed_cursor SET due_at = due_at + interval '3 hours'");
        scene.execute("UPDATE person SET read_at = read_at + interval '90 seconds', content_hash = '\\x00'"
                + " WHERE marketo_id = 60;"
                + " UPDATE person SET read_at = read_at + interval '20 minutes' WHERE marketo_id = 62");
        marketo.leads().quietly().change(60, "title", "CEO");
        marketo.leads().quietly().change(61, "title", "CEO");
        marketo.leads().quietly().remove(62);
        mark(60L, 61L);
        assertThat(scene.step()).isInstanceOf(Step.Worked.class);
        assertThat(title(60)).isNull();
        assertThat(title(61)).isEqualTo("CEO");
        assertThat(scene.query("SELECT string_agg(marketo_id::text, ' ') FROM dirty_person"))
                .isEqualTo("60");
        scene.pass(Duration.ofMinutes(2));
        scene.step();
        assertThat(title(60)).isEqualTo("CEO");

        scene.execute("UPDATE feed_cursor SET ended_at = ended_at + interval '3 hours';"
                + " INSERT INTO dirty_person (marketo_id, marked_at, due_at, missed_at)"
                + " SELECT 62, t, t, t - interval '10 minutes' FROM (SELECT timestamptz '" + scene.now()
                + "') AS n (t)");
        scene.step();
        assertThat(identity(62)).isEqualTo(new Identity.Live(62));
        assertThat(scene.query("SELECT count(*) FROM dirty_person")).isEqualTo("1");
        scene.pass(Duration.ofMinutes(30));
        scene.step();
        assertThat(identity(62)).isEqualTo(new Identity.Tombstone());
        assertThat(scene.query("SELECT count(*) FROM dirty_person")).isEqualTo("0");
    }
}
