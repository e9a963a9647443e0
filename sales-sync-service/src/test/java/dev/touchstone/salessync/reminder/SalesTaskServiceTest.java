package dev.touchstone.salessync.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.reminder.TaskReadings.TaskReading;
import dev.touchstone.salessync.v1.CompleteTaskRequest;
import dev.touchstone.salessync.v1.CreateTaskRequest;
import dev.touchstone.salessync.v1.DeleteTaskRequest;
import dev.touchstone.salessync.v1.ListConflictsRequest;
import dev.touchstone.salessync.v1.ListTasksRequest;
import dev.touchstone.salessync.v1.ResolveConflictRequest;
import dev.touchstone.salessync.v1.RestoreTaskRequest;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskConflict;
import dev.touchstone.salessync.v1.SalesTaskLinkState;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc.SalesTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesTaskStatus;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import dev.touchstone.salessync.v1.UpdateTaskRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reminders as a seller sees them: real gRPC, real PostgreSQL. Readings are stored as they come from Salesforce. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class SalesTaskServiceTest {
    private static final String ANN = "ann@reminders.test";
    private static final String ANN_USER = "005000000000001AAA";
    private static final String TASK = "00T000000000001AAA";

    @GrpcClient("service")
    SalesTaskServiceBlockingStub tasks;

    @Inject
    TakeTaskReadings readings;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private final Instant now = Instant.now();

    @BeforeEach
    void connectAnn() throws Exception {
        assertThat(migration.await(Duration.ofMinutes(1))).isTrue();
        forget();
        execute(
                "INSERT INTO seller_connection (seller, user_id, username, instance_url, sealed_refresh, revision, connected_at)"
                        + " VALUES ('" + ANN + "', '" + ANN_USER + "', 'ann', 'https://org.test', '\\x00', 1, now())");
    }

    @AfterEach
    void forget() throws SQLException {
        execute("TRUNCATE reminder, reminder_conflict, reminder_seller; DELETE FROM seller_connection WHERE seller = '"
                + ANN + "'");
    }

    private void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    private SalesTask create(String name) {
        return tasks.createTask(CreateTaskRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setTask(SalesTask.newBuilder().setName(name).setAssignee(ANN))
                        .build())
                .getTask();
    }

    private List<SalesTask> list(boolean deleted) {
        return tasks.listTasks(ListTasksRequest.newBuilder()
                        .setAssignee(ANN)
                        .setDeleted(deleted)
                        .build())
                .getTasksList();
    }

    private void follow(boolean enabled) {
        tasks.setTaskSync(SetTaskSyncRequest.newBuilder()
                .setSeller(ANN)
                .setEnabled(enabled)
                .setTimeZone("Europe/Berlin")
                .build());
    }

    private SalesTask changeDay(SalesTask task, String day) {
        return tasks.updateTask(UpdateTaskRequest.newBuilder()
                        .setTask(task.toBuilder().setDueDate(day))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("due_date"))
                        .build())
                .getTask();
    }

    private void read(String day, String status, Instant stamp, Instant readAt) {
        SalesforceTask task = new SalesforceTask(
                TASK,
                "",
                new SalesforceTask.Links("", ANN_USER),
                status,
                "Normal",
                Optional.of(LocalDate.parse(day)),
                "",
                "Call",
                status.equals("Completed"),
                false,
                stamp);
        readings.store(
                new TaskReadings(List.of(new TaskReading.Present(task)), new ReadingTime(readAt, Duration.ZERO)));
    }

    private static void refused(ThrowingCallable call, String words) {
        assertThatThrownBy(call).hasMessageContaining(words);
    }

    @Test
    @DisplayName("a task is changed by its version, completed, deleted and made anew")
    void life() {
        SalesTask made = create("Call");
        assertThat(made.getLinkState()).isEqualTo(SalesTaskLinkState.SALES_TASK_LINK_STATE_LOCAL);
        SalesTask changed = changeDay(made, "2026-12-03");
        assertThat(changed.getDueDate()).isEqualTo("2026-12-03");
        refused(() -> changeDay(made, "2026-12-04"), "version");
        SalesTask done = tasks.completeTask(CompleteTaskRequest.newBuilder()
                        .setTaskId(changed.getTaskId())
                        .setVersion(changed.getVersion())
                        .build())
                .getTask();
        assertThat(done.getStatus()).isEqualTo(SalesTaskStatus.SALES_TASK_STATUS_COMPLETED);
        tasks.deleteTask(DeleteTaskRequest.newBuilder()
                .setTaskId(done.getTaskId())
                .setVersion(done.getVersion())
                .build());
        assertThat(list(false)).isEmpty();
        assertThat(list(true)).hasSize(1);
        RestoreTaskRequest restore = RestoreTaskRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setTaskId(done.getTaskId())
                .build();
        SalesTask restored = tasks.restoreTask(restore).getTask();
        assertThat(restored.getTaskId()).isNotEqualTo(done.getTaskId());
        assertThat(tasks.restoreTask(restore).getTask()).isEqualTo(restored);
        assertThat(list(false)).containsExactly(restored);
    }

    @Test
    @DisplayName("AC-60: only what is made after switching on is on its way")
    void onlyWhatIsMadeAfterwards() {
        SalesTask before = create("before");
        follow(true);
        SalesTask after = create("after");
        assertThat(before.getLinkState()).isEqualTo(SalesTaskLinkState.SALES_TASK_LINK_STATE_LOCAL);
        assertThat(after.getLinkState()).isEqualTo(SalesTaskLinkState.SALES_TASK_LINK_STATE_UNSENT);
        follow(true);
        assertThat(list(false)).containsExactlyInAnyOrder(before, after);
    }

    @Test
    @DisplayName("AC-64: the earlier value is kept as a conflict, and can be taken after all")
    void conflict() {
        follow(true);
        read("2026-12-01", "Not Started", now, now);
        SalesTask task = list(false).getFirst();
        changeDay(task, "2026-12-05");
        Instant later = now.plusSeconds(120);
        read("2026-12-07", "Not Started", later, later);
        read("2026-12-07", "Not Started", later, later.plusSeconds(1));
        assertThat(list(false).getFirst().getDueDate()).isEqualTo("2026-12-07");
        List<SalesTaskConflict> conflicts = tasks.listConflicts(
                        ListConflictsRequest.newBuilder().setAssignee(ANN).build())
                .getConflictsList();
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.getFirst().getLostValue()).isEqualTo("2026-12-05");
        SalesTask resolved = tasks.resolveConflict(ResolveConflictRequest.newBuilder()
                        .setConflictId(conflicts.getFirst().getConflictId())
                        .setUseOtherValue(true)
                        .build())
                .getTask();
        assertThat(resolved.getDueDate()).isEqualTo("2026-12-05");
        assertThat(resolved.getLinkState()).isEqualTo(SalesTaskLinkState.SALES_TASK_LINK_STATE_CHANGED);
    }

    @Test
    @DisplayName("F28: a task that was read twice is one reminder")
    void imported() {
        follow(true);
        read("2026-12-01", "Not Started", now, now);
        read("2026-12-01", "Not Started", now, now.plusSeconds(5));
        assertThat(list(false)).hasSize(1);
        assertThat(list(false).getFirst().getSalesforceId()).isEqualTo(TASK);
    }

    @Test
    void gone() {
        follow(true);
        read("2026-12-01", "Not Started", now, now);
        readings.store(new TaskReadings(
                List.of(new TaskReading.Gone(TASK)), new ReadingTime(now.plusSeconds(5), Duration.ZERO)));
        assertThat(list(false)).isEmpty();
        assertThat(list(true).getFirst().getLinkState()).isEqualTo(SalesTaskLinkState.SALES_TASK_LINK_STATE_GONE);
    }

    @Test
    void whatIsWrongIsSaidExactly() {
        refused(
                () -> tasks.createTask(CreateTaskRequest.newBuilder()
                        .setRequestId("1")
                        .setTask(SalesTask.newBuilder().setDueDate("3 Dec").setAssignee("ann"))
                        .build()),
                "INVALID_ARGUMENT");
        assertThat(list(false)).isEmpty();
    }
}
