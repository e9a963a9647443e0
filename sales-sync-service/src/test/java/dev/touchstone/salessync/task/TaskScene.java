package dev.touchstone.salessync.task;

import static dev.touchstone.salessync.activity.ActivityFixture.bare;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.PersonDetails;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.PersonType;
import dev.touchstone.salessync.person.Qualification;
import dev.touchstone.salessync.task.delivery.DeliverTasks;
import dev.touchstone.salessync.v1.CrmTask;
import dev.touchstone.salessync.v1.CrmTaskServiceGrpc.CrmTaskServiceBlockingStub;
import dev.touchstone.salessync.v1.GetCrmTaskRequest;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc.SalesActivityServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesEmail;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** People, activities and steps of delivery for tests of tasks. */
final class TaskScene {
    static final String SELLER = "rep@x.test";
    static final String USERNAME = "rep@touchstone.example";

    private static final int MAX_STEPS = 100;

    private final PersonStore people;
    private final DeliverTasks delivery;
    private final DataSource database;

    TaskScene(PersonStore people, DeliverTasks delivery, DataSource database) {
        this.people = people;
        this.delivery = delivery;
        this.database = database;
    }

    /** Fields that an organisation adds to its tasks. */
    static void addFields(SalesforceEmulator salesforce) {
        salesforce
                .org()
                .schema()
                .addField("Task", Field.text("SiaTaskKey__c", 64).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        salesforce.org().schema().addField("Task", Field.text("MSE_Campaign__c", 255));
        salesforce.org().schema().addField("Task", Field.checkbox("MSE_Viewed__c"));
        salesforce.org().schema().addField("Task", Field.checkbox("MSE_Clicked__c"));
    }

    void empty() throws SQLException {
        execute("TRUNCATE crm_task, crm_task_parent, sales_email_flag");
        execute("DELETE FROM task_settings_version WHERE version > 1");
    }

    /** A person who is a contact in Salesforce, with an account; its id. */
    String contact(SalesforceEmulator salesforce, long person) {
        String account = salesforce.org().create("Account", Map.of("Name", "Account of " + person));
        String contact =
                salesforce.org().create("Contact", Map.of("LastName", "Contact " + person, "AccountId", account));
        store(person, new CrmReference(null, contact, account, null, owner(salesforce), PersonType.CONTACT));
        return contact;
    }

    /** A person who is a lead in Salesforce; its id. */
    String lead(SalesforceEmulator salesforce, long person) {
        String lead = salesforce.org().create("Lead", Map.of("LastName", "Lead " + person, "Company", "Company"));
        store(person, new CrmReference(lead, null, null, null, owner(salesforce), PersonType.LEAD));
        return lead;
    }

    private static String owner(SalesforceEmulator salesforce) {
        return salesforce.org().adminId();
    }

    private void store(long person, CrmReference crm) {
        PersonReading reading = new PersonReading(
                person,
                new PersonDetails("Given", "Family", "p" + person + "@x.test", null, null, null, null, null),
                crm,
                new PersonReading.MailFlags(false, false),
                new Qualification.Qualified(),
                false,
                null);
        QuarkusTransaction.requiringNew().run(() -> people.write(List.of(reading), Instant.now()));
    }

    static NewSalesActivity send(String key, long person, String subject) {
        return bare(key, person)
                .setActor(SELLER)
                .setSend(SalesEmail.newBuilder().setEmailId("mail-" + key).setSubject(subject))
                .build();
    }

    static String record(SalesActivityServiceBlockingStub activities, NewSalesActivity activity) {
        return activities
                .recordActivity(
                        RecordActivityRequest.newBuilder().setActivity(activity).build())
                .getActivity()
                .getActivityKey();
    }

    static CrmTask task(CrmTaskServiceBlockingStub tasks, String activityKey) {
        return tasks.getCrmTask(GetCrmTaskRequest.newBuilder()
                        .setActivityKey(activityKey)
                        .build())
                .getTask();
    }

    /** Steps until there is nothing more to do at once. */
    void deliver() {
        int steps = 0;
        while (delivery.advance()) {
            assertThat(++steps).as("steps of delivery").isLessThan(MAX_STEPS);
        }
    }

    /** What waits for a time waits no longer. */
    void letTimePass() throws SQLException {
        execute("UPDATE outbox SET due_at = now() WHERE starts_with(lane, 'salesforce-task/') AND due_at > now()");
        execute("UPDATE outbox_lane SET hold_until = now() WHERE starts_with(lane, 'salesforce-task/')");
        execute("UPDATE sales_email_flag SET due_at = now() WHERE due_at IS NOT NULL");
    }

    void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    /** The first column of the rows of a query. */
    List<String> texts(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    /** Tasks in Salesforce. */
    static List<SObject> inSalesforce(SalesforceEmulator salesforce) {
        List<SObject> tasks = new ArrayList<>();
        salesforce.org().forEach("Task", tasks::add);
        return tasks;
    }
}
