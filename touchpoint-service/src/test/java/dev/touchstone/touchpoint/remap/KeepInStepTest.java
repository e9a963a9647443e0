package dev.touchstone.touchpoint.remap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.service.MappingStub;
import dev.touchstone.touchpoint.service.WithoutWorkers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels of keys follow what mapping-service publishes, whatever happens meanwhile; step by step, by the test's hand. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class KeepInStepTest {
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final UUID ONE = new UUID(9, 1);
    private static final UUID OTHER = new UUID(9, 2);
    private static final String CHANNELS = "SELECT t.touchpoint_id, t.touched_at, rr.channel, rr.subchannel,"
            + " kc.rule_set_version, kc.row_number FROM touchpoint t" + Channel.sqlJoins("t", "touched_at")
            + " ORDER BY t.touchpoint_id";

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SchemaMigration schema;

    @Inject
    KeepInStep keepInStep;

    @Inject
    MappingKeyStore keys;

    @Inject
    RemapStore store;

    @Inject
    ChannelDirectory directory;

    private RemapWorld world;

    @BeforeEach
    void begin() throws InterruptedException {
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
        world = new RemapWorld(dataSource, keys);
        world.clear();
        MappingStub.publish(MappingStub.shipped(""), null);
    }

    @AfterEach
    void end() {
        MappingStub.setAnswering(true);
        MappingStub.beforeClassify(() -> {});
        MappingStub.publish(MappingStub.shipped(""), null);
    }

    private void finish(UUID holder) {
        assertThat(keepInStep.hold(holder)).isTrue();
        boolean more = true;
        while (more) {
            more = keepInStep.step(holder, directory.active());
        }
    }

    /** Another replica waits ten seconds; the test need not. */
    private void holderIsGone() {
        world.execute("UPDATE remap SET held_until = now() - interval '1 second'");
    }

    private static List<MappingKey> manyKeys(int count) {
        List<MappingKey> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(RemapWorld.web(i % 3 == 0 ? "google" : "", i % 2 == 0 ? "cpc" : "", "acme.com/" + i));
        }
        return many;
    }

    @Test
    void newVersionIsShownAtOnceAndTheOldOneIsRemoved() {
        world.intern(manyKeys(10));
        manyKeys(10).forEach(key -> world.touch(key, 1, JUNE));
        finish(ONE);
        long before = MappingStub.versionAt(JUNE);
        assertThat(world.rows(CHANNELS)).hasSize(10).allMatch(row -> row.contains("|" + before + "|"));

        long next = MappingStub.publish(MappingStub.shipped(" new"), null);
        while (!store.mapped().stream().allMatch(RemapStore.Mapped::complete)
                || store.mapped().size() == 1) {
            keepInStep.step(ONE, directory.active());
            assertThat(world.rows(CHANNELS)).allMatch(row -> row.contains("|" + before + "|"));
            assertThat(store.progress().target()).isEqualTo(next);
        }
        finish(ONE);

        assertThat(world.rows(CHANNELS))
                .hasSize(10)
                .allMatch(row -> row.contains(" new|") && row.contains("|" + next + "|"));
        assertThat(world.rows("SELECT DISTINCT rule_set_version FROM key_channel"))
                .containsExactly("" + next);
        assertThat(world.rows("SELECT DISTINCT rule_set_version FROM rule_row")).containsExactly("" + next);
        RemapProgress progress = store.progress();
        assertThat(progress.last().changedKeys()).isEqualTo(10);
        assertThat(progress.last().changedTouchpoints()).isEqualTo(10);
        assertThat(progress.target()).isZero();
        assertThat(progress.last().end()).isNotNull();
    }

    @Test
    void walkGoesOnWhereItWasKilledByWhoeverTakesOver() {
        world.intern(manyKeys(20_000));
        finish(ONE);
        long next = MappingStub.publish(MappingStub.shipped(" new"), null);
        AtomicInteger calls = new AtomicInteger();
        MappingStub.beforeClassify(() -> {
            if (calls.incrementAndGet() > 9) {
                throw new IllegalStateException("down");
            }
        });
        assertThatThrownBy(() -> finish(ONE)).isInstanceOf(ChannelDirectory.Unavailable.class);
        long walked = Long.parseLong(world.rows("SELECT count(*) FROM key_channel WHERE rule_set_version = " + next)
                .get(0));
        assertThat(walked).isBetween(1L, 12_000L);

        assertThat(keepInStep.hold(OTHER))
                .as("the first replica still holds it")
                .isFalse();
        holderIsGone();
        MappingStub.beforeClassify(calls::incrementAndGet);
        calls.set(0);
        finish(OTHER);

        assertThat(calls.get()).as("batches of 1,000 that were left").isEqualTo((int) (20_000 - walked) / 1_000);
        assertThat(world.rows("SELECT count(*) FROM key_channel WHERE rule_set_version = " + next))
                .containsExactly("20000");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> store.complete(ONE, next)))
                .as("the first replica can do no harm any more")
                .isInstanceOf(RemapStore.NoLongerHeld.class);
    }

    @Test
    void keyThatIsCommittedBehindTheWalkGetsItsChannelBeforeTheSwitch() throws Exception {
        world.intern(manyKeys(5));
        finish(ONE);
        MappingKey late = RemapWorld.web("google", "", "late.example/");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO mapping_key (mapping_key_id, kind, campaign, medium, source, landing_page, referrer,"
                            + " click_markers) VALUES ('" + late.id()
                            + "', 'WEB_SESSION', '', '', 'google', 'late.example/', '', '{}')");
            statement.execute("INSERT INTO mapping_key_pending VALUES ('" + late.id() + "')");
            long next = MappingStub.publish(MappingStub.shipped(" new"), null);
            keepInStep.step(ONE, directory.active());
            keepInStep.step(ONE, directory.active());
            assertThat(store.mapped()).anyMatch(mapped -> mapped.version() == next && mapped.complete());
            connection.commit();
            finish(ONE);
            assertThat(world.rows("SELECT row_number FROM key_channel WHERE rule_set_version = " + next
                            + " AND mapping_key_id = '" + late.id() + "'"))
                    .hasSize(1);
            assertThat(keys.pendingCount()).isZero();
        }
    }

    @Test
    void renamedChannelIsRenamedWithoutClassifyingAndWatchersAreTold() {
        world.intern(manyKeys(6));
        finish(ONE);
        world.execute("TRUNCATE touchpoint_change");
        MappingStub.beforeClassify(() -> {
            throw new IllegalStateException("nothing is classified");
        });

        MappingStub.rename("google", "Google");
        finish(ONE);

        assertThat(world.rows("SELECT DISTINCT channel FROM rule_row WHERE channel ILIKE 'google'"))
                .containsExactly("Google");
        assertThat(world.rows("SELECT type FROM touchpoint_change")).containsExactly("REMAPPED", "REMAPPED");
        MappingStub.rename("google", "google");
    }

    @Test
    void touchpointTakesTheVersionOfItsTime() {
        world.intern(manyKeys(4));
        MappingKey key = manyKeys(4).get(0);
        world.touch(key, 1, JUNE.minusSeconds(1));
        world.touch(key, 1, JUNE);
        finish(ONE);
        long before = MappingStub.versionAt(JUNE);
        long next = MappingStub.publish(MappingStub.shipped(" new"), JUNE);
        finish(ONE);

        assertThat(world.rows("SELECT t.touched_at < '" + JUNE + "', rr.channel, kc.rule_set_version FROM touchpoint t"
                        + Channel.sqlJoins("t", "touched_at")))
                .containsExactlyInAnyOrder("t|google|" + before, "f|google new|" + next);
        assertThat(store.progress().last().changedTouchpoints()).isEqualTo(1);

        world.intern(List.of(RemapWorld.web("newsletter", "", "acme.com/new")));
        finish(ONE);
        assertThat(world.rows("SELECT rule_set_version FROM key_channel GROUP BY 1 HAVING count(*) = 5"))
                .containsExactlyInAnyOrder("" + before, "" + next);
    }

    @Test
    void versionThatIsSupersededWhileItIsMappedToIsNeverShown() {
        world.intern(manyKeys(9_000));
        finish(ONE);
        Optional<ActiveRules> superseded;
        MappingStub.publish(MappingStub.shipped(" superseded"), null);
        superseded = directory.active();
        keepInStep.step(ONE, superseded);
        long next = MappingStub.publish(MappingStub.shipped(" latest"), null);
        finish(ONE);

        assertThat(store.periods()).containsExactly(new RulePeriod(null, next));
        assertThat(world.rows("SELECT DISTINCT rule_set_version FROM key_channel"))
                .containsExactly("" + next);
        // A replica of mapping-service that has not heard of it yet is not followed back.
        keepInStep.step(ONE, superseded);
        assertThat(store.periods()).containsExactly(new RulePeriod(null, next));
    }

    /** Any interleaving of new keys, publications, renames, steps of two replicas and outages ends as a fresh classification. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void incrementalEqualsFreshClassification(long seed) {
        Random random = new Random(seed);
        Map<UUID, String> toldByFeed = new HashMap<>();
        List<MappingKey> stored = new ArrayList<>();
        UUID holder = ONE;
        keepInStep.hold(holder);
        for (int act = 0; act < 60; act++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    MappingKey key = RemapWorld.web(
                            List.of("google", "", "newsletter", "unknown").get(random.nextInt(4)),
                            random.nextBoolean() ? "cpc" : "",
                            "acme.com/" + random.nextInt(500));
                    world.intern(List.of(key));
                    if (!stored.contains(key)) {
                        stored.add(key);
                    }
                    world.touch(key, random.nextInt(5), JUNE.plusSeconds(random.nextInt(200) - 100));
                }
                case 2 ->
                    MappingStub.publish(
                            MappingStub.shipped(" " + random.nextInt(3)),
                            random.nextBoolean() ? null : JUNE.plusSeconds(random.nextInt(100) - 50));
                case 3 -> MappingStub.rename("google", "google " + random.nextInt(3));
                case 4 -> {
                    holder = holder.equals(ONE) ? OTHER : ONE;
                    holderIsGone();
                    keepInStep.hold(holder);
                }
                case 5 -> MappingStub.setAnswering(random.nextInt(3) > 0);
                default -> step(holder);
            }
            assertThat(world.rows(
                            "SELECT DISTINCT p.rule_set_version FROM channel_period p WHERE p.rule_set_version > 0"
                                    + " EXCEPT SELECT rule_set_version FROM mapped_version WHERE complete"))
                    .as("only versions that are complete decide")
                    .isEmpty();
            followFeed(toldByFeed);
        }
        MappingStub.setAnswering(true);
        finish(holder);
        followFeed(toldByFeed);

        assertThat(keys.pendingCount()).isZero();
        Map<UUID, String> channels = new HashMap<>();
        for (String row :
                world.rows("SELECT t.mapping_key_id, t.touched_at, rr.channel, rr.subchannel, kc.rule_set_version,"
                        + " kc.row_number, extract(epoch FROM t.touched_at)::bigint FROM touchpoint t"
                        + Channel.sqlJoins("t", "touched_at"))) {
            List<String> columns = List.of(row.split("\\|", -1));
            MappingKey key = stored.stream()
                    .filter(candidate -> candidate.id().toString().equals(columns.get(0)))
                    .findFirst()
                    .orElseThrow();
            long version = MappingStub.versionAt(Instant.ofEpochSecond(Long.parseLong(columns.get(6))));
            MappingStub.Expected expected = MappingStub.expected(version, RuleSetMessages.of(key));
            assertThat(columns.subList(2, 6))
                    .containsExactly(
                            expected.channel(), expected.subchannel(), "" + version, "" + expected.rowNumber());
            channels.put(key.id(), "known");
        }
        assertThat(currentOfKeys()).as("each change of a key is on the feed").isEqualTo(toldByFeed);
        MappingStub.rename("google", "google");
    }

    private void step(UUID holder) {
        try {
            keepInStep.step(holder, directory.active());
        } catch (ChannelDirectory.Unavailable down) {
            // Tried again by a later act.
        }
    }

    /** What a watcher knows: it reads a key when the feed names it. */
    private void followFeed(Map<UUID, String> known) {
        Map<UUID, String> current = currentOfKeys();
        world.rows("SELECT mapping_key_id FROM touchpoint_change").forEach(id -> {
            UUID key = UUID.fromString(id);
            known.put(key, current.getOrDefault(key, "none"));
        });
        world.execute("TRUNCATE touchpoint_change");
        known.keySet().retainAll(current.keySet());
    }

    /** Channels and rows of keys at several times, without the number of the version. */
    private Map<UUID, String> currentOfKeys() {
        Map<UUID, String> current = new HashMap<>();
        world.rows(
                        "SELECT kc.mapping_key_id, string_agg(rr.channel || '/' || rr.subchannel || '/' || kc.row_number, ','"
                                + " ORDER BY seconds) FROM generate_series(-60, 60) seconds JOIN channel_period cp"
                                + " ON '" + JUNE + "'::timestamptz + seconds * interval '1 second' >= cp.start_time"
                                + " AND '" + JUNE + "'::timestamptz + seconds * interval '1 second' < cp.end_time"
                                + " JOIN key_channel kc USING (rule_set_version)"
                                + " JOIN rule_row rr USING (rule_set_version, row_number) GROUP BY 1")
                .forEach(row -> current.put(UUID.fromString(row.substring(0, 36)), row.substring(37)));
        return current;
    }
}
