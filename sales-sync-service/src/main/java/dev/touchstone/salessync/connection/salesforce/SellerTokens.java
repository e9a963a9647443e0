package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.salesforce.auth.Granted;
import dev.touchstone.salessync.salesforce.auth.RefreshTokens;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.Nullable;

/**
 * Uses refresh tokens. The seller's row is locked from before the token is read until the one that replaces it is committed, so that no
 * two processes ever use the same token; a process that dies lets go of the lock. If it dies between Salesforce's answer and the commit,
 * the new token is lost, and the seller has to connect again: no transaction spans both sides.
 */
@ApplicationScoped
class SellerTokens {
    private final SqlSellerStore store;

    SellerTokens(SqlSellerStore store) {
        this.store = store;
    }

    /** The token cannot be decrypted. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("the refresh token cannot be decrypted", null, false, false);
        }
    }

    /**
     * Runs an exchange with the newest token and stores what comes back.
     *
     * @throws SalesforceFailure what the exchange threw; {@code Refused} if the authorization was removed or replaced
     * @throws Unreadable if the token cannot be decrypted
     */
    @Transactional(TxType.REQUIRES_NEW)
    Granted use(SellerConnection connection, RefreshTokens.Exchange exchange) {
        SqlSellerStore.StoredToken stored = store.lockToken(connection.seller())
                .filter(token -> token.revision() == connection.revision())
                .orElseThrow(() -> new SalesforceFailure(
                        new SalesforceError.Refused("NO_TOKEN", SalesforceError.Remedy.RECONNECT)));
        Granted granted = exchange.with(stored.token().orElseThrow(Unreadable::new));
        @Nullable String next = granted.refreshToken();
        if (next == null) {
            store.move(connection.seller(), granted.session().instanceUrl());
        } else {
            store.rotate(connection.seller(), next, granted.session().instanceUrl());
        }
        return granted;
    }

    /** Keeps that an authorization is of no use; false if it was replaced. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean broken(SellerConnection connection, CrmFault fault) {
        return store.broken(connection.seller(), connection.revision(), fault);
    }
}
