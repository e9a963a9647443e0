package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.testing.database.TestDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshLoopTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(5);

    @TempDir
    Path migrations;

    private TestDatabase database;
    private SchemaMigration migration;
    private RefreshLoop loop;

    /** For each look, whether the schema was there. */
    private final List<Boolean> looks = new CopyOnWriteArrayList<>();

    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final LogWatch log = new LogWatch();

    @BeforeEach
    void begin() {
        database = TestDatabase.create("refresh");
        migration = new SchemaMigration(
                Flyway.configure()
                        .dataSource(database.jdbcUrl(), "postgres", "postgres")
                        .locations("filesystem:" + migrations)
                        .load(),
                SchemaMode.MIGRATE);
        loop = new RefreshLoop(migration, "the sites", INTERVAL, this::look);
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void end() throws InterruptedException {
        loop.stop();
        Logger.getLogger("").removeHandler(log);
        migration.stop(new ShutdownEvent());
        database.close();
    }

    @Test
    void everyLookIsAfterTheMigration() {
        loop.start();
        migration.start(new StartupEvent());

        awaitLooks(3);
        assertThat(looks).doesNotContain(false);
        assertThat(loop.trouble()).isEmpty();
    }

    @Test
    void outageIsToldOnceAndItsEnd() {
        failure.set(outage());
        loop.start();
        migration.start(new StartupEvent());
        awaitLooks(5);
        assertThat(loop.trouble()).isEqualTo("the database does not answer (SQLSTATE 08006)");

        failure.set(null);
        awaitTrouble("");
        assertThat(log.sentences)
                .containsExactly(
                        "waiting for the sites: the database does not answer (SQLSTATE 08006); trying again",
                        "the sites can be read again");
    }

    @Test
    void bugIsToldOnceEvenAfterAnOutage() {
        failure.set(outage());
        loop.start();
        migration.start(new StartupEvent());
        awaitTrouble("the database does not answer (SQLSTATE 08006)");

        failure.set(new IllegalStateException("secret"));
        awaitTrouble("the sites cannot be read");
        awaitLooks(looks.size() + 5);
        assertThat(log.sentences)
                .containsExactly(
                        "waiting for the sites: the database does not answer (SQLSTATE 08006); trying again",
                        "the sites cannot be read; trying again");
    }

    @Test
    void endWaitsForTheLookThatIsUnderWayAndIsTheLast() throws Exception {
        CountDownLatch inLook = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop = new RefreshLoop(migration, "the sites", INTERVAL, () -> {
            look();
            inLook.countDown();
            awaitUninterrupted(goOn);
        });
        migration.start(new StartupEvent());
        loop.start();
        inLook.await();
        Thread stopping = Thread.ofPlatform().start(() -> {
            try {
                loop.stop();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await().atMost(LONG_ENOUGH).until(() -> stopping.getState() == Thread.State.WAITING);

        goOn.countDown();

        stopping.join();
        assertThat(looks).hasSize(1);
    }

    @Test
    void loopThatNeverBeganEnds() throws Exception {
        loop.stop();

        assertThat(looks).isEmpty();
    }

    private void look() {
        looks.add(migration.isDone());
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private static RuntimeException outage() {
        return new IllegalStateException(new SQLException("secret", "08006"));
    }

    private void awaitLooks(int count) {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(looks).hasSizeGreaterThanOrEqualTo(count));
    }

    private void awaitTrouble(String sentence) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(loop.trouble()).isEqualTo(sentence));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the loop wrote into the log. */
    private static final class LogWatch extends Handler {
        private final List<String> sentences = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            if (RefreshLoop.class.getName().equals(logged.getLoggerName())) {
                sentences.add(logged.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
