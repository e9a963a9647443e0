package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.v1.BeginSellerConnectionRequest;
import dev.touchstone.salessync.v1.ClientCredentialsPrincipal;
import dev.touchstone.salessync.v1.CompleteSellerConnectionRequest;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.JwtBearerPrincipal;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.SalesforceConnection;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.v1.SellerConnection;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.auth.ConnectedApp;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** An organisation with a key for its integration user, and what a browser does between the two calls that connect a seller. */
public final class SalesforceScene {
    static final KeyPair KEY = keyPair();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final SalesforceEmulator salesforce;
    private final SalesforceConnectionServiceBlockingStub service;

    public SalesforceScene(SalesforceEmulator salesforce, SalesforceConnectionServiceBlockingStub service) {
        this.salesforce = salesforce;
        this.service = service;
    }

    /** The app as it is from the start, with the key's certificate. */
    public static ConnectedApp app() {
        return ConnectedApp.of(EmulatorConfig.APP_NAME, EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET)
                .withRunAs(EmulatorConfig.USERNAME)
                .withCallbacks(EmulatorConfig.CALLBACK)
                .withPkceRequired()
                .withCertificate(KEY.getPublic(), EmulatorConfig.USERNAME);
    }

    static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    public SalesforceConnection connect() {
        return service.connectSalesforce(byJwt()).getConnection();
    }

    /** The same where tests delete connections: that of another class may be open still, with the same revision of its credentials. */
    public void connectAnew() {
        connect();
        service.probeSalesforceConnection(ProbeSalesforceConnectionRequest.getDefaultInstance());
    }

    ConnectSalesforceRequest byJwt() {
        return ConnectSalesforceRequest.newBuilder()
                .setLoginUrl(salesforce.loginUrl().toString())
                .setClientId(EmulatorConfig.CONSUMER_KEY)
                .setClientSecret(EmulatorConfig.CONSUMER_SECRET)
                .setJwtBearer(JwtBearerPrincipal.newBuilder()
                        .setUsername(EmulatorConfig.USERNAME)
                        .setPrivateKey(pem()))
                .build();
    }

    ConnectSalesforceRequest byClientCredentials(String secret) {
        return ConnectSalesforceRequest.newBuilder()
                .setLoginUrl(salesforce.url().toString())
                .setClientId(EmulatorConfig.CONSUMER_KEY)
                .setClientSecret(secret)
                .setClientCredentials(ClientCredentialsPrincipal.getDefaultInstance())
                .build();
    }

    /** Connects a seller who logs in as this user. */
    public SellerConnection connectSeller(String seller, String username) throws IOException, InterruptedException {
        return service.completeSellerConnection(authorize(seller, username)).getConnection();
    }

    /** What comes back with the browser of a seller who logs in as this user. */
    CompleteSellerConnectionRequest authorize(String seller, String username) throws IOException, InterruptedException {
        salesforce.browser().signIn(username);
        URI url = URI.create(service.beginSellerConnection(BeginSellerConnectionRequest.newBuilder()
                        .setSeller(seller)
                        .setRedirectUri(EmulatorConfig.CALLBACK)
                        .build())
                .getAuthorizationUrl());
        String location = BROWSER.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Map<String, String> query = Arrays.stream(
                        URI.create(location).getRawQuery().split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        return CompleteSellerConnectionRequest.newBuilder()
                .setState(query.get("state"))
                .setCode(query.get("code"))
                .build();
    }

    /** Calls for tokens that the organisation has got. */
    long tokenCalls() {
        return salesforce.calls().all().stream()
                .filter(call -> call.path().equals("/services/oauth2/token"))
                .count();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
