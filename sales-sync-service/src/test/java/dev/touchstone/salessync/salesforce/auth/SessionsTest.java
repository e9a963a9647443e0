package dev.touchstone.salessync.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.remote.HttpTransport;
import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.ClientCredentials;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.JwtBearer;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.Refreshing;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Refused;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Remedy;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.auth.Restriction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How sessions begin, end and begin again, against an organisation that gives them out. */
class SessionsTest extends SalesforceFixture {
    private static final String ROBOT = "robot@x.test";

    /** A store that keeps one refresh token, and what happened in which order. */
    private static final class OneToken implements RefreshTokens {
        private final List<String> stored = new ArrayList<>();

        OneToken(String token) {
            stored.add(token);
        }

        @Override
        public synchronized Granted use(Exchange exchange) {
            Granted granted = exchange.with(newest());
            if (granted.refreshToken() != null) {
                stored.add(granted.refreshToken());
            }
            return granted;
        }

        String newest() {
            return stored.get(stored.size() - 1);
        }
    }

    private void call(SalesforceOrg connection) {
        assertThat(connection.catalogue(SalesforceLane.INTERACTIVE).limits().dailyApiRequests())
                .isPresent();
    }

    private ConnectedApp loginApp() {
        return new ConnectedApp(salesforce.loginUrl(), EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET);
    }

    private Granted connectInBrowser() throws IOException, InterruptedException {
        URI redirect = URI.create(EmulatorConfig.CALLBACK);
        Pkce pkce = Pkce.create(new Random(1));
        salesforce.browser().signIn(EmulatorConfig.USERNAME);
        URI page = OAuthClient.authorizeUrl(loginApp(), redirect, "state-1", pkce);
        String location = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(location).contains("state=state-1");
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
        assertThat(code.find()).isTrue();
        return gateway.oauth().exchangeCode(loginApp(), code.group(1), redirect, pkce);
    }

    private void rotate(boolean rotation) {
        var app = dev.touchstone.testing.salesforce.auth.ConnectedApp.of(
                        EmulatorConfig.APP_NAME, EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET)
                .withCallbacks(EmulatorConfig.CALLBACK)
                .withPkceRequired();
        salesforce.apps().put(rotation ? app.withRotation() : app);
    }

    private JwtBearer robot(KeyPair keys) {
        return new JwtBearer(loginApp(), ROBOT, salesforce.loginUrl(), keys.getPrivate());
    }

