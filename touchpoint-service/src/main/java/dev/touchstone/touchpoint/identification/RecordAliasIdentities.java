package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.mark.Wakeup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stores which e-mail addresses another system knows aliases by; when it returns they are durable and their aliases marked. */
@ApplicationScoped
class RecordAliasIdentities {
    private final AliasIdentityStore store;
    private final Wakeup wakeup;

    RecordAliasIdentities(AliasIdentityStore store, Wakeup wakeup) {
        this.store = store;
        this.wakeup = wakeup;
    }

    /**
     * Stores them, in the one transaction of one statement.
     *
     * @return how many changed what is stored
     */
    int store(List<AliasIdentity> identities) {
        if (identities.isEmpty()) {
            return 0;
        }
        int stored = store.store(identities);
        wakeup.signal();
        return stored;
    }
}
