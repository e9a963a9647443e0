package dev.touchstone.salessync.connection;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;

/** Stores credentials that were tried, and tells whoever waited for them, in one transaction. */
@ApplicationScoped
class ReplaceConnection {
    private final SqlConnectionStore store;
    private final Event<MarketoConnected> connected;
    private final Clock clock;

    ReplaceConnection(SqlConnectionStore store, Event<MarketoConnected> connected, Clock clock) {
        this.store = store;
        this.connected = connected;
        this.clock = clock;
    }

    /**
     * Refuses another instance than the one whose people are here: their ids would mean other people there.
     *
     * @throws RpcFailure.FailedPrecondition {@code DIFFERENT_INSTANCE}
     */
    @Transactional
    void requireSame(InstanceId given) {
        store.instance().filter(known -> !known.equals(given)).ifPresent(known -> {
            throw new RpcFailure.FailedPrecondition(
                    "DIFFERENT_INSTANCE",
                    "the people here come from the Marketo instance " + known.text() + ", but the address is of "
                            + given.text() + ": another instance needs a deployment of its own",
                    Map.of("connected", known.text(), "given", given.text()));
        });
    }

    @Transactional
    void replace(MarketoCredentials credentials, InstanceId instance) {
        store.lock();
        // Somebody else may have connected the first instance meanwhile.
        requireSame(instance);
        if (!store.holds(credentials)) {
            store.replace(credentials, instance, clock.instant());
        }
        connected.fire(new MarketoConnected());
    }
}
