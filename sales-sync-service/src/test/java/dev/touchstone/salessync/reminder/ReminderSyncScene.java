package dev.touchstone.salessync.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.connection.salesforce.SalesforceScene;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.CompleteTaskRequest;
import dev.touchstone.salessync.v1.CreateTaskRequest;
import dev.touchstone.salessync.v1.DeleteTaskRequest;
import dev.touchstone.salessync.v1.ListConflictsRequest;
import dev.touchstone.salessync.v1.ListTasksRequest;
import dev.touchstone.salessync.v1.ResolveConflictRequest;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskConflict;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc.SalesTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import dev.touchstone.salessync.v1.UpdateTaskRequest;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.org.AcceptedWrite;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.schema.Field;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Two sellers with connections to an emulated organisation. Time passes in both places together, and only when a test says so. */
final class ReminderSyncScene {
    static final String ANN = "ann@reminders.test";
    static final String BOB = "bob@reminders.test";

    /** So long after the last change, everything may be sent and read. */
    private static final Duration AFTER_A_WHILE = Duration.ofSeconds(10);

    private final SalesforceEmulator salesforce;
    private final SalesTaskServiceBlockingStub tasks;
    private final Runnable send;
    private final Runnable poll;
    private final DataSource database;
    private final TestClock clock;

    /**
     * Begins with an empty organisation and no reminders.
     *
     * @param send one pass of the loop that sends
     * @param poll one pass of the loop that reads
     */
    ReminderSyncScene(
            SalesforceEmulator salesforce,
            SalesTaskServiceBlockingStub tasks,
            Runnable send,
            Runnable poll,
            DataSource database,
            TestClock clock) {
        this.salesforce = salesforce;
        this.tasks = tasks;
        this.send = send;
        this.poll = poll;
        this.database = database;
        this.clock = clock;
    }

    /** Connects the organisation and both sellers. */
    void connect(SalesforceConnectionServiceBlockingStub connections) throws Exception {
        clock.reset();
        FreshBudget.reset(database);
        forget();
        salesforce.reset();
        salesforce.clock().set(Instant.now());
        salesforce
                .org()
                .schema()
                .addField("Task", Field.text("SiaTaskKey__c", 64).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        salesforce.apps().put(SalesforceScene.app());
        SalesforceScene scene = new SalesforceScene(salesforce, connections);
        scene.connectAnew();
        scene.connectSeller(ANN, ANN);
        scene.connectSeller(BOB, BOB);
    }

    /** The organisation goes with the tests. */
    void forget() throws SQLException {
        clock.reset();
        execute("TRUNCATE reminder, reminder_conflict, reminder_seller");
        execute("UPDATE reminder_reading SET watermark = NULL, deleted_until = NULL, due_at = '1970-01-01Z'");
        execute("DELETE FROM salesforce_connection");
        execute("DELETE FROM salesforce_finding");
        execute("DELETE FROM seller_connection");
        execute("DELETE FROM seller_authorization");
        execute("DELETE FROM sync_warning");
    }

    void pass(Duration time) {
        clock.advanceTo(clock.instant().plus(time));
        salesforce.clock().advance(time);
    }

    /** A little later, one pass of each of the loops. */
    void sync() {
        pass(AFTER_A_WHILE);
        send.run();
        // Readings of one second do not tell which is newer.
        pass(Duration.ofSeconds(2));
        poll.run();
    }

    /** What was read is sent, and what was sent is read. */
    void syncTwice() {
        sync();
        sync();
    }

    String user(String seller) {
        return salesforce.users().find(seller).orElseThrow().userId();
    }

    /** A reminder of Ann's that both sides have; the id of its task. What was written until now is forgotten. */
    String linked(String day, String details) {
        follow(ANN, true);
        sync();
        create(builder("Call").setDueDate(day).setDetails(details));
        syncTwice();
        String id = taskWith("Description", details).id();
        salesforce.org().truth().clear();
        return id;
    }

    /** The task that has this text. */
    SObject taskWith(String field, String text) {
        List<SObject> found = new ArrayList<>();
        salesforce.org().forEach("Task", task -> {
            if (!task.isDeleted() && text.equals(task.text(field))) {
                found.add(task);
            }
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    void follow(String seller, boolean enabled) {
        tasks.setTaskSync(SetTaskSyncRequest.newBuilder()
                .setSeller(seller)
                .setEnabled(enabled)
                .setTimeZone("UTC")
                .build());
    }

    static SalesTask.Builder builder(String name) {
        return SalesTask.newBuilder().setName(name).setAssignee(ANN);
    }

    SalesTask create(String name) {
        return create(builder(name));
    }

    SalesTask create(SalesTask.Builder task) {
        return tasks.createTask(CreateTaskRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setTask(task)
                        .build())
                .getTask();
    }

    SalesTask change(SalesTask task, String field) {
        return tasks.updateTask(UpdateTaskRequest.newBuilder()
                        .setTask(task)
                        .setUpdateMask(FieldMask.newBuilder().addPaths(field))
                        .build())
                .getTask();
    }

    void complete(SalesTask task) {
        tasks.completeTask(CompleteTaskRequest.newBuilder()
                .setTaskId(task.getTaskId())
                .setVersion(task.getVersion())
                .build());
    }

    void delete(SalesTask task) {
        tasks.deleteTask(DeleteTaskRequest.newBuilder()
                .setTaskId(task.getTaskId())
                .setVersion(task.getVersion())
                .build());
    }

    List<SalesTask> list(String seller) {
        return tasks.listTasks(ListTasksRequest.newBuilder().setAssignee(seller).build())
                .getTasksList();
    }

    List<SalesTask> deleted(String seller) {
        return tasks.listTasks(ListTasksRequest.newBuilder()
                        .setAssignee(seller)
                        .setDeleted(true)
                        .build())
                .getTasksList();
    }

    List<SalesTaskConflict> conflicts() {
        return tasks.listConflicts(
                        ListConflictsRequest.newBuilder().setAssignee(ANN).build())
                .getConflictsList();
    }

    void useOther(SalesTaskConflict conflict) {
        tasks.resolveConflict(ResolveConflictRequest.newBuilder()
                .setConflictId(conflict.getConflictId())
                .setUseOtherValue(true)
                .build());
    }

    /** Makes a task of Ann's in Salesforce. */
    String made(String subject, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> all = new HashMap<>(fields);
        all.put("Subject", subject);
        all.put("OwnerId", user(ANN));
        return salesforce.org().create("Task", all);
    }

    /** Somebody changes a task in Salesforce. */
    void edited(String id, Map<String, ? extends @Nullable Object> fields) {
        salesforce.org().update(id, fields);
    }

    SObject there(String id) {
        return salesforce.org().find(id).orElseThrow();
    }

    void hardDelete(String id) {
        write(new Write.HardDelete("Task", id));
    }

    void undelete(String id) {
        write(new Write.Undelete("Task", id));
    }

    private void write(Write write) {
        assertThat(salesforce
                        .org()
                        .write(Writer.of(salesforce.org().adminId()), write)
                        .isDone())
                .isTrue();
    }

    /** What this service wrote. */
    List<AcceptedWrite> writes() {
        return salesforce.org().truth().ofType("Task").stream()
                .filter(write -> !write.client().isEmpty())
                .toList();
    }

    String text(String query) throws SQLException {
        return TestSql.text(database, query);
    }

    private void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }
}
