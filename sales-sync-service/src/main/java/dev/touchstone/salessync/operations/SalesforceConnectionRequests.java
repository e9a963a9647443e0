package dev.touchstone.salessync.operations;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.connection.salesforce.PrincipalCredentials;
import dev.touchstone.salessync.connection.salesforce.RsaKey;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.v1.BeginSellerConnectionRequest;
import dev.touchstone.salessync.v1.CompleteSellerConnectionRequest;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.JwtBearerPrincipal;
import dev.touchstone.salessync.v1.ListSellerConnectionsRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the requests about connections to Salesforce. No message repeats a secret. */
final class SalesforceConnectionRequests {
    private static final int MAX_CHARACTERS = 255;
    private static final int MAX_KEY = 16_384;
    private static final int MAX_REDIRECT = 1_000;
    private static final int MAX_CODE = 2_000;
    private static final Set<String> SHARED_HOSTS = Set.of("login.salesforce.com", "test.salesforce.com");
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private SalesforceConnectionRequests() {}

    /** A seller and where Salesforce sends the browser. */
    record Begin(String seller, URI redirectUri) {}

    /** What came back with the browser. */
    record Complete(String state, String code) {}

    static PrincipalCredentials credentials(ConnectSalesforceRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<URI> loginUrl = violations.requireText("login_url", request.getLoginUrl(), MAX_CHARACTERS)
                ? RemoteAddressRequests.bare("login_url", request.getLoginUrl(), violations)
                : Optional.empty();
        violations.requireText("client_id", request.getClientId(), MAX_CHARACTERS);
        violations.limitText("client_secret", request.getClientSecret(), MAX_CHARACTERS);
        PrincipalCredentials.@Nullable Signer signer = principal(request, loginUrl, violations);
        violations.throwIfAny();
        @Nullable String secret = request.getClientSecret().isEmpty() ? null : request.getClientSecret();
        return new PrincipalCredentials(loginUrl.orElseThrow(), request.getClientId(), secret, signer);
    }

    private static PrincipalCredentials.@Nullable Signer principal(
            ConnectSalesforceRequest request, Optional<URI> loginUrl, FieldViolations violations) {
        return switch (request.getPrincipalCase()) {
            case JWT_BEARER -> signer(request.getJwtBearer(), violations);
            case CLIENT_CREDENTIALS -> {
                clientCredentials(request, loginUrl, violations);
                yield null;
            }
            case PRINCIPAL_NOT_SET -> {
                violations.add("principal", "FIELD_REQUIRED", "is required: jwt_bearer or client_credentials");
                yield null;
            }
        };
    }

    private static PrincipalCredentials.Signer signer(JwtBearerPrincipal principal, FieldViolations violations) {
        violations.requireText("jwt_bearer.username", principal.getUsername(), MAX_CHARACTERS);
        String path = "jwt_bearer.private_key";
        boolean there = violations.requireText(path, principal.getPrivateKey(), MAX_KEY);
        if (there && RsaKey.parse(principal.getPrivateKey()).isEmpty()) {
            violations.add(
                    path,
                    "INVALID_KEY",
                    "must be an RSA key of at least 2,048 bits, PKCS #8 as PEM: it begins with -----BEGIN PRIVATE KEY-----");
        }
        return new PrincipalCredentials.Signer(principal.getUsername(), principal.getPrivateKey());
    }

    private static void clientCredentials(
            ConnectSalesforceRequest request, Optional<URI> loginUrl, FieldViolations violations) {
        if (request.getClientSecret().isEmpty()) {
            violations.add(
                    "client_secret",
                    "FIELD_REQUIRED",
                    "is required with client_credentials: 1 to " + MAX_CHARACTERS + " characters");
        }
        if (loginUrl.filter(url -> SHARED_HOSTS.contains(url.getHost().toLowerCase(Locale.ROOT)))
                .isPresent()) {
            violations.add(
                    "login_url",
                    "INVALID_URL",
                    "must be the organisation's own address (My Domain) with client_credentials");
        }
    }

    static Begin begin(BeginSellerConnectionRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<String> seller = seller(request.getSeller(), violations);
        Optional<URI> redirect = violations.requireText("redirect_uri", request.getRedirectUri(), MAX_REDIRECT)
                ? redirect(request.getRedirectUri(), violations)
                : Optional.empty();
        violations.throwIfAny();
        return new Begin(seller.orElseThrow(), redirect.orElseThrow());
    }

    static Complete complete(CompleteSellerConnectionRequest request) {
        FieldViolations violations = new FieldViolations();
        violations.requireText("state", request.getState(), MAX_CHARACTERS);
        violations.requireText("code", request.getCode(), MAX_CODE);
        violations.throwIfAny();
        return new Complete(request.getState(), request.getCode());
    }

    /** The seller of a request that has nothing else. */
    static String seller(String text) {
        FieldViolations violations = new FieldViolations();
        Optional<String> seller = seller(text, violations);
        violations.throwIfAny();
        return seller.orElseThrow();
    }

    static Page page(ListSellerConnectionsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations);
        violations.throwIfAny();
        return page;
    }

    private static Optional<String> seller(String text, FieldViolations violations) {
        if (!violations.requireText("seller", text, MAX_CHARACTERS)) {
            return Optional.empty();
        }
        EmailAddress address = new EmailAddress(text);
        if (!address.isWellFormed()) {
            violations.add("seller", "INVALID_ADDRESS", "must be an e-mail address: a name, an at sign and a domain");
            return Optional.empty();
        }
        return Optional.of(address.value());
    }

    private static Optional<URI> redirect(String text, FieldViolations violations) {
        try {
            URI uri = new URI(text);
            String host = String.valueOf(uri.getHost());
            boolean safe =
                    "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOCAL_HOSTS.contains(host));
            if (safe && uri.getHost() != null && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException notAnAddress) {
            // Falls through to the violation, which says what an address looks like.
        }
        violations.add(
                "redirect_uri", "INVALID_URL", "must be https://, or http:// on localhost, without fragment and user");
        return Optional.empty();
    }
}
