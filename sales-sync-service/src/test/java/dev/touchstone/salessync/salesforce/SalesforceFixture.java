package dev.touchstone.salessync.salesforce;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.salessync.salesforce.auth.ConnectedApp;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.ClientCredentials;
import dev.touchstone.salessync.salesforce.client.SalesforcePolicy;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.schema.Field;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An organisation for each test, with our key field on tasks, and a connection by client credentials. */
public abstract class SalesforceFixture {
    /** The key of our tasks. */
    protected static final String KEY = "SiaTaskKey__c";

    private static final SalesforcePolicy POLICY = SalesforcePolicy.DOCUMENTED.withTimeout(Duration.ofSeconds(20));

    protected SalesforceEmulator salesforce;
    protected OpenSalesforceGate gate;
    protected SalesforceGateway gateway;
    protected SalesforceOrg org;

    @BeforeEach
    void startSalesforce() {
        salesforce = SalesforceEmulator.start(EmulatorConfig.defaults());
        salesforce
                .org()
                .schema()
                .addField("Task", Field.text(KEY, 26).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        gate = new OpenSalesforceGate();
        gateway = new SalesforceGateway(POLICY, salesforce.clock(), new SimpleMeterRegistry());
        org = open(new ClientCredentials(myDomain()));
    }

    @AfterEach
    void stopSalesforce() {
        salesforce.close();
    }

    /** A connection with other credentials. */
    protected SalesforceOrg open(SalesforceCredentials credentials) {
        return gateway.open(credentials, gate);
    }

    /** The app that is there from the start, at the organisation's own address. */
    protected ConnectedApp myDomain() {
        return new ConnectedApp(salesforce.url(), EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET);
    }

    /** Why a call ends. */
    protected static SalesforceError error(ThrowingCallable call) {
        return catchThrowableOfType(SalesforceFailure.class, call).error();
    }

    /** How often the token service was asked. */
    protected int logins() {
        return salesforce.calls().ofPath("/services/oauth2/token").size();
    }

    /** How many calls the REST API saw that end so. */
    protected long calls(String method, String pathEnd) {
        return all().stream()
                .filter(call -> call.startsWith(method + " ") && call.endsWith(pathEnd))
                .count();
    }

    private List<String> all() {
        return salesforce.calls().all().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }
}
