package dev.touchstone.salessync.salesforce;

import dev.touchstone.salessync.remote.HttpTransport;
import dev.touchstone.salessync.salesforce.auth.OAuthClient;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import dev.touchstone.salessync.salesforce.auth.Sessions;
import dev.touchstone.salessync.salesforce.client.SalesforceClient;
import dev.touchstone.salessync.salesforce.client.SalesforcePolicy;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Opens connections. One gate stands before all connections of an organisation, because Salesforce counts their calls together. */
public final class SalesforceGateway {
    private final SalesforceClient.Tools tools;
    private final OAuthClient oauth;

    public SalesforceGateway(SalesforcePolicy policy, Clock clock, MeterRegistry meters) {
        HttpTransport transport = new HttpTransport();
        this.tools = new SalesforceClient.Tools(transport, policy, clock, meters);
        this.oauth = new OAuthClient(transport, policy.sessionTimeout(), clock);
    }

    /** The token service, for connecting and disconnecting. */
    public OAuthClient oauth() {
        return oauth;
    }

    /** A connection, not used yet. */
    public SalesforceOrg open(SalesforceCredentials credentials, SalesforceGate gate) {
        Sessions sessions = new Sessions(credentials, oauth, tools.clock());
        return new SalesforceOrg(new SalesforceClient(sessions, gate, tools), sessions);
    }
}
