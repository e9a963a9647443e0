package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.connection.salesforce.SalesforceScene;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.schema.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** An organisation that is connected, its leads, and the service's tables. */
final class CrmOptOutScene {
    static final String STANDARD = CrmOptOutSettings.STANDARD_FIELD;
    static final String SALES = "Sales_Opt_Out__c";

    private final SalesforceConnectionServiceBlockingStub service;
    private final DataSource database;
    private final TestClock clock;
    private final SchemaMigration migration;

    CrmOptOutScene(
            SalesforceConnectionServiceBlockingStub service,
            DataSource database,
            TestClock clock,
            SchemaMigration migration) {
        this.service = service;
        this.database = database;
        this.clock = clock;
        this.migration = migration;
    }

    /** Nothing waits, nothing was read, the settings are the defaults, and the organisation is connected at this time. */
    void open(SalesforceEmulator salesforce, Instant now) throws Exception {
        FreshBudget.awaitSchema(migration);
        forget();
        salesforce.reset();
        salesforce.apps().put(SalesforceScene.app());
        for (String object : List.of("Lead", "Contact")) {
            salesforce.org().schema().addField(object, Field.checkbox(SALES));
        }
        at(salesforce, now);
        new SalesforceScene(salesforce, service).connectAnew();
        salesforce.calls().clear();
    }

    /** The organisation goes with the class. */
    void forget() throws SQLException {
        clock.reset();
        FreshBudget.reset(database);
        for (String table : List.of(
                "crm_nightly_run",
                "crm_opted_out",
                "crm_opt_out_search",
                "crm_opt_out_push",
                "salesforce_connection",
                "salesforce_finding",
                "sync_warning")) {
            execute("DELETE FROM " + table);
        }
        execute("DELETE FROM crm_opt_out_settings_version WHERE version > 1");
    }

    void at(SalesforceEmulator salesforce, Instant now) {
        clock.advanceTo(now);
        salesforce.clock().set(now);
    }

    void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    /** The first column of the first row. */
    String text(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    static String lead(SalesforceEmulator salesforce, String email, boolean out) {
        return salesforce
                .org()
                .create("Lead", Map.of("LastName", "Lead", "Company", "Acme", "Email", email, STANDARD, out));
    }

    static String contact(SalesforceEmulator salesforce, String email, boolean out) {
        return salesforce.org().create("Contact", Map.of("LastName", "Contact", "Email", email, STANDARD, out));
    }

    static boolean says(SalesforceEmulator salesforce, String id, String field) {
        return salesforce.org().find(id).orElseThrow().isTrue(field);
    }

    /** Calls that write records. */
    static long writes(SalesforceEmulator salesforce) {
        return salesforce.calls().all().stream()
                .filter(call -> call.method().equals("PATCH"))
                .map(Call::path)
                .filter(path -> path.contains("/composite/sobjects"))
                .count();
    }
}
