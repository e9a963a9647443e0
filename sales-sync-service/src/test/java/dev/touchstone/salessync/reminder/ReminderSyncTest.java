package dev.touchstone.salessync.reminder;

import static dev.touchstone.salessync.reminder.ReminderSyncScene.ANN;
import static dev.touchstone.salessync.reminder.ReminderSyncScene.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskConflict;
import dev.touchstone.salessync.v1.SalesTaskLinkState;
import dev.touchstone.salessync.v1.SalesTaskPriority;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc.SalesTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesTaskStatus;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.org.AcceptedWrite;
import dev.touchstone.testing.salesforce.org.Automation;
import dev.touchstone.testing.salesforce.org.SObject;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reminders and tasks, both ways: real gRPC, real PostgreSQL, Salesforce emulated over HTTP. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ReminderSyncTest {
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

    @Test
    @DisplayName("AC-60: five made before and three after: Salesforce gets three")
    void onlyWhatIsMadeAfterwards() {
        for (int i = 0; i < 5; i++) {
            scene.create("before " + i);
        }
        scene.follow(ANN, true);
        for (int i = 0; i < 3; i++) {
            scene.create("after " + i);
        }
        scene.syncTwice();
        assertThat(salesforce.org().count("Task")).isEqualTo(3);
        assertThat(scene.list(ANN))
                .filteredOn(task -> task.getLinkState() == SalesTaskLinkState.SALES_TASK_LINK_STATE_LINKED)
                .hasSize(3)
                .allSatisfy(task -> assertThat(task.getName()).startsWith("after"));
    }

    @Test
    @DisplayName("AC-61: changed 23 hours ago is taken over, 25 hours ago is not, unless due tomorrow")
    void firstEnabling() {
        Instant now = salesforce.clock().instant();
        salesforce.clock().set(now.minus(Duration.ofHours(25)));
        scene.made("old", Map.of("ActivityDate", "2027-06-01"));
        scene.made("due", Map.of("ActivityDate", tomorrow(now)));
        scene.made("done", Map.of("ActivityDate", tomorrow(now), "Status", "Completed"));
        salesforce.clock().set(now.minus(Duration.ofHours(23)));
        scene.made("new", Map.of("ActivityDate", "2027-06-01"));
        salesforce.clock().set(now);
        scene.follow(ANN, true);
        scene.sync();
        assertThat(scene.list(ANN)).extracting(SalesTask::getName).containsExactlyInAnyOrder("due", "new");
        scene.sync();
        assertThat(scene.list(ANN)).hasSize(2);
        assertThat(scene.writes()).isEmpty();
    }

    private static String tomorrow(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1).toString();
    }

    @Test
    @DisplayName("AC-63, AC-70: three fields changed on two sides; one write of one field, and no echo")
    void bothSidesChangeDifferentFields() {
        String id = scene.linked("2026-12-01", "a");
        scene.change(
                scene.list(ANN).getFirst().toBuilder().setDueDate("2026-12-03").build(), "due_date");
        scene.edited(id, Map.of("Priority", "High", "Description", "b"));
        scene.syncTwice();
        assertThat(ours(id))
                .singleElement()
                .satisfies(write -> assertThat(write.fields())
                        .containsOnlyKeys("ActivityDate")
                        .containsValue(LocalDate.parse("2026-12-03")));
        SalesTask task = scene.list(ANN).getFirst();
        assertThat(task.getDueDate()).isEqualTo("2026-12-03");
        assertThat(task.getPriority()).isEqualTo(SalesTaskPriority.SALES_TASK_PRIORITY_HIGH);
        assertThat(task.getDetails()).isEqualTo("b");
        assertThat(scene.there(id).text("Priority")).isEqualTo("High");
        assertThat(scene.conflicts()).isEmpty();
        scene.syncTwice();
        assertThat(ours(id)).hasSize(1);
        assertThat(scene.list(ANN).getFirst()).isEqualTo(task);
    }

    @Test
    @DisplayName("AC-64: the later change wins, the other is kept and can be taken after all")
    void conflict() {
        String id = scene.linked("2026-12-01", "a");
        scene.change(
                scene.list(ANN).getFirst().toBuilder().setDueDate("2026-12-05").build(), "due_date");
        scene.pass(Duration.ofSeconds(30));
        scene.edited(id, Map.of("ActivityDate", "2026-12-07"));
        scene.syncTwice();
        assertThat(scene.list(ANN).getFirst().getDueDate()).isEqualTo("2026-12-07");
        SalesTaskConflict conflict = scene.conflicts().getFirst();
        assertThat(conflict.getLostValue()).isEqualTo("2026-12-05");
        assertThat(conflict.getField()).isEqualTo("due_date");
        assertThat(ours(id)).isEmpty();
        scene.useOther(conflict);
        scene.syncTwice();
        assertThat(scene.there(id).value("ActivityDate")).isEqualTo(LocalDate.parse("2026-12-05"));
        assertThat(scene.conflicts()).isEmpty();
    }

    @Test
    @DisplayName("AC-65: changed here a second after Salesforce is at the same time: Salesforce's value")
    void tie() {
        String id = scene.linked("2026-12-01", "a");
        scene.edited(id, Map.of("ActivityDate", "2026-12-07"));
        scene.change(
                scene.list(ANN).getFirst().toBuilder().setDueDate("2026-12-05").build(), "due_date");
        scene.syncTwice();
        assertThat(scene.list(ANN).getFirst().getDueDate()).isEqualTo("2026-12-07");
        assertThat(scene.conflicts()).hasSize(1);
    }

    @Test
    @DisplayName("AC-64: changed here half a minute after Salesforce wins")
    void laterHere() {
        String id = scene.linked("2026-12-01", "a");
        scene.edited(id, Map.of("ActivityDate", "2026-12-07"));
        scene.pass(Duration.ofSeconds(30));
        scene.change(
                scene.list(ANN).getFirst().toBuilder().setDueDate("2026-12-05").build(), "due_date");
        scene.syncTwice();
        assertThat(scene.there(id).value("ActivityDate")).isEqualTo(LocalDate.parse("2026-12-05"));
        assertThat(scene.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.getLostInSalesforce()).isTrue();
            assertThat(conflict.getLostValue()).isEqualTo("2026-12-07");
        });
    }

    @Test
    @DisplayName(
            "AC-66, AC-67, AC-68: what has no counterpart here, and the subject, are neither taken nor written over")
    void whatIsSalesforcesOwn() {
        String id = scene.linked("2026-12-01", "a");
        scene.edited(id, Map.of("Status", "In Progress", "Priority", "Low", "Subject", "Renamed"));
        scene.syncTwice();
        SalesTask task = scene.list(ANN).getFirst();
        assertThat(task.getName()).isEqualTo("Call");
        assertThat(task.getStatus()).isEqualTo(SalesTaskStatus.SALES_TASK_STATUS_OPEN);
        assertThat(task.getPriority()).isEqualTo(SalesTaskPriority.SALES_TASK_PRIORITY_NORMAL);
        assertThat(ours(id)).isEmpty();
        scene.change(task.toBuilder().setDueDate("2026-12-03").build(), "due_date");
        scene.syncTwice();
        assertThat(scene.there(id).text("Status")).isEqualTo("In Progress");
        assertThat(scene.there(id).text("Priority")).isEqualTo("Low");
        assertThat(scene.there(id).text("Subject")).isEqualTo("Renamed");
        assertThat(scene.there(id).value("ActivityDate")).isEqualTo(LocalDate.parse("2026-12-03"));
    }

    @Test
    @DisplayName("AC-69: completed here, another day there: completed on that day")
    void completed() {
        String id = scene.linked("2026-12-01", "a");
        scene.complete(scene.list(ANN).getFirst());
        scene.pass(Duration.ofMinutes(5));
        scene.edited(id, Map.of("ActivityDate", "2026-12-09"));
        scene.syncTwice();
        assertThat(scene.there(id).text("Status")).isEqualTo("Completed");
        assertThat(scene.list(ANN).getFirst().getDueDate()).isEqualTo("2026-12-09");
        assertThat(scene.list(ANN).getFirst().getStatus()).isEqualTo(SalesTaskStatus.SALES_TASK_STATUS_COMPLETED);
        assertThat(scene.conflicts()).isEmpty();
    }

    @Test
    @DisplayName("AC-71: a flow that changes what is saved is written to once, and its text is taken")
    void flow() {
        String id = scene.linked("2026-12-01", "a");
        salesforce.org().automation().add(Automation.BeforeSave.append("Task", "Description", "!"));
        scene.change(scene.list(ANN).getFirst().toBuilder().setDetails("b").build(), "details");
        scene.syncTwice();
        scene.syncTwice();
        assertThat(ours(id)).hasSize(1);
        assertThat(scene.there(id).text("Description")).isEqualTo("b!");
        assertThat(scene.list(ANN).getFirst().getDetails()).isEqualTo("b!");
    }

    @Test
    @DisplayName("an answer that is lost makes no second task, and no second write")
    void lostAnswers() {
        scene.follow(ANN, true);
        scene.sync();
        salesforce
                .faults()
                .add(FaultRule.on("/services/data/*/composite/*", new Fault.DropAnswer())
                        .withMethod("POST|PATCH")
                        .times(1));
        scene.create("Call");
        scene.syncTwice();
        scene.syncTwice();
        assertThat(salesforce.org().count("Task")).isEqualTo(1);
        assertThat(scene.list(ANN).getFirst().getLinkState())
                .isEqualTo(SalesTaskLinkState.SALES_TASK_LINK_STATE_LINKED);
        assertThat(scene.writes()).hasSize(1);
    }

    @Test
    @DisplayName("a delete wins over an edit, whichever side it comes from")
    void deletes() {
        String here = scene.linked("2026-12-01", "a");
        scene.edited(here, Map.of("Description", "edited there"));
        scene.delete(scene.list(ANN).getFirst());
        scene.syncTwice();
        assertThat(scene.there(here).isDeleted()).isTrue();
        assertThat(scene.list(ANN)).isEmpty();

        String there = scene.linked("2026-12-02", "c");
        scene.change(
                scene.list(ANN).getFirst().toBuilder().setDetails("edited here").build(), "details");
        salesforce.org().delete(there);
        scene.syncTwice();
        assertThat(scene.list(ANN)).isEmpty();
        assertThat(scene.deleted(ANN))
                .filteredOn(task -> task.getSalesforceId().equals(there))
                .singleElement()
                .satisfies(task -> assertThat(task.getDetails()).isEqualTo("edited here"));
    }

    @Test
    @DisplayName("a task that is taken out of the recycle bin is there again")
    void undeleted() {
        String id = scene.linked("2026-12-01", "a");
        salesforce.org().delete(id);
        scene.syncTwice();
        assertThat(scene.list(ANN)).isEmpty();
        scene.undelete(id);
        scene.syncTwice();
        assertThat(scene.list(ANN))
                .singleElement()
                .satisfies(task -> assertThat(task.getSalesforceId()).isEqualTo(id));
        assertThat(ours(id)).isEmpty();
    }

    @Test
    @DisplayName("AC-62: deleted 14 days ago is told by the log, 16 days ago by the comparison of ids")
    void deletedDuringAPause() {
        String first = scene.linked("2026-12-01", "a");
        String second = scene.linked("2026-12-02", "b");
        String third = scene.linked("2026-12-03", "c");
        scene.hardDelete(second);
        scene.pass(Duration.ofDays(2));
        scene.hardDelete(first);
        scene.pass(Duration.ofDays(14));
        scene.syncTwice();
        assertThat(scene.list(ANN)).extracting(SalesTask::getSalesforceId).containsExactly(third);
        assertThat(scene.deleted(ANN)).hasSize(2);
    }

    @Test
    @DisplayName("a task that is out of the recycle bin before it is read is told by the log")
    void hardDeleted() {
        String id = scene.linked("2026-12-01", "a");
        scene.hardDelete(id);
        scene.pass(Duration.ofMinutes(6));
        scene.sync();
        assertThat(scene.list(ANN)).isEmpty();
    }

    @Test
    @DisplayName("switched off nothing goes either way; switched on again both sides' edits are merged")
    void paused() {
        String id = scene.linked("2026-12-01", "a");
        scene.follow(ANN, false);
        scene.change(
                scene.list(ANN).getFirst().toBuilder().setDueDate("2026-12-03").build(), "due_date");
        scene.edited(id, Map.of("Description", "b"));
        scene.syncTwice();
        assertThat(ours(id)).isEmpty();
        assertThat(scene.list(ANN).getFirst().getDetails()).isEqualTo("a");
        scene.follow(ANN, true);
        scene.syncTwice();
        assertThat(scene.there(id).value("ActivityDate")).isEqualTo(LocalDate.parse("2026-12-03"));
        assertThat(scene.list(ANN).getFirst().getDetails()).isEqualTo("b");
        assertThat(scene.conflicts()).isEmpty();
    }

    @Test
    @DisplayName("a task is given to another seller from either side; one of a stranger is in nobody's list")
    void owners() {
        scene.follow(BOB, true);
        String id = scene.linked("2026-12-01", "a");
        scene.change(scene.list(ANN).getFirst().toBuilder().setAssignee(BOB).build(), "assignee");
        scene.syncTwice();
        assertThat(scene.there(id).text("OwnerId")).isEqualTo(scene.user(BOB));
        assertThat(scene.list(BOB)).hasSize(1);
        scene.edited(id, Map.of("OwnerId", salesforce.org().adminId()));
        scene.syncTwice();
        assertThat(scene.list(BOB)).isEmpty();
        scene.edited(id, Map.of("OwnerId", scene.user(ANN)));
        scene.syncTwice();
        assertThat(scene.list(ANN)).hasSize(1);
    }

    @Test
    @DisplayName("a long text is cut there and never here")
    void longText() {
        scene.follow(ANN, true);
        scene.sync();
        String text = "x".repeat(DetailsText.MAX_CHARACTERS) + " and the end";
        scene.create(scene.builder("Call").setDetails(text));
        scene.syncTwice();
        SObject task = scene.taskWith("Subject", "Call");
        assertThat(task.text("Description")).hasSize(DetailsText.MAX_CHARACTERS);
        scene.syncTwice();
        assertThat(scene.list(ANN).getFirst().getDetails()).isEqualTo(text);
        assertThat(ours(task.id())).hasSize(1);
    }

    @Test
    @DisplayName("what Salesforce refuses is tried again later, and is sent when it is allowed")
    void refusedBySalesforce() throws Exception {
        String id = scene.linked("2026-12-01", "a");
        salesforce
                .org()
                .automation()
                .add(new Automation.ValidationRule(
                        "Task", row -> "bad".equals(row.text("Description")), "no bad words", "Description"));
        scene.change(scene.list(ANN).getFirst().toBuilder().setDetails("bad").build(), "details");
        scene.sync();
        assertThat(scene.text("SELECT problem FROM reminder WHERE task_id = '" + id + "'"))
                .contains("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(scene.text("SELECT failures FROM reminder WHERE task_id = '" + id + "'"))
                .isEqualTo("1");
        salesforce.org().automation().clear();
        scene.pass(Duration.ofHours(1));
        scene.syncTwice();
        assertThat(scene.there(id).text("Description")).isEqualTo("bad");
        assertThat(scene.text("SELECT failures FROM reminder WHERE task_id = '" + id + "'"))
                .isEqualTo("0");
    }

    @Test
    @DisplayName("R-RT-6: a task that recurs is shown and cannot be changed here")
    void recurring() {
        scene.follow(ANN, true);
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("IsRecurrence", true);
        scene.made("weekly", fields);
        scene.sync();
        SalesTask task = scene.list(ANN).getFirst();
        assertThat(task.getReadOnly()).isTrue();
        assertThatThrownBy(() -> scene.delete(task)).hasMessageContaining("recurs");
    }

    /** What this service wrote into a task since it was taken over. */
    private List<AcceptedWrite> ours(String id) {
        return scene.writes().stream().filter(write -> write.id().equals(id)).toList();
    }
}
