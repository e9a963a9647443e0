package dev.touchstone.salessync.task;

import static dev.touchstone.salessync.activity.ActivityFixture.AT;
import static dev.touchstone.salessync.activity.ActivityFixture.bare;
import static dev.touchstone.salessync.activity.ActivityFixture.click;
import static dev.touchstone.salessync.activity.ActivityFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.activity.ActivityFixture;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.connection.salesforce.SalesforceScene;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.task.delivery.DeliverTasks;
import dev.touchstone.salessync.v1.CrmTask;
import dev.touchstone.salessync.v1.CrmTaskServiceGrpc.CrmTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.CrmTaskSettings;
import dev.touchstone.salessync.v1.CrmTaskSettingsVersion;
import dev.touchstone.salessync.v1.CrmTaskState;
import dev.touchstone.salessync.v1.DiagnosticServiceGrpc.DiagnosticServiceBlockingStub;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc.SalesActivityServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.salessync.v1.SalesEmailReply;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.org.Automation.ValidationRule;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.org.LeadConversion;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.org.Writer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Activities recorded over gRPC that become tasks at the emulator. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class TasksInSalesforceTest {
    private static final String UPSERT = "/services/data/v62.0/composite/sobjects/Task/SiaTaskKey__c";
    private static SalesforceEmulator salesforce;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @GrpcClient("service")
    SalesActivityServiceBlockingStub activities;

    @GrpcClient("service")
    CrmTaskServiceBlockingStub tasks;

    @GrpcClient("service")
    DiagnosticServiceBlockingStub diagnostics;

    @Inject
    PersonStore people;

    @Inject
    DeliverTasks delivery;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private TaskScene scene;
    private SalesforceScene salesforceScene;
    private String sellerId = "";

    @BeforeAll
    static void start() {
        salesforce = SalesforceEmulator.start(EmulatorConfig.defaults());
    }

    @AfterAll
    static void stop() {
        salesforce.close();
    }

    @BeforeEach
    void connectSeller() throws Exception {
        scene = new TaskScene(people, delivery, database);
        FreshBudget.awaitSchema(migration);
        clock.reset();
        FreshBudget.reset(database);
        ActivityFixture.empty(database);
        scene.empty();
        scene.execute("DELETE FROM salesforce_connection");
        scene.execute("DELETE FROM salesforce_finding");
        scene.execute("DELETE FROM seller_connection");
        scene.execute("DELETE FROM seller_authorization");
        scene.execute("DELETE FROM sync_warning");
        salesforce.reset();
        TaskScene.addFields(salesforce);
        sellerId = salesforce
                .users()
                .find(TaskScene.USERNAME)
                .map(user -> user.userId())
                .orElseGet(() -> salesforce.addUser(TaskScene.USERNAME, "Rep"));
        salesforce.apps().put(SalesforceScene.app());
        salesforceScene = new SalesforceScene(salesforce, connections);
        salesforceScene.connectAnew();
        salesforceScene.connectSeller(TaskScene.SELLER, TaskScene.USERNAME);
        salesforce.calls().clear();
    }

    /** The organisation goes with this class: other tests record activities without one. */
    @AfterEach
    void forget() throws Exception {
        clock.reset();
        scene.execute("DELETE FROM salesforce_connection");
        scene.execute("DELETE FROM seller_connection");
        scene.execute("DELETE FROM sync_warning");
        scene.empty();
    }

    private CrmTask task(String activityKey) {
        return TaskScene.task(tasks, activityKey);
    }

    private String send(String key, long person, String subject) {
        return TaskScene.record(activities, TaskScene.send(key, person, subject));
    }

    private static SObject only() {
        List<SObject> all = TaskScene.inSalesforce(salesforce);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static long writes() {
        return salesforce.calls().all().stream()
                .filter(call -> call.path().contains("/composite/sobjects"))
                .count();
    }

    private void settings(String template, boolean calls) {
        CrmTaskSettingsVersion current = tasks.getCrmTaskSettings(GetCrmTaskSettingsRequest.getDefaultInstance())
                .getVersion();
        CrmTaskSettings changed = current.getSettings().toBuilder()
                .setSubjectTemplate(template)
                .setLogCalls(calls)
                .build();
        tasks.updateCrmTaskSettings(UpdateCrmTaskSettingsRequest.newBuilder()
                .setSettings(changed)
                .setEtag(current.getEtag())
                .setAuthor("test")
                .build());
    }

    @Test
    @DisplayName("AC-46, R-T-6: an e-mail is a closed task of its seller")
    void anEmailIsATask() {
        String contact = scene.contact(salesforce, 101);
        settings(
                "{{activity_type}} - {{activity_subject}} [{{sales_campaign_name}} d{{sales_campaign_day}}/s{{sales_campaign_step}}]",
                true);
        String activity = send("k1", 101, "Hello");

        scene.deliver();

        SObject made = only();
        assertThat(made.text("Subject")).isEqualTo("Email - Hello [ d/s]");
        assertThat(made.text("WhoId")).isEqualTo(contact);
        assertThat(made.text("OwnerId")).isEqualTo(sellerId);
        assertThat(made.text("Status")).isEqualTo("Completed");
        assertThat(made.text("Type")).isEqualTo("Email");
        CrmTask task = task(activity);
        assertThat(task.getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DONE);
        assertThat(task.getTaskId()).isEqualTo(made.id());
        assertThat(made.text("SiaTaskKey__c")).isEqualTo(task.getTaskKey());
    }

    @Test
    @DisplayName("AC-48: the subject of a reply names what it answers, and the e-mail's task is told of it")
    void aReplyIsATask() throws Exception {
        scene.contact(salesforce, 101);
        send("k1", 101, "Intro call?");
        TaskScene.record(
                activities,
                bare("k2", 101)
                        .setActor(TaskScene.SELLER)
                        .setReply(SalesEmailReply.newBuilder().setEmailId("mail-k1"))
                        .build());

        scene.deliver();

        assertThat(TaskScene.inSalesforce(salesforce))
                .extracting(each -> each.text("Subject"))
                .containsExactlyInAnyOrder("Email: Intro call?", "Reply: Intro call?");
    }

    @Test
    @DisplayName("AC-49: a call to somebody without a record makes no call to Salesforce")
    void aCallToNobodyIsNoTask() {
        String activity = TaskScene.record(activities, call("k1", 999));

        scene.deliver();

        assertThat(task(activity).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_SKIPPED);
        assertThat(task(activity).getCause()).isEqualTo("NO_CRM_ID");
        assertThat(salesforce.calls().all()).isEmpty();
    }

    private static dev.touchstone.salessync.v1.NewSalesActivity call(String key, long person) {
        return bare(key, person)
                .setActor(TaskScene.SELLER)
                .setCall(SalesCall.newBuilder()
                        .setOutcome("Connected")
                        .setStatus(SalesCallStatus.SALES_CALL_STATUS_COMPLETED))
                .build();
    }

    @Test
    void whatIsNotConfiguredIsNotLogged() {
        scene.contact(salesforce, 101);
        settings("{{activity_subject}}", false);
        String activity = TaskScene.record(activities, call("k1", 101));

        scene.deliver();

        assertThat(task(activity).getCause()).isEqualTo("NOT_CONFIGURED");
        assertThat(TaskScene.inSalesforce(salesforce)).isEmpty();
    }

    @Test
    @DisplayName("R-T-1: a template with an unknown token is refused and changes nothing")
    void aWrongTemplateIsRefused() {
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> settings("{{nonsense}}", true));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(tasks.getCrmTaskSettings(GetCrmTaskSettingsRequest.getDefaultInstance())
                        .getVersion()
                        .getVersion())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("AC-51: a lost answer doubles nothing")
    void aLostAnswerDoublesNothing() throws Exception {
        scene.contact(salesforce, 101);
        for (int i = 0; i < 200; i++) {
            send("k" + i, 101, "Subject " + i);
        }
        salesforce.faults().add(FaultRule.on(UPSERT, new Fault.DropAnswer()).times(1));

        scene.deliver();
        scene.letTimePass();
        scene.deliver();

        assertThat(TaskScene.inSalesforce(salesforce)).hasSize(200);
        assertThat(scene.texts("SELECT DISTINCT state FROM outbox JOIN crm_task ON task_key = outbox_key"))
                .containsExactly("DONE");
    }

    @Test
    @DisplayName(
            "AC-52: one refused task of 200 is a diagnostic with the organisation's words, and a person may retry it")
    void oneRefusedTaskDiesAlone() throws Exception {
        scene.contact(salesforce, 101);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            keys.add(send("k" + i, 101, i == 57 ? "Hello" : "Subject " + i));
        }
        salesforce
                .org()
                .automation()
                .add(new ValidationRule(
                        "Task",
                        row -> String.valueOf(row.text("Subject")).contains("Hello"),
                        "Subject must not contain Hello",
                        null));

        scene.deliver();

        assertThat(TaskScene.inSalesforce(salesforce)).hasSize(199);
        assertThat(task(keys.get(57)).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DEAD);
        assertThat(task(keys.get(57)).getCause()).isEqualTo("ACCESS_VALIDATION");
        assertThat(scene.texts("SELECT sentence FROM dead_letter WHERE kind = 'crm-task'"))
                .singleElement()
                .asString()
                .contains("Subject must not contain Hello");

        salesforce.org().automation().clear();
        diagnostics.retryDiagnostics(RetryDiagnosticsRequest.newBuilder()
                .setKind("crm-task")
                .setCause("ACCESS_VALIDATION")
                .setAuthor("test")
                .build());
        scene.deliver();

        assertThat(task(keys.get(57)).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DONE);
        assertThat(scene.texts("SELECT sentence FROM dead_letter WHERE kind = 'crm-task'"))
                .isEmpty();
    }

    @Test
    @DisplayName("AC-53: the task of a lead that was converted a second ago is the contact's")
    void aConvertedLeadIsFollowed() {
        String lead = scene.lead(salesforce, 101);
        String activity = send("k1", 101, "Hello");
        salesforce.org().convert(Writer.of(salesforce.org().adminId()), LeadConversion.of(lead));

        scene.deliver();

        assertThat(task(activity).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DONE);
        assertThat(only().text("WhoId"))
                .startsWith("003")
                .isEqualTo(task(activity).getWhoId());
    }

    @Test
    @DisplayName("AC-54: 500 tasks under a locked account are all made, and no two batches meet under it")
    void aHotAccountIsWrittenToOneBatchAtATime() throws Exception {
        String contact = scene.contact(salesforce, 101);
        String account =
                String.valueOf(salesforce.org().find(contact).orElseThrow().text("AccountId"));
        for (int i = 0; i < 500; i++) {
            send("k" + i, 101, "Subject " + i);
        }
        salesforce.org().locks().clear();
        salesforce.org().locks().holdEachWrite(Duration.ofMillis(50));
        salesforce.org().locks().failNext(account, 300);

        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 40 && undone() > 0; round++) {
                scene.letTimePass();
                List<Future<Boolean>> steps = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    steps.add(workers.submit(delivery::advance));
                }
                for (Future<Boolean> step : steps) {
                    step.get();
                }
            }
        }

        assertThat(undone()).isZero();
        assertThat(TaskScene.inSalesforce(salesforce)).hasSize(500);
        assertThat(salesforce.org().locks().meetings()).isZero();
        assertThat(scene.texts("SELECT max(attempt_count)::text FROM outbox"))
                .allSatisfy(attempts -> assertThat(Integer.parseInt(attempts)).isLessThanOrEqualTo(10));
    }

    private long undone() throws Exception {
        return Long.parseLong(scene.texts(
                        "SELECT count(*)::text FROM outbox JOIN crm_task ON task_key = outbox_key WHERE state <> 'DONE'")
                .get(0));
    }

    @Test
    @DisplayName("AC-56: a hidden field is left out, with a warning and no dead letter")
    void aHiddenFieldIsLeftOut() throws Exception {
        scene.contact(salesforce, 101);
        salesforce.org().access().hideField(FieldAccess.EVERYBODY, "Task", "MSE_Campaign__c");
        TaskScene.record(
                activities,
                bare("k1", 101)
                        .setActor(TaskScene.SELLER)
                        .setSend(SalesEmail.newBuilder()
                                .setEmailId("e1")
                                .setSubject("Hello")
                                .setCampaignName("Spring"))
                        .build());

        scene.deliver();

        assertThat(only().text("MSE_Campaign__c")).isNull();
        assertThat(scene.texts("SELECT subject FROM sync_warning WHERE kind = 'TASK_FIELD'"))
                .contains("Task.MSE_Campaign__c");
        assertThat(scene.texts("SELECT kind FROM dead_letter")).isEmpty();
    }

    @Test
    @DisplayName("AC-57: an open and two clicks within a minute are one write")
    void flagsAreOneWrite() throws Exception {
        scene.contact(salesforce, 101);
        send("k1", 101, "Hello");
        scene.deliver();
        salesforce.calls().clear();
        TaskScene.record(activities, open("k2", 101, "mail-k1", AT));
        TaskScene.record(activities, click("k3", 101, "mail-k1", "https://a.test", AT));
        TaskScene.record(activities, click("k4", 101, "mail-k1", "https://b.test", AT));
        scene.deliver();
        assertThat(writes()).isZero();

        scene.letTimePass();
        scene.deliver();

        assertThat(writes()).isEqualTo(1);
        assertThat(only().isTrue("MSE_Viewed__c")).isTrue();
        assertThat(only().isTrue("MSE_Clicked__c")).isTrue();
        scene.letTimePass();
        scene.deliver();
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void anOpenThatIsRecordedFirstIsNotLost() throws Exception {
        scene.contact(salesforce, 101);
        TaskScene.record(activities, open("k2", 101, "mail-k1", AT));
        send("k1", 101, "Hello");

        scene.deliver();

        assertThat(only().isTrue("MSE_Viewed__c")).isTrue();
        salesforce.calls().clear();
        scene.letTimePass();
        scene.deliver();
        assertThat(writes()).isZero();
    }

    @Test
    @DisplayName("AC-58: what a seller does without a connection waits, and goes out when the seller is back")
    void aSellerWhoWasAwayIsCaughtUp() throws Exception {
        scene.contact(salesforce, 101);
        salesforce.revoke(TaskScene.USERNAME);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            keys.add(send("k" + i, 101, "Subject " + i));
        }
        scene.deliver();

        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(task(key).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_WAITING_CONNECTION));
        salesforceScene.connectSeller(TaskScene.SELLER, TaskScene.USERNAME);
        scene.deliver();

        assertThat(keys)
                .allSatisfy(key -> assertThat(task(key).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DONE));
        assertThat(TaskScene.inSalesforce(salesforce))
                .hasSize(10)
                .allSatisfy(made -> assertThat(made.text("OwnerId")).isEqualTo(sellerId));
    }

    @Test
    @DisplayName("AC-59: a used-up quota stops all calls, and no attempt is counted")
    void aUsedUpQuotaStopsCalls() throws Exception {
        scene.contact(salesforce, 101);
        send("k0", 101, "Warm");
        scene.deliver();
        String activity = send("k1", 101, "Hello");
        salesforce
                .faults()
                .add(FaultRule.on(UPSERT, new Fault.Code("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))
                        .times(1));
        scene.deliver();
        long calls = salesforce.calls().all().size();

        scene.letTimePass();
        scene.deliver();

        assertThat(salesforce.calls().all()).hasSize((int) calls);
        assertThat(task(activity).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_WAIT_QUOTA);
        assertThat(task(activity).getAttemptCount()).isZero();
        clock.advanceTo(clock.instant().plus(Duration.ofMinutes(16)));
        scene.letTimePass();
        scene.deliver();
        assertThat(task(activity).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DONE);
    }

    @Test
    @DisplayName("F2: without the key field a task in doubt is looked for before it is sent again")
    void withoutAKeyFieldATaskIsLookedFor() throws Exception {
        salesforce.org().schema().removeField("Task", "SiaTaskKey__c");
        scene.contact(salesforce, 101);
        String activity = send("k1", 101, "Hello");
        salesforce
                .faults()
                .add(FaultRule.on("/services/data/v62.0/composite/sobjects", new Fault.DropAnswer())
                        .times(1));

        scene.deliver();
        assertThat(task(activity).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_IN_DOUBT);
        scene.letTimePass();
        scene.deliver();

        assertThat(task(activity).getState()).isEqualTo(CrmTaskState.CRM_TASK_STATE_DONE);
        assertThat(task(activity).getTaskId()).isEqualTo(only().id());
    }
}