    private KeyPair trusted(String... preauthorized) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair keys = generator.generateKeyPair();
        salesforce.addUser(ROBOT, "Robot");
        salesforce
                .apps()
                .put(dev.touchstone.testing.salesforce.auth.ConnectedApp.of(
                                EmulatorConfig.APP_NAME, EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET)
                        .withCertificate(keys.getPublic(), preauthorized));
        return keys;
    }

    @Test
    void aSellerConnectsInTheBrowser() throws Exception {
        rotate(false);
        Granted granted = connectInBrowser();
        assertThat(granted.refreshToken()).isNotNull();
        assertThat(granted.user().orgId()).isEqualTo(salesforce.org().id());
        assertThat(granted.user().userId()).startsWith("005");
        call(open(new Refreshing(loginApp(), new OneToken(granted.refreshToken()))));
    }

    @Test
    void aCodeIsGoodForWhoeverAskedForItOnly() throws Exception {
        rotate(false);
        URI redirect = URI.create(EmulatorConfig.CALLBACK);
        SalesforceError error =
                error(() -> gateway.oauth().exchangeCode(loginApp(), "guessed", redirect, Pkce.create(new Random(2))));
        assertThat(error).isEqualTo(new Refused("invalid_grant", Remedy.RECONNECT));
    }

    /** Many find the session expired at once; one renews it. */
    @Test
    void aSessionThatIsOverIsRenewedOnceForEverybody() throws Exception {
        call(org);
        salesforce.expireSessions();
        int before = logins();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(threads.submit(() -> call(org)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(logins() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("F31: with rotation, the next refresh token is stored before the session is used")
    void aRotatedTokenIsStoredBeforeTheSessionIsUsed() throws Exception {
        rotate(true);
        OneToken tokens = new OneToken(connectInBrowser().refreshToken());
        List<Integer> callsAtStore = new ArrayList<>();
        SalesforceOrg[] connection = new SalesforceOrg[1];
        connection[0] = open(new Refreshing(loginApp(), exchange -> {
            Granted granted = tokens.use(exchange);
            callsAtStore.add((int) connection[0].calls());
            return granted;
        }));
        call(connection[0]);
        salesforce.expireSessions();
        call(connection[0]);
        // One call before the first session ended, and the one that found out.
        assertThat(callsAtStore).containsExactly(0, 2);
        assertThat(tokens.stored).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    @DisplayName("F31: a crash between the answer and the store ends with one refusal, and the seller is asked")
    void aLostRotationIsNoLoop() throws Exception {
        rotate(true);
        String first = connectInBrowser().refreshToken();
        // The answer came, and nobody kept the next token.
        gateway.oauth().session(new Refreshing(loginApp(), exchange -> exchange.with(first)));
        SalesforceOrg connection = open(new Refreshing(loginApp(), new OneToken(first)));
        int before = logins();
        for (int i = 0; i < 5; i++) {
            assertThat(error(() -> call(connection))).isEqualTo(new Refused("invalid_grant", Remedy.RECONNECT));
        }
        assertThat(logins() - before).isEqualTo(1);
        salesforce.clock().advance(Sessions.REFUSAL);
        assertThat(error(() -> call(connection))).isInstanceOf(Refused.class);
        assertThat(logins() - before).isEqualTo(2);
        assertThat(connection.calls()).isZero();
    }

    @Test
    @DisplayName("AC-58: a revoked connection is told as such")
    void aRevokedConnectionIsRefused() throws Exception {
        rotate(false);
        SalesforceOrg connection =
                open(new Refreshing(loginApp(), new OneToken(connectInBrowser().refreshToken())));
        call(connection);
        salesforce.revoke(EmulatorConfig.USERNAME);
        assertThat(error(() -> call(connection))).isEqualTo(new Refused("invalid_grant", Remedy.RECONNECT));
    }

    @Test
    void weTakeBackWhatTheSellerAllowed() throws Exception {
        rotate(false);
        String token = connectInBrowser().refreshToken();
        gateway.oauth().revoke(loginApp(), token);
        gateway.oauth().revoke(loginApp(), token);
        SalesforceOrg connection = open(new Refreshing(loginApp(), new OneToken(token)));
        assertThat(error(() -> call(connection))).isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("F32: the organisation moves to another instance and is followed")
    void aMovedOrganisationIsFollowed() throws Exception {
        rotate(false);
        SalesforceOrg connection =
                open(new Refreshing(loginApp(), new OneToken(connectInBrowser().refreshToken())));
        call(connection);
        URI before = salesforce.url();
        salesforce.moveInstance();
        assertThat(salesforce.url()).isNotEqualTo(before);
        call(connection);
        assertThat(connection.calls()).isEqualTo(3);
    }

    @Test
    void anIntegrationPrincipalSignsForItself() throws Exception {
        call(open(robot(trusted(ROBOT))));
    }

    @Test
    void aUserWhoIsNotApprovedIsToBeApproved() throws Exception {
        SalesforceOrg connection = open(robot(trusted()));
        assertThat(error(() -> call(connection))).isEqualTo(new Refused("invalid_grant", Remedy.APPROVE_APP));
    }

    @Test
    @DisplayName("F37: our clock jumps by two hours: the refusal says by how much")
    void aWrongClockIsNamed() throws Exception {
        KeyPair keys = trusted(ROBOT);
        Clock ours = Clock.offset(salesforce.clock(), Duration.ofHours(2));
        OAuthClient oauth = new OAuthClient(new HttpTransport(), Duration.ofSeconds(20), ours);
        SalesforceError error = error(() -> oauth.session(robot(keys)));
        assertThat(error).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.remedy()).isEqualTo(Remedy.CORRECT_CLOCK);
            assertThat(refused.clockAhead()).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        });
    }

    @Test
    void anAddressThatIsNotAllowedIsTheAdministratorsBusiness() {
        salesforce.users().restrict(EmulatorConfig.USERNAME, Restriction.IP_RESTRICTED);
        assertThat(error(() -> call(org))).isEqualTo(new Refused("invalid_grant", Remedy.ALLOW_ADDRESS));
    }

    /** 401 again with a fresh session: no third call. */
    @Test
    void aFreshSessionThatIsRefusedIsNotRenewedAgain() {
        call(org);
        salesforce
                .faults()
                .add(FaultRule.on(
                        "/services/data/*", new Fault.Code("INVALID_SESSION_ID", "Session expired or invalid")));
        int before = logins();
        assertThat(error(() -> call(org))).isEqualTo(new Refused("INVALID_SESSION_ID", Remedy.RECONNECT));
        assertThat(logins() - before).isEqualTo(1);
    }

    /** A setting of the organisation that no session changes. */
    @Test
    void aConnectionThatMayNotUseTheApiIsNotRenewed() {
        call(org);
        salesforce
                .faults()
                .add(FaultRule.on(
                        "/services/data/*",
                        new Fault.Code("INVALID_SESSION_ID", "This session is not valid for use with the REST API")));
        int before = logins();
        assertThat(error(() -> call(org))).isEqualTo(new SalesforceError.Blocked("INVALID_SESSION_ID"));
        assertThat(logins()).isEqualTo(before);
    }

    @Test
    void aTokenServiceThatIsDownIsNoRefusal() {
        salesforce
                .faults()
                .add(FaultRule.on("/services/oauth2/token", new Fault.HttpStatus(503))
                        .times(1));
        assertThat(error(() -> call(org))).isEqualTo(SalesforceError.Unreachable.read("HTTP 503"));
        call(org);
    }

    @Test
    void wrongSecretsAreTheAdministratorsBusiness() {
        ConnectedApp wrong = new ConnectedApp(salesforce.url(), EmulatorConfig.CONSUMER_KEY, "wrong");
        SalesforceError error = error(() -> call(open(new ClientCredentials(wrong))));
        assertThat(error).isEqualTo(new Refused("invalid_client", Remedy.CORRECT_SETTINGS));
        assertThat(error.sentence()).doesNotContain("wrong");
    }
}
