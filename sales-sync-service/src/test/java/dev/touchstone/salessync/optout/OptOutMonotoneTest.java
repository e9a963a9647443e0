package dev.touchstone.salessync.optout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.optout.check.CheckMode;
import dev.touchstone.salessync.optout.check.CheckSendable;
import dev.touchstone.salessync.optout.check.CheckSettings;
import dev.touchstone.salessync.optout.check.Recipient;
import dev.touchstone.salessync.optout.check.SendContext;
import dev.touchstone.salessync.optout.check.SendPurpose;
import dev.touchstone.salessync.optout.check.SendReason;
import dev.touchstone.salessync.person.BuryPeople;
import dev.touchstone.salessync.person.ErasePerson;
import dev.touchstone.salessync.person.ForgetPeople;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P6: no machine moves anybody from out to in. Against the real store, with everything that may happen beside it. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class OptOutMonotoneTest {
    /** All 10,000 of AC-85 with {@code -Doptout.sequences=10000}. */
    private static final int SEQUENCES = Integer.getInteger("optout.sequences", 150);

    private static final int STEPS = 8;
    private static final int PEOPLE = 4;
    private static final int ADDRESSES = 3;

    @Inject
    OptOuts optOuts;

    @Inject
    ChangeOptOut changes;

    @Inject
    MergePeople merges;

    @Inject
    ErasePerson erasures;

    @Inject
    BuryPeople burials;

    @Inject
    ForgetPeople forgetting;

    @Inject
    CheckSendable sends;

    @Inject
    PersonStore store;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    @Inject
    SchemaMigration migration;

    @BeforeEach
    void awaitSchema() throws InterruptedException {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** One sequence: its own people and addresses, so that sequences do not meet. */
    private final class Sequence {
        private final Random random;
        private final long base;
        private final StoredPeople people = new StoredPeople(store);
        private final List<Runnable> done = new ArrayList<>();
        private final Set<String> outAddresses = new HashSet<>();
        private final Set<Long> outPeople = new HashSet<>();
        private Instant readAt = Instant.parse("2026-07-15T10:00:00Z");

        Sequence(long seed) {
            this.random = new Random(seed);
            this.base = 850_000_000L + seed * 10;
        }

        private long person() {
            return base + 1 + random.nextInt(PEOPLE);
        }

        private String address() {
            return "a" + random.nextInt(ADDRESSES) + ".s" + base + "@x.test";
        }

        void run() {
            for (int i = 1; i <= PEOPLE; i++) {
                people.read(base + i, address(), false, readAt);
            }
            for (int step = 0; step < STEPS; step++) {
                Runnable action = action();
                if (random.nextInt(4) == 0) {
                    crash(action);
                }
                action.run();
                done.add(action);
                if (random.nextInt(3) == 0 || step == STEPS - 1) {
                    check("seed " + (base - 850_000_000L) / 10 + ", step " + step);
                }
            }
        }

        private Runnable action() {
            String address = address();
            long one = person();
            long other = person();
            readAt = readAt.plusSeconds(1);
            Instant at = readAt;
            return switch (random.nextInt(10)) {
                case 0, 1 -> unsubscribe(Whose.of(new EmailAddress(address)), UUID.randomUUID());
                case 2 ->
                    unsubscribe(
                            new Whose(Optional.of(new EmailAddress(address)), OptionalLong.of(one)), UUID.randomUUID());
                case 3 -> () -> QuarkusTransaction.joiningExisting().run(() -> merges.merge(one, other, at));
                case 4 -> () -> people.read(one, address, random.nextBoolean(), at);
                case 5 -> () -> people.hide(one, address, at);
                case 6 ->
                    () -> optOuts.unsubscribe(address, OptionalLong.of(one), UnsubscribeSource.BOUNCE, "", "came back");
                case 7 ->
                    () -> QuarkusTransaction.joiningExisting().run(() -> burials.bury(List.of(one), ReadWay.FEED, at));
                case 8 -> () -> forgetting.forget(at.plusSeconds(1), at, 1_000);
                default -> done.isEmpty() ? () -> {} : done.get(random.nextInt(done.size()));
            };
        }

        private Runnable unsubscribe(Whose whose, UUID requestId) {
            OptOutFact fact = new OptOutFact.Unsubscribe(UnsubscribeSource.CLICKED_LINK, "", "");
            RequestKey key = RequestKey.of(requestId, "unsubscribe");
            return () -> {
                changes.change(key, whose, fact);
                // Whoever said so is out from now on, whether or not anybody looks.
                whose.address().ifPresent(address -> outAddresses.add(address.value()));
                whose.marketoId().ifPresent(outPeople::add);
            };
        }

        /** Does it and dies before the commit. */
        private void crash(Runnable action) {
            QuarkusTransaction.begin();
            try {
                action.run();
            } finally {
                QuarkusTransaction.rollback();
            }
        }

        /** As a sender asks. */
        private void check(String when) {
            for (int i = 0; i < ADDRESSES; i++) {
                String address = "a" + i + ".s" + base + "@x.test";
                boolean out = isBlocked(address, OptionalLong.empty());
                assertThat(out || !outAddresses.contains(address)).as(when).isTrue();
                assertThat(optOuts.isOut(address)).as(when).isEqualTo(out);
                if (out) {
                    outAddresses.add(address);
                }
            }
            for (long id = base + 1; id <= base + PEOPLE; id++) {
                boolean out = isBlocked("other.s" + base + "@x.test", OptionalLong.of(id));
                assertThat(out || !outPeople.contains(id)).as(when).isTrue();
                if (out) {
                    outPeople.add(id);
                }
            }
        }
    }

    /** Whether because of what was said here; the mirror, which is not there, allows nobody. */
    private boolean isBlocked(String address, OptionalLong marketoId) {
        Recipient recipient = new Recipient(new EmailAddress(address), marketoId, Optional.empty());
        SendContext context = new SendContext(
                SendPurpose.ONE_TO_ONE,
                new SendContext.Template("", "", false),
                new CheckSettings(true, CheckMode.MIRROR_ONLY, List.of(), false));
        SendReason reason = sends.check(List.of(recipient), context).getFirst().reason();
        return reason == SendReason.SALES_OPT_OUT || reason == SendReason.ERASED;
    }

    /** AC-85, the part without Salesforce: unsubscribes, merges, readings, replays and crashes in any order. */
    @Test
    void noSequenceOfEventsMovesAnybodyFromOutToIn() {
        int out = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Sequence sequence = new Sequence(seed);
            sequence.run();
            out += sequence.outAddresses.size();
        }
        assertThat(out).as("addresses that were out at last").isGreaterThan(SEQUENCES);
    }

    /** AC-26, R-U-8: out if either was, also if it was the loser's address and not the loser that was said to be. */
    @Test
    void aMergeIsOutIfEitherWas() {
        StoredPeople people = new StoredPeople(store);
        Instant at = Instant.parse("2026-07-15T10:00:00Z");
        optOuts.unsubscribe("m12@x.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
        people.read(860_000_011, "m11@x.test", false, at);
        people.read(860_000_012, "m12@x.test", false, at);
        assertThat(optOuts.isOut("m11@x.test")).isFalse();

        QuarkusTransaction.requiringNew().run(() -> merges.merge(860_000_012, 860_000_011, at));

        assertThat(optOuts.isOut("m11@x.test")).isTrue();
        assertThat(optOuts.isOut(Whose.ofPerson(860_000_011))).isTrue();
        assertThat(optOuts.isOut(Whose.ofPerson(860_000_012))).isTrue();
        assertThat(optOuts.history(Whose.ofPerson(860_000_011), new UUID(-1, -1), 10))
                .first()
                .extracting(LedgerEntry::fact)
                .isEqualTo(OptOutFact.Unsubscribe.derived(UnsubscribeSource.MERGE));
    }

    /** AC-09, R-D-7: what was said stays while a person is hidden and when they come back. */
    @Test
    void anOptOutSurvivesHiding() {
        StoredPeople people = new StoredPeople(store);
        Instant at = Instant.parse("2026-07-15T10:00:00Z");
        people.read(860_000_101, "hidden@x.test", false, at);
        optOuts.unsubscribe("hidden@x.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");

        people.hide(860_000_101, "hidden@x.test", at.plusSeconds(60));
        assertThat(optOuts.isOut("hidden@x.test")).isTrue();
        people.read(860_000_101, "other@x.test", false, at.plusSeconds(3_660));

        assertThat(optOuts.isOut(Whose.ofPerson(860_000_101))).isTrue();
        assertThat(optOuts.isOut("other@x.test")).isTrue();
    }

    /** AC-103: what is kept of who was erased refuses sends and holds no address. */
    @Test
    void anErasedAddressStaysOutAndStandsNowhere() throws Exception {
        new StoredPeople(store).read(860_000_201, "Erased.Person@x.test", false, Instant.parse("2026-07-15T10:00:00Z"));

        erasures.erase(860_000_201);

        assertThat(optOuts.isOut("erased.person@x.test")).isTrue();
        assertThat(optOuts.isOut(Whose.ofPerson(860_000_201))).isTrue();
        assertThat(textOf("SELECT string_agg(l::text, ' ') FROM unsubscribe_ledger l"))
                .doesNotContainIgnoringCase("erased.person")
                .contains("ERASURE");
    }

    /** R-D-6, R-D-7: out with a later address, deleted, forgotten; who has the address next is out, though nobody looked meanwhile. */
    @Test
    void anOptOutOutlivesWhoeverItWasSaidOf() throws Exception {
        StoredPeople people = new StoredPeople(store);
        Instant at = Instant.parse("2026-07-15T10:00:00Z");
        people.read(860_000_301, "first@x.test", false, at);
        people.read(860_000_302, "said@x.test", false, at);
        optOuts.unsubscribe("first@x.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
        people.read(860_000_301, "later@x.test", false, at.plusSeconds(1));

        QuarkusTransaction.requiringNew()
                .run(() -> burials.bury(List.of(860_000_301L, 860_000_302L), ReadWay.FEED, at.plusSeconds(2)));
        people.read(860_000_303, "later@x.test", false, at.plusSeconds(3));
        assertThat(isBlocked("later@x.test", OptionalLong.empty())).isTrue();
        assertThat(textOf("SELECT string_agg(s::text, ' ') FROM unsubscribe_state s"))
                .contains("860000301");
        forgetting.forget(at.plusSeconds(10), at.plusSeconds(10), 1_000);

        assertThat(isBlocked("later@x.test", OptionalLong.empty())).isTrue();
        assertThat(isBlocked("any@x.test", OptionalLong.of(860_000_301))).isTrue();
        assertThat(isBlocked("said@x.test", OptionalLong.of(860_000_302))).isFalse();
        assertThat(textOf("SELECT string_agg(s::text, ' ') FROM unsubscribe_state s"))
                .as("of whoever is forgotten, only a hash of the id is kept")
                .doesNotContain("860000301");
        assertThat(textOf("SELECT string_agg(l::text, ' ') FROM unsubscribe_ledger l"))
                .doesNotContain("86000030");
    }

    /** R-U-9: whoever has an address that is out is out, and stays so with another one. */
    @Test
    void whoeverGetsAnAddressThatIsOutStaysOutWithAnotherOne() {
        StoredPeople people = new StoredPeople(store);
        Instant at = Instant.parse("2026-07-15T10:00:00Z");
        optOuts.unsubscribe("taken@x.test", OptionalLong.empty(), UnsubscribeSource.CLICKED_LINK, "", "");
        people.read(860_000_401, "taken@x.test", false, at);
        people.read(860_000_401, "left@x.test", false, at.plusSeconds(1));

        assertThat(isBlocked("left@x.test", OptionalLong.empty())).isTrue();
    }

    /** The ledger itself refuses, whoever is connected to the database. */
    @Test
    void theDatabaseRefusesToForgetOrToLetIn() throws Exception {
        optOuts.unsubscribe("kept@x.test", OptionalLong.empty(), UnsubscribeSource.MANUAL, "ann", "");

        for (String sql : List.of(
                "UPDATE unsubscribe_ledger SET action = 'RESUBSCRIBE'",
                "DELETE FROM unsubscribe_ledger",
                "TRUNCATE unsubscribe_ledger",
                "UPDATE unsubscribe_state SET is_out = false, is_erased = false",
                "UPDATE unsubscribe_state SET entry_count = 0, is_out = false, is_erased = false",
                "DELETE FROM unsubscribe_state")) {
            assertThatThrownBy(() -> execute(sql))
                    .as(sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageFindingMatch("append-only|no machine|stays");
        }
        assertThatThrownBy(
                        () -> execute("INSERT INTO unsubscribe_ledger VALUES (person_subject(1), 1, gen_random_uuid(),"
                                + " 'RESUBSCRIBE', 'ADMINISTRATOR', 'ann', 'why', '', now())"))
                .hasMessageContaining("ck_unsubscribe_ledger_resubscribe");
        assertThat(optOuts.isOut("kept@x.test")).isTrue();
    }

    private void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    private String textOf(String query) throws SQLException {
        return TestSql.text(database, query);
    }
}
