package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.feed.PersonFeeds.Step;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feeds against the emulator and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PersonFeedsTest {
    private static final String LEAD_CHANGES = "/rest/v1/activities/leadchanges.json";
    private static final String PAGING_TOKEN = "/rest/v1/activities/pagingtoken.json";

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

    MarketoEmulator marketo;

    /** What a process sees that lost the lease. */
    private static final class LostLease extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void empty() {
        scene.reset(marketo);
    }

    @AfterEach
    void leave() {
        scene.leave();
    }

    /** Puts people into Marketo and into the store, by way of the feeds. */
    private void live(long... ids) {
        scene.begin();
        for (long id : ids) {
            marketo.leads().put(id, FeedScene.lead(id));
        }
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        for (long id : ids) {
            assertThat(people.find(id)).as("person %d", id).isPresent();
        }
        scene.pass(Duration.ofMinutes(1));
        marketo.calls().clear();
    }

    private Person person(long id) {
        return people.find(id).orElseThrow();
    }

    private Identity identity(long id) {
        return identities.resolve(Set.of(id)).get(id);
    }

    private long version(long id) {
        return person(id).version();
    }

    private String changes() {
        return scene.query("SELECT count(*) FROM person_change");
    }

    /** Reads again all that the feeds told since they began. */
    private void replay() {
        scene.execute("UPDATE feed_cursor c SET token = t.token, due_at = '1970-01-01Z' FROM first_token t"
                + " WHERE c.feed = t.feed AND c.pass = 'MAIN'; DELETE FROM feed_event");
    }

    private void keepFirstTokens() {
        scene.execute("DROP TABLE IF EXISTS first_token;"
                + " CREATE TABLE first_token AS SELECT feed, token FROM feed_cursor WHERE pass = 'MAIN'");
    }

    @Test
    void oneTokenBeginsAllFeedsAndASecondBeginningChangesNothing() {
        scene.begin();
        scene.begin();
        assertThat(marketo.calls().ofPath(PAGING_TOKEN)).hasSize(1);
        Instant since = FeedScene.TEN.minus(Duration.ofMinutes(15));
        assertThat(feeds.lag().lastEventAt().values())
                .hasSize(3)
                .allSatisfy(time -> assertThat(time).isBetween(since, since.plus(Duration.ofMinutes(1))));
    }

    @Test
    void feedsThatWereNeverBegunCannotBeRead() {
        assertThatThrownBy(() -> scene.step()).isInstanceOf(IllegalStateException.class);
    }

    /** The feeds' part of AC-19: what changed after the token was taken is read when they run, however much later. */
    @Test
    void whatChangedSinceTheTokenWasTakenIsRead() {
        live(777);
        marketo.leads().change(777, "title", "CTO");
        scene.pass(Duration.ofHours(3));
        assertThat(scene.settle()).isInstanceOf(Step.Idle.class);
        assertThat(person(777).details().title()).isEqualTo("CTO");
        assertThat(feeds.lag().dirty()).isZero();
    }

    /** AC-14, F1: pages that are read again change nothing. */
    @Test
    void replayedPagesChangeNothing() {
        scene.begin();
        keepFirstTokens();
        for (long id = 1; id <= 40; id++) {
            marketo.leads().put(id, FeedScene.lead(id));
        }
        marketo.leads().merge(1, List.of(2L));
        marketo.leads().remove(3);
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        String before = scene.query("SELECT md5(string_agg(p::text, '|' ORDER BY marketo_id)) FROM person p");
        String changes = changes();

        for (int again = 0; again < 20; again++) {
            replay();
            scene.pass(Duration.ofSeconds(30));
            scene.settle();
        }
        assertThat(scene.query("SELECT md5(string_agg(p::text, '|' ORDER BY marketo_id)) FROM person p"))
                .isEqualTo(before);
        assertThat(changes()).isEqualTo(changes);
    }

    /** F1: what a process read that dies before it commits is read again; a token never moves without its marks. */
    @Test
    void aPageThatIsNotCommittedIsReadAgain() {
        live(5);
        marketo.leads().change(5, "title", "CFO");
        String tokens = scene.query("SELECT string_agg(token, '|' ORDER BY feed, pass) FROM feed_cursor");
        Fence lost = () -> {
            throw new LostLease();
        };
        assertThatThrownBy(() -> scene.step(lost)).isInstanceOf(LostLease.class);
        assertThat(scene.query("SELECT string_agg(token, '|' ORDER BY feed, pass) FROM feed_cursor"))
                .isEqualTo(tokens);
        assertThat(feeds.lag().dirty()).isZero();

        scene.settle();
        assertThat(person(5).details().title()).isEqualTo("CFO");
    }

    /** AC-27: the fence of the commit is the moment between the answer and the commit. */
    @Test
    void whoIsMarkedWhileBeingReadIsReadAgain() {
        live(42);
        dirtyPeopleMark(42);
        scene.execute("UPDATE feed_cursor SET due_at = due_at + interval '1 hour'");
        scene.step(() -> QuarkusTransaction.requiringNew().run(() -> {
            marketo.leads().change(42, "title", "CEO");
            dirtyPeople.mark(List.of(42L), scene.now());
        }));
        assertThat(person(42).details().title()).isNull();
        assertThat(feeds.lag().dirty()).isEqualTo(1);

        scene.pass(Duration.ofSeconds(1));
        scene.settle();
        assertThat(person(42).details().title()).isEqualTo("CEO");
        assertThat(feeds.lag().dirty()).isZero();
    }

    private void dirtyPeopleMark(long id) {
        QuarkusTransaction.requiringNew().run(() -> dirtyPeople.mark(List.of(id), scene.now()));
    }

    /** AC-23, F16: stamped 20 minutes ago, long after the feed passed there. */
    @Test
    void aLateEventIsCaughtByTheTrailingPass() {
        live(8);
        scene.runUntil(FeedScene.TEN.plus(Duration.ofMinutes(20)));
        marketo.leads().dated(FeedScene.TEN).change(8, "title", "late");
        scene.runUntil(FeedScene.TEN.plus(Duration.ofMinutes(22)));
        assertThat(person(8).details().title()).isNull();
        scene.runUntil(FeedScene.TEN.plus(Duration.ofMinutes(36)));
        assertThat(person(8).details().title()).isEqualTo("late");
    }

    /** R-I-7: too late for a trailing pass. */
    @Test
    void aVeryLateEventIsCaughtByTheDailyPass() {
        live(9);
        scene.runUntil(FeedScene.TEN.plus(Duration.ofMinutes(100)));
        marketo.leads().dated(FeedScene.TEN.plus(Duration.ofMinutes(5))).change(9, "title", "very late");
        scene.runUntil(FeedScene.TEN.plus(Duration.ofMinutes(130)));
        assertThat(person(9).details().title()).isNull();
        scene.execute("UPDATE feed_cursor SET due_at = '1970-01-01Z' WHERE pass = 'DAILY'");
        scene.settle();
        assertThat(person(9).details().title()).isEqualTo("very late");
    }

    /** AC-26, the part of the feeds; flattened chains; and a merge that is told again. */
    @Test
    void aMergeMakesAnAliasAndReadsTheWinner() {
        live(11, 12, 13);
        marketo.leads().change(12, "title", "from the loser");
        marketo.leads().merge(11, List.of(12L));
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(identity(12)).isEqualTo(new Identity.Alias(11));
        assertThat(person(11).details().title()).isEqualTo("from the loser");

        marketo.leads().merge(13, List.of(11L));
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(identity(11)).isEqualTo(new Identity.Alias(13));
        assertThat(identity(12)).isEqualTo(new Identity.Alias(13));
        assertThat(feeds.lag().dirty()).isZero();
    }

    /** A merge that is listed among the deletions, too, and that becomes visible only when the loser is taken for deleted. */
    @Test
    void aMergeThatShowsUpLateTurnsATombstoneIntoAnAlias() {
        live(14, 15);
        marketo.activities().losersAreDeleted(true);
        marketo.activities().visibleAfter(Duration.ofMinutes(20));
        marketo.leads().merge(14, List.of(15L));
        marketo.activities().visibleAfter(Duration.ZERO);
        dirtyPeopleMark(15);
        scene.runUntil(scene.now().plus(Duration.ofMinutes(14)));
        assertThat(identity(15)).isEqualTo(new Identity.Tombstone());
        scene.runUntil(scene.now().plus(Duration.ofMinutes(25)));
        assertThat(identity(15)).isEqualTo(new Identity.Alias(14));
    }

    /** R-D-6: named by the deleted leads, and not there. */
    @Test
    void aDeletedPersonIsBuriedAndComesBackWhenRestored() {
        live(20, 21);
        marketo.leads().remove(20);
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        scene.pass(Duration.ofSeconds(10));
        scene.settle();
        assertThat(identity(20)).isEqualTo(new Identity.Tombstone());
        assertThat(identity(21)).isEqualTo(new Identity.Live(21));

        marketo.leads().put(20, FeedScene.lead(20));
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(identity(20)).isEqualTo(new Identity.Live(20));
        scene.execute("UPDATE feed_cursor SET due_at = '1970-01-01Z' WHERE pass = 'DAILY'; DELETE FROM feed_event");
        scene.settle();
        assertThat(identity(20)).as("the deletion is told again").isEqualTo(new Identity.Live(20));
    }

    /** R-D-6: named by nobody; two reads at least ten minutes apart. */
    @Test
    void whoVanishesWithoutAWordIsBuriedAfterASecondRead() {
        live(30);
        marketo.leads().quietly().remove(30);
        dirtyPeopleMark(30);
        Instant first = scene.now();
        scene.runUntil(first.plus(Duration.ofMinutes(9)));
        assertThat(identity(30)).isEqualTo(new Identity.Live(30));
        assertThat(feeds.lag().dirty()).isZero();
        scene.runUntil(first.plus(Duration.ofMinutes(12)));
        assertThat(identity(30)).isEqualTo(new Identity.Tombstone());
    }

    /** AC-21; and a page that looks at few entries is no end. */
    @Test
    void anEmptyPageWithMoreToComeIsFollowedAtOnce() {
        live(1);
        for (long id = 2; id <= 6; id++) {
            marketo.leads().put(id, FeedScene.lead(id));
        }
        marketo.feeds().scan(2);
        marketo.feeds().emptyPages(1);
        scene.step();
        assertThat(feeds.lag().dirty()).isZero();
        scene.settle();
        assertThat(person(6).marketoId()).isEqualTo(6);
        assertThat(marketo.calls().ofPath(LEAD_CHANGES)).hasSizeGreaterThanOrEqualTo(4);
    }

    /** AC-25, any code; all feeds are refused, and their words come before anything else is begun. */
    @ParameterizedTest
    @ValueSource(strings = {"610", "1003", "1001", "704", "1013"})
    void aRefusedTokenIsReplacedAndAReconciliationAskedFor(String code) {
        live(50);
        marketo.leads().change(50, "title", "before");
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        Instant lastEvent = feeds.lag().lastEventAt().get(Feed.CHANGES);
        scene.pass(Duration.ofMinutes(2));
        marketo.leads().change(50, "title", "after");
        marketo.feeds().refuseTokens(scene.now(), code);
        scene.pass(Duration.ofSeconds(1));
        marketo.calls().clear();

        for (Feed feed : Feed.values()) {
            assertThat(scene.step()).as("the refusal of %s", feed).isInstanceOf(Step.Worked.class);
            assertThat(scene.step()).isEqualTo(new Step.GapTooLong(PersonFeeds.TOKEN_REFUSED));
            QuarkusTransaction.requiringNew().run(feeds::gapTaken);
        }
        assertThat(marketo.calls().ofPath(PAGING_TOKEN))
                .hasSize(3)
                .first()
                .satisfies(call -> assertThat(Instant.parse(call.parameters().get("sinceDatetime")))
                        .isEqualTo(lastEvent.minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS)));
        scene.settle();
        assertThat(person(50).details().title()).isEqualTo("after");
    }

    /** F6: the access token ends between two pages; it is renewed once, and the same page token is asked with again. */
    @Test
    void anAccessTokenThatEndsDoesNotMoveThePosition() {
        live(52);
        marketo.leads().change(52, "title", "kept");
        marketo.expireTokens();
        assertThat(scene.step()).isInstanceOf(Step.Worked.class);
        assertThat(marketo.calls().ofPath(LEAD_CHANGES)).map(Call::outcome).containsExactly("602", "ok");
        assertThat(feeds.lag().dirty()).isEqualTo(1);
    }

    /** F14: a field that the instance lost is left out, and the feed goes on. */
    @Test
    void aFieldThatIsUnknownNowDoesNotStopTheFeed() {
        live(53);
        marketo.leads().change(53, "title", "kept");
        marketo.faults().onCall(1, new Fault.Code("1006"));
        assertThat(scene.step()).isInstanceOf(Step.Worked.class);
        assertThat(feeds.lag().dirty()).isEqualTo(1);
    }

    /** A failure that another token does not mend changes nothing: it is the caller's. */
    @Test
    void aRefusalThatIsNotTheTokensIsThrown() {
        live(51);
        marketo.faults().onNext(10, new Fault.Code("1013"));
        assertThatThrownBy(() -> scene.step()).isInstanceOf(dev.touchstone.salessync.marketo.MarketoFailure.class);
        marketo.faults().clear();
        assertThat(scene.settle()).isInstanceOf(Step.Idle.class);
    }

    /** R-I-9, the feeds' part of AC-24. */
    @Test
    void thirteenDaysWithoutReadingAreAGap() {
        live(60);
        scene.pass(Duration.ofDays(13).plusHours(1));
        assertThat(scene.step()).isEqualTo(new Step.GapTooLong(PersonFeeds.GAP_TOO_LONG));
        assertThat(scene.step()).isEqualTo(new Step.GapTooLong(PersonFeeds.GAP_TOO_LONG));
        QuarkusTransaction.requiringNew().run(feeds::gapTaken);
        marketo.leads().change(60, "title", "after the gap");
        scene.pass(Duration.ofMinutes(1));
        scene.settle();
        assertThat(person(60).details().title()).isEqualTo("after the gap");
    }

    @Test
    void whoDoesNotQualifyAnyMoreIsHiddenByTheFeed() {
        live(70);
        long version = version(70);
        marketo.leads().change(70, "sfdcLeadOwnerId", null);
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(person(70).hidden()).isTrue();
        assertThat(version(70)).isEqualTo(version + 1);
    }

    @Test
    void feedsAskOnlyWithFieldsThatTheInstanceHas() {
        live(80);
        marketo.leads().change(80, "title", "x");
        scene.pass(Duration.ofMinutes(2));
        scene.settle();
        assertThat(marketo.calls().ofPath(LEAD_CHANGES))
                .isNotEmpty()
                .map(Call::outcome)
                .containsOnly("ok");
    }
}
