package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Every change of the connection for background work, each in a transaction of its own. */
@ApplicationScoped
class SalesforceJournal {
    private final SqlSalesforceStore store;
    private final Clock clock;

    SalesforceJournal(SqlSalesforceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Credentials that worked.
     *
     * @param organizationId which organisation they are of
     * @param username of the integration user
     * @param instanceUrl where the organisation is
     * @param probe what the look found
     */
    record Tried(
            PrincipalCredentials credentials,
            String organizationId,
            String username,
            URI instanceUrl,
            SalesforceProbe probe) {}

    /** What is stored; empty if nothing ever was. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<SalesforceConnection> find() {
        return store.find();
    }

    /**
     * Refuses another organisation than the one whose records are here.
     *
     * @throws RpcFailure.FailedPrecondition {@code DIFFERENT_ORGANIZATION}
     */
    @Transactional(TxType.REQUIRES_NEW)
    void requireSame(String organizationId) {
        refuseOther(organizationId);
    }

    /** Stores credentials that were tried, and what was found with them. */
    @Transactional(TxType.REQUIRES_NEW)
    void replace(Tried tried) {
        store.lock();
        // Somebody else may have connected the first organisation meanwhile.
        refuseOther(tried.organizationId());
        store.replace(
                tried.credentials(), tried.organizationId(), tried.username(), tried.instanceUrl(), clock.instant());
        store.probed(tried.probe(), tried.instanceUrl());
    }

    /** Stores what a later look found, unless the credentials were replaced or removed meanwhile. */
    @Transactional(TxType.REQUIRES_NEW)
    void probed(SalesforceConnection.Access looked, SalesforceProbe probe) {
        store.lock();
        boolean same = store.find()
                .flatMap(SalesforceConnection::access)
                .filter(access -> access.revision() == looked.revision())
                .isPresent();
        if (same) {
            store.probed(probe, looked.app().instanceUrl());
        }
    }

    /** Forgets the credentials; true if there were any. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean disconnect() {
        store.lock();
        return store.removeCredentials();
    }

    /** Keeps that credentials are of no use, if that is what the error says; true if so. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean broken(SalesforceConnection.Access access, SalesforceError error) {
        Instant now = clock.instant();
        Optional<CrmFault> fault = CrmFault.of(error, now).map(found -> found.continuing(access.fault()));
        return fault.isPresent() && store.broken(access.revision(), fault.get());
    }

    /** True if the connection is due to be tried again, and it falls to the caller. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean claimRetry() {
        return store.claimRetry(clock.instant());
    }

    private void refuseOther(String organizationId) {
        store.find()
                .map(SalesforceConnection::organizationId)
                .filter(known -> !known.equals(organizationId))
                .ifPresent(known -> {
                    throw Organisations.different(known, organizationId);
                });
    }
}
