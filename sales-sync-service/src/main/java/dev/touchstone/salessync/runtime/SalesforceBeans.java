package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.budget.OrgCallGate;
import dev.touchstone.salessync.budget.OrgJournal;
import dev.touchstone.salessync.budget.OrgMeters;
import dev.touchstone.salessync.budget.OrgShare;
import dev.touchstone.salessync.connection.salesforce.OutgoingAddresses;
import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.client.ApiVersion;
import dev.touchstone.salessync.salesforce.client.SalesforcePolicy;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Makes the beans of Salesforce that need settings. */
final class SalesforceBeans {
    @Produces
    @Singleton
    OrgShare share(SalesforceConfig config) {
        return new OrgShare(config.ownPercent(), config.concurrentCalls());
    }

    @Produces
    @Singleton
    OrgCallGate gate(OrgJournal budget, OrgMeters meters, IdSource ids, Clock clock) {
        return new OrgCallGate(budget, meters, ids, clock);
    }

    @Produces
    @Singleton
    SalesforcePolicy policy(SalesforceConfig config) {
        return new SalesforcePolicy(
                config.timeout(),
                config.sessionTimeout(),
                ApiVersion.parse(config.apiVersion()),
                SalesforcePolicy.DOCUMENTED.clientId());
    }

    @Produces
    @Singleton
    SalesforceGateway salesforce(SalesforcePolicy policy, Clock clock, MeterRegistry meters) {
        return new SalesforceGateway(policy, clock, meters);
    }

    @Produces
    @Singleton
    OutgoingAddresses addresses(SalesforceConfig config) {
        return new OutgoingAddresses(config.outgoingAddresses().orElse(List.of()));
    }
}
