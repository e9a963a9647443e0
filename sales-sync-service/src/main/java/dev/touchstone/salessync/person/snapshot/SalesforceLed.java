package dev.touchstone.salessync.person.snapshot;

import jakarta.enterprise.context.ApplicationScoped;

/** W2: needs a connection to Salesforce, of which there is none. */
@ApplicationScoped
class SalesforceLed implements Way {
    static final String NOT_CONNECTED = "Salesforce is not connected";

    @Override
    public SnapshotWay name() {
        return SnapshotWay.SALESFORCE_LED;
    }

    @Override
    public Outcome step(Reading reading) {
        return new Outcome.Unavailable(NOT_CONNECTED);
    }
}
