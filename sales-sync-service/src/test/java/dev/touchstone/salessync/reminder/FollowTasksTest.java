package dev.touchstone.salessync.reminder;

import static dev.touchstone.salessync.reminder.ReminderSyncScene.ANN;
import static dev.touchstone.salessync.reminder.ReminderSyncScene.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.crm.fact.ReadRecords;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc.SalesTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** N12: what was read of a task is in its reminder with the reading, and not only after the next round. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class FollowTasksTest {
    private static SalesforceEmulator salesforce;

    @GrpcClient("service")
    SalesTaskServiceBlockingStub tasks;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @Inject
    SendReminders send;

    @Inject
    PollTasks poll;

    @Inject
    ReadRecords records;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    @Inject
    TestClock clock;

    private ReminderSyncScene scene;

    @BeforeAll
    static void start() {
        salesforce = SalesforceEmulator.start(EmulatorConfig.defaults());
        salesforce.addUser(ANN, "Ann");
        salesforce.addUser(BOB, "Bob");
    }

    @AfterAll
    static void stop() {
        salesforce.close();
    }

    @BeforeEach
    void connect() throws Exception {
        FreshBudget.awaitSchema(migration);
        scene = new ReminderSyncScene(salesforce, tasks, send::send, poll::poll, database, clock);
        scene.connect(connections);
    }

    @AfterEach
    void forget() throws Exception {
        scene.forget();
    }

    /** The task as it is a little later, with all fields. */
    private RecordsRead read(String id) {
        scene.pass(Duration.ofSeconds(5));
        return records.tasks(TaskFields.NAMES, List.of(id));
    }

    /** Tells of a reading three times, which makes no call. */
    private void tell(RecordsRead read) {
        salesforce.calls().clear();
        for (int i = 0; i < 3; i++) {
            records.tell(read);
        }
        assertThat(salesforce.calls().all()).as("following costs no call").isEmpty();
    }

    private SalesTask onlyTask() {
        assertThat(scene.list(ANN)).hasSize(1);
        return scene.list(ANN).getFirst();
    }

    @Test
    @DisplayName("N12: a change there is here, and nothing is written back")
    void aChangeThereIsHereWithItsReading() {
        String id = scene.linked("2026-12-24", "before");
        scene.pass(Duration.ofSeconds(10));
        scene.edited(id, Map.of("Description", "after", "ActivityDate", "2026-12-31"));

        tell(read(id));

        assertThat(onlyTask().getDetails()).isEqualTo("after");
        assertThat(onlyTask().getDueDate()).isEqualTo("2026-12-31");
        scene.syncTwice();
        assertThat(scene.writes()).as("no echo").isEmpty();
    }

    @Test
    @DisplayName("AC-70: our own write comes back: no call, no change here, nothing written")
    void theOwnWriteComesBack() throws Exception {
        String id = scene.linked("2026-12-24", "before");
        scene.change(onlyTask().toBuilder().setDetails("ours").build(), "details");
        scene.pass(Duration.ofSeconds(10));
        send.send();
        assertThat(scene.there(id).text("Description")).isEqualTo("ours");
        salesforce.org().truth().clear();
        SalesTask before = onlyTask();

        tell(read(id));

        assertThat(onlyTask().getDetails()).isEqualTo("ours");
        assertThat(onlyTask().getVersion()).isEqualTo(before.getVersion());
        scene.syncTwice();
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void aReadingOfBeforeOurWriteChangesNothing() {
        String id = scene.linked("2026-12-24", "before");
        RecordsRead old = read(id);
        scene.pass(Duration.ofSeconds(10));
        scene.change(onlyTask().toBuilder().setDetails("ours").build(), "details");
        scene.pass(Duration.ofSeconds(10));
        send.send();

        tell(old);

        assertThat(onlyTask().getDetails()).isEqualTo("ours");
        scene.syncTwice();
        assertThat(scene.there(id).text("Description")).isEqualTo("ours");
    }

    @Test
    void whatIsDeletedThereIsDeletedHereAndComesBack() {
        String id = scene.linked("2026-12-24", "before");
        scene.pass(Duration.ofSeconds(10));
        salesforce.org().delete(id);
        tell(read(id));
        assertThat(scene.list(ANN)).isEmpty();
        assertThat(scene.deleted(ANN)).hasSize(1);

        scene.pass(Duration.ofSeconds(10));
        scene.undelete(id);
        tell(read(id));

        assertThat(onlyTask().getDetails()).isEqualTo("before");
        scene.syncTwice();
        assertThat(scene.writes()).as("no echo").isEmpty();
    }

    /** F24: a task that cannot be found may only be hidden, so its reminder stays; the log of deletions decides. */
    @Test
    void aTaskThatCannotBeFoundLeavesItsReminder() {
        String id = scene.linked("2026-12-24", "before");
        scene.pass(Duration.ofSeconds(10));
        scene.hardDelete(id);

        RecordsRead read = read(id);
        assertThat(read.absent()).containsExactly(id);
        tell(read);
        assertThat(onlyTask().getDetails()).isEqualTo("before");

        scene.pass(Duration.ofMinutes(10));
        scene.syncTwice();
        assertThat(scene.list(ANN)).isEmpty();
    }

    @Test
    void aNewTaskOfASellerWhoTakesPartIsTakenOverOnce() {
        scene.follow(ANN, true);
        scene.syncTwice();
        scene.pass(Duration.ofSeconds(10));
        String id = scene.made("Call back", Map.of("ActivityDate", "2026-12-24"));
        String other = salesforce.org().create("Task", Map.of("Subject", "Bob's", "OwnerId", scene.user(BOB)));

        tell(read(id));
        tell(read(other));

        assertThat(onlyTask().getName()).isEqualTo("Call back");
        assertThat(scene.list(BOB)).isEmpty();
        scene.syncTwice();
        assertThat(onlyTask().getName()).isEqualTo("Call back");
    }

    /** A hidden field is not empty. */
    @Test
    void aReadingWithoutAllFieldsIsLeftToTheRounds() {
        String id = scene.linked("2026-12-24", "before");
        scene.pass(Duration.ofSeconds(10));
        scene.edited(id, Map.of("Description", "after"));
        scene.pass(Duration.ofSeconds(5));

        tell(records.tasks(List.of(), List.of(id)));
        assertThat(onlyTask().getDetails()).isEqualTo("before");

        scene.syncTwice();
        assertThat(onlyTask().getDetails()).isEqualTo("after");
    }
}
