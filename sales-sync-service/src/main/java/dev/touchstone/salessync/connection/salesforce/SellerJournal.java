package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.salesforce.auth.RefreshTokens;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Every change of sellers' connections, each in a transaction of its own, even within a caller's: what Salesforce did is done. */
@ApplicationScoped
class SellerJournal {
    /** Connections that one process tries again at once. */
    private static final int RETRIES = 10;
    /** Sessions that one process asks for at once: each keeps a connection to the database for as long as Salesforce takes. */
    private static final int EXCHANGES = 4;

    private final SqlSellerStore store;
    private final SqlSalesforceStore organisation;
    private final SellerTokens tokens;
    private final Event<SellerMended> mended;
    private final TellCrmWarnings warnings;
    private final Clock clock;
    private final Semaphore exchanges = new Semaphore(EXCHANGES);

    SellerJournal(
            SqlSellerStore store,
            SqlSalesforceStore organisation,
            SellerTokens tokens,
            Event<SellerMended> mended,
            TellCrmWarnings warnings,
            Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.tokens = tokens;
        this.mended = mended;
        this.warnings = warnings;
        this.clock = clock;
    }

    @Transactional(TxType.REQUIRES_NEW)
    Optional<SellerConnection> find(String seller) {
        return store.find(seller);
    }

    /** Sellers after one, by address. */
    @Transactional(TxType.REQUIRES_NEW)
    List<SellerConnection> page(String after, int size) {
        return store.page(after, size);
    }

    /** Sellers whose connections can be used, by address. */
    @Transactional(TxType.REQUIRES_NEW)
    List<String> usable() {
        return store.usable();
    }

    /**
     * Stores an authorization; what waits for the seller goes on.
     *
     * @param organizationId which organisation it is of
     * @throws RpcFailure.FailedPrecondition {@code DIFFERENT_ORGANIZATION}, {@code DIFFERENT_USER}
     * @throws RpcFailure.AlreadyExists {@code SELLER_USER_TAKEN}
     */
    @Transactional(TxType.REQUIRES_NEW)
    SellerConnection replace(NewSeller seller, String organizationId) {
        organisation.lock();
        requireSameOrganisation(organizationId);
        requireSameUser(seller);
        requireFreeUser(seller);
        store.replace(seller, clock.instant());
        mended.fire(new SellerMended(seller.seller()));
        return store.find(seller.seller())
                .orElseThrow(() -> new IllegalStateException("what was just stored is there"));
    }

    /**
     * Refuses an authorization of another organisation.
     *
     * @throws RpcFailure.FailedPrecondition {@code DIFFERENT_ORGANIZATION}, {@code CRM_NOT_CONNECTED}
     */
    @Transactional(TxType.REQUIRES_NEW)
    void requireOrganisation(String organizationId) {
        requireSameOrganisation(organizationId);
    }

    private void requireSameOrganisation(String organizationId) {
        SalesforceConnection connected = organisation.find().orElseThrow(Organisations::notConnected);
        if (!connected.organizationId().equals(organizationId)) {
            throw Organisations.different(connected.organizationId(), organizationId);
        }
    }

    private void requireSameUser(NewSeller seller) {
        store.find(seller.seller())
                .filter(known -> !known.userId().equals(seller.userId()))
                .ifPresent(known -> {
                    throw new RpcFailure.FailedPrecondition(
                            "DIFFERENT_USER",
                            "the seller is connected as the Salesforce user " + known.userId() + ", but authorized as "
                                    + seller.userId() + ": log in as the first, or disconnect the seller before",
                            Map.of("connected", known.userId(), "given", seller.userId()));
                });
    }

    private void requireFreeUser(NewSeller seller) {
        store.sellerOf(seller.userId())
                .filter(other -> !other.equals(seller.seller()))
                .ifPresent(other -> {
                    throw new RpcFailure.AlreadyExists(
                            "SELLER_USER_TAKEN",
                            "another seller is connected as the Salesforce user " + seller.userId()
                                    + ": tasks would belong to both",
                            Map.of("userId", seller.userId()));
                });
    }

    /** Forgets a seller's tokens; true if there were any. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean remove(String seller) {
        return store.remove(seller);
    }

    /** Sellers whose connections are due to be tried again, and it falls to the caller. */
    @Transactional(TxType.REQUIRES_NEW)
    List<String> claimRetries() {
        return store.claimRetries(clock.instant(), RETRIES);
    }

    /** The authorization works: if it was thought not to, what waits for the seller goes on. */
    @Transactional(TxType.REQUIRES_NEW)
    void works(SellerConnection connection) {
        if (store.mended(connection.seller(), connection.revision())) {
            mended.fire(new SellerMended(connection.seller()));
        }
    }

    /** Keeps that an authorization is of no use, if that is what the error says; true if so. */
    boolean broken(SellerConnection connection, SalesforceError error) {
        Instant now = clock.instant();
        boolean kept =
                CrmFault.of(error, now).filter(fault -> keep(connection, fault)).isPresent();
        if (kept) {
            warnings.tell();
        }
        return kept;
    }

    private boolean keep(SellerConnection connection, CrmFault fault) {
        boolean kept = tokens.broken(connection, fault.continuing(connection.fault()));
        if (kept) {
            Log.infof("the connection of the Salesforce user %s waits: %s", connection.userId(), fault.reason());
        }
        return kept;
    }

    /** Where the refresh token of this authorization lives. */
    RefreshTokens tokens(SellerConnection connection) {
        return exchange -> {
            exchanges.acquireUninterruptibly();
            try {
                return tokens.use(connection, exchange);
            } catch (SalesforceFailure refused) {
                // Not before the transaction is over: the row is locked until then.
                broken(connection, refused.error());
                throw refused;
            } catch (SellerTokens.Unreadable unreadable) {
                keep(connection, CrmFault.secretUnreadable(clock.instant()));
                warnings.tell();
                throw new SalesforceFailure(
                        new SalesforceError.Refused("SECRET_UNREADABLE", SalesforceError.Remedy.RECONNECT));
            } finally {
                exchanges.release();
            }
        };
    }
}
