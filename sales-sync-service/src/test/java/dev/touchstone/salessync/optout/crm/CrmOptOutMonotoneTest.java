package dev.touchstone.salessync.optout.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.crm.fact.ReadRecords;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.OptOutFact;
import dev.touchstone.salessync.optout.OptOuts;
import dev.touchstone.salessync.optout.StoredPeople;
import dev.touchstone.salessync.optout.UnsubscribeSource;
import dev.touchstone.salessync.optout.Whose;
import dev.touchstone.salessync.person.MergePeople;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P6, AC-85, the part with Salesforce: both sides change in any order, and no machine moves anybody from out to in. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class CrmOptOutMonotoneTest {
    /** All 10,000 of AC-85 with {@code -Doptout.crm.sequences=10000}. */
    private static final int SEQUENCES = Integer.getInteger("optout.crm.sequences", 12);

    private static final int STEPS = 14;
    private static final int PEOPLE = 3;
    private static final int ADDRESSES = 3;
    private static final int RECORDS = 4;
    private static SalesforceEmulator salesforce;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @Inject
    OptOuts optOuts;

    @Inject
    PushOptOuts pushes;

    @Inject
    RunNightly nightly;

    @Inject
    MergePeople merges;

    @Inject
    ReadRecords followed;

    @Inject
    PersonStore store;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private CrmOptOutScene scene;
    private Instant now = Instant.parse("2026-12-01T12:00:00Z");

    @BeforeAll
    static void start() {
        salesforce = SalesforceEmulator.start(EmulatorConfig.defaults());
    }

    @AfterAll
    static void stop() {
        salesforce.close();
    }

    @BeforeEach
    void open() throws Exception {
        scene = new CrmOptOutScene(connections, database, clock, migration);
        scene.open(salesforce, now);
    }

    @AfterEach
    void forget() throws Exception {
        scene.forget();
    }

    /** One sequence: its own people, addresses and records, so that sequences do not meet. */
    private final class Sequence {
        private final long seed;
        private final Random random;
        private final long base;
        private final StoredPeople people = new StoredPeople(store);
        private final List<String> records = new ArrayList<>();
        private final List<Runnable> done = new ArrayList<>();
        private final Set<String> outAddresses = new HashSet<>();
        private final Set<Long> outPeople = new HashSet<>();

        Sequence(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.base = 880_000_000L + seed * 10;
        }

        private long person() {
            return base + 1 + random.nextInt(PEOPLE);
        }

        private String address(int number) {
            return "crm" + number + ".s" + seed + "@x.test";
        }

        private String address() {
            return address(random.nextInt(ADDRESSES));
        }

        private String record() {
            return records.get(random.nextInt(RECORDS));
        }

        void run() throws Exception {
            for (int i = 0; i < RECORDS; i++) {
                boolean out = random.nextInt(5) == 0;
                records.add(
                        i % 2 == 0
                                ? CrmOptOutScene.lead(salesforce, address(), out)
                                : CrmOptOutScene.contact(salesforce, address(), out));
            }
            for (int i = 1; i <= PEOPLE; i++) {
                people.readLead(base + i, address(), random.nextBoolean() ? records.get(0) : null, now);
            }
            for (int step = 0; step < STEPS; step++) {
                Runnable action = action();
                if (random.nextInt(5) == 0) {
                    crash(action);
                }
                action.run();
                done.add(action);
                check("seed " + seed + ", step " + step);
            }
            settle();
            check("seed " + seed + ", at last");
            agree("seed " + seed);
        }

        private Runnable action() {
            now = now.plusSeconds(60);
            scene.at(salesforce, now);
            Instant at = now;
            String address = address();
            String record = record();
            long one = person();
            long other = person();
            boolean flag = random.nextBoolean();
            return switch (random.nextInt(13)) {
                case 0 -> () -> optOuts.record(Whose.of(new EmailAddress(address)), clicked());
                case 1 -> () -> optOuts.record(Whose.ofPerson(one), clicked());
                case 2 -> () -> salesforce.org().update(record, Map.of(CrmOptOutScene.STANDARD, flag));
                case 3 -> () -> salesforce.org().update(record, Map.of("Email", address));
                case 4 -> () -> QuarkusTransaction.joiningExisting().run(() -> merges.merge(one, other, at));
                case 5 -> () -> people.readLead(one, address, record.startsWith("00Q") ? record : null, at);
                case 6, 7 -> pushes::pushDue;
                case 8 -> this::night;
                case 9, 10 -> follow(record);
                case 11 -> () -> failing(flag ? pushes::pushDue : this::night);
                default -> done.isEmpty() ? () -> {} : done.get(random.nextInt(done.size()));
            };
        }

        /** What a change told, taken now, and perhaps once more much later. */
        private Runnable follow(String record) {
            RecordsRead read =
                    record.startsWith("00Q") ? followed.lead(List.of(), record) : followed.contact(List.of(), record);
            return () -> followed.tell(read);
        }

        private OptOutFact clicked() {
            return new OptOutFact.Unsubscribe(UnsubscribeSource.CLICKED_LINK, "", "");
        }

        /** The next morning at five by UTC, an hour or two after the run was due. */
        private void night() {
            now = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(29));
            scene.at(salesforce, now);
            nightly.advance();
        }

        /** With answers that are lost, calls that do not arrive, and refusals in between. */
        private void failing(Runnable action) {
            Fault fault = List.of(
                            new Fault.DropAnswer(),
                            new Fault.DropRequest(),
                            new Fault.HttpStatus(503),
                            new Fault.Code("UNABLE_TO_LOCK_ROW"))
                    .get(random.nextInt(4));
            salesforce.faults().add(FaultRule.on("/services/data/*", fault).after(random.nextInt(3)));
            try {
                action.run();
            } finally {
                salesforce.faults().clear();
            }
        }

        /** Does it and dies before the commit, as far as it has not committed itself. */
        private void crash(Runnable action) {
            QuarkusTransaction.begin();
            try {
                action.run();
            } finally {
                QuarkusTransaction.rollback();
            }
        }

        /**
         * Nights pass and what they found gets its turn, until it went from record to address to record to the end of the longest
         * chain.
         */
        private void settle() throws Exception {
            for (int round = 0; round < RECORDS + 2; round++) {
                FreshBudget.reset(database);
                night();
                now = now.plus(Duration.ofHours(1));
                scene.at(salesforce, now);
                pushes.pushDue();
            }
            assertThat(scene.text("SELECT count(*) FROM crm_opt_out_push WHERE state = 'PENDING'"))
                    .as("seed " + seed)
                    .isEqualTo("0");
            assertThat(scene.text("SELECT count(*) FROM crm_opt_out_search"))
                    .as("seed " + seed)
                    .isEqualTo("0");
        }

        private void check(String when) {
            for (int i = 0; i < ADDRESSES; i++) {
                boolean out = optOuts.isOut(address(i));
                assertThat(out || !outAddresses.contains(address(i))).as(when).isTrue();
                if (out) {
                    outAddresses.add(address(i));
                }
            }
            for (long id = base + 1; id <= base + PEOPLE; id++) {
                boolean out = optOuts.isOut(Whose.ofPerson(id));
                assertThat(out || !outPeople.contains(id)).as(when).isTrue();
                if (out) {
                    outPeople.add(id);
                }
            }
        }

        /** R-U-5: who is out there is out here; whose record was ever to be set there is out there. */
        private void agree(String when) throws Exception {
            for (String id : records) {
                boolean out = CrmOptOutScene.says(salesforce, id, CrmOptOutScene.STANDARD);
                String email =
                        String.valueOf(salesforce.org().find(id).orElseThrow().text("Email"));
                if (out) {
                    assertThat(optOuts.isOut(email)).as(when).isTrue();
                }
                String state = scene.text("SELECT state FROM crm_opt_out_push WHERE salesforce_id = '" + id + "'");
                assertThat(state).as(when).isIn("", "SYNCED");
                assertThat(out || state.isEmpty()).as(when).isTrue();
            }
        }
    }

    @Test
    void noInterleavingOfBothSidesMovesAnybodyFromOutToIn() throws Exception {
        int out = 0;
        int written = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Sequence sequence = new Sequence(seed);
            sequence.run();
            out += sequence.outAddresses.size();
            written += (int) sequence.records.stream()
                    .filter(id -> CrmOptOutScene.says(salesforce, id, CrmOptOutScene.STANDARD))
                    .count();
        }
        assertThat(out).as("addresses that were out at last").isGreaterThan(SEQUENCES);
        assertThat(written).as("records that were out at last").isGreaterThan(SEQUENCES);
    }
}
