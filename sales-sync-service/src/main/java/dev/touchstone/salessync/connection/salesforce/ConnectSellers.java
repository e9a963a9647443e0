package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.SecretVault;
import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.auth.ConnectedApp;
import dev.touchstone.salessync.salesforce.auth.Granted;
import dev.touchstone.salessync.salesforce.auth.OAuthClient;
import dev.touchstone.salessync.salesforce.auth.OrgUser;
import dev.touchstone.salessync.salesforce.auth.Pkce;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Connects sellers: the browser's way to Salesforce and back, with a proof (PKCE) that who comes back is who went. */
@ApplicationScoped
public class ConnectSellers {
    /** How long a seller may take at the log-in. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int STATE_BYTES = 32;

    private final SalesforceGateway salesforce;
    private final SalesforceGate gate;
    private final ConnectedSalesforce connected;
    private final SellerJournal sellers;
    private final AuthorizationJournal authorizations;
    private final LookAtSalesforce look;
    private final TellCrmWarnings warnings;
    private final SecretVault vault;
    private final RandomGenerator random;
    private final Clock clock;

    ConnectSellers(
            SalesforceGateway salesforce,
            SalesforceGate gate,
            ConnectedSalesforce connected,
            SellerJournal sellers,
            AuthorizationJournal authorizations,
            LookAtSalesforce look,
            TellCrmWarnings warnings,
            SecretVault vault,
            RandomGenerator random,
            Clock clock) {
        this.salesforce = salesforce;
        this.gate = gate;
        this.connected = connected;
        this.sellers = sellers;
        this.authorizations = authorizations;
        this.look = look;
        this.warnings = warnings;
        this.vault = vault;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What the seller's browser has to open.
     *
     * @param url the address
     * @param state comes back with the code
     * @param expiresAt not taken any more from then on
     */
    public record Begun(URI url, String state, Instant expiresAt) {}

    /**
     * Begins.
     *
     * @param seller e-mail address, in lower case
     * @param redirectUri where Salesforce sends the browser afterwards
     * @throws RpcFailure.FailedPrecondition {@code CRM_NOT_CONNECTED}, {@code ENCRYPTION_KEY_MISSING}
     */
    public Begun begin(String seller, URI redirectUri) {
        vault.requireUsable();
        ConnectedApp app = connected.app().orElseThrow(Organisations::notConnected);
        Pkce pkce = Pkce.create(random);
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.instant().plus(PATIENCE);
        authorizations.begin(state, new SqlAuthorizationStore.Pending(seller, redirectUri, pkce.verifier(), expiresAt));
        return new Begun(OAuthClient.authorizeUrl(app, redirectUri, state, pkce), state, expiresAt);
    }

    /**
     * Ends: the code becomes tokens, they are tried, and stored.
     *
     * @throws RpcFailure as {@code CompleteSellerConnection} says
     */
    public SellerConnection complete(String state, String code) {
        ConnectedApp app = connected.app().orElseThrow(Organisations::notConnected);
        SqlAuthorizationStore.Pending pending = authorizations
                .take(state)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "AUTHORIZATION_NOT_FOUND",
                        "no authorization in hand has this state: it is unknown, used, or older than "
                                + PATIENCE.toMinutes() + " minutes; begin again",
                        Map.of()));
        try {
            Granted granted =
                    salesforce.oauth().exchangeCode(app, code, pending.redirectUri(), new Pkce(pending.verifier()));
            return storeOrRevoke(app, pending.seller(), granted);
        } catch (SalesforceFailure failure) {
            throw SalesforceRefusal.of(failure.error(), clock.instant());
        }
    }

    private SellerConnection storeOrRevoke(ConnectedApp app, String seller, Granted granted) {
        @Nullable String refreshToken = granted.refreshToken();
        if (refreshToken == null) {
            throw new RpcFailure.FailedPrecondition(
                    "SALESFORCE_REFUSED_CALL",
                    "Salesforce gave no refresh token: the app needs the scope refresh_token",
                    Map.of("code", "NO_REFRESH_TOKEN"));
        }
        try {
            return store(app, seller, granted, refreshToken);
        } catch (RpcFailure | SalesforceFailure refused) {
            revoke(app, refreshToken);
            throw refused;
        }
    }

    private SellerConnection store(ConnectedApp app, String seller, Granted granted, String refreshToken) {
        OrgUser user = Organisations.userOf(granted);
        sellers.requireOrganisation(user.orgId());
        // The session that was just given is tried, so that the refresh token is still the newest when it is stored.
        SalesforceOrg org = salesforce.open(new SalesforceCredentials.Refreshing(app, exchange -> granted), gate);
        String username =
                look.username(org, SalesforceLane.INTERACTIVE, user.userId()).orElse(user.userId());
        URI instanceUrl = granted.session().instanceUrl();
        SellerConnection stored = sellers.replace(
                new NewSeller(seller, user.userId(), username, instanceUrl, refreshToken), user.orgId());
        warnings.tell();
        Log.infof("a seller is connected as the Salesforce user %s", user.userId());
        return stored;
    }

    /** What is not stored should not be good for anything. */
    private void revoke(ConnectedApp app, String refreshToken) {
        try {
            salesforce.oauth().revoke(app, refreshToken);
        } catch (SalesforceFailure failure) {
            Log.infof(
                    "an authorization that is of no use could not be taken back: %s",
                    failure.error().sentence());
        }
    }
}
