package dev.touchstone.testing.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.auth.ConnectedApp;
import dev.touchstone.testing.salesforce.auth.Pem;
import dev.touchstone.testing.salesforce.auth.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Users, connected apps and the browser, as other processes set them up. */
final class ControlLogins {
    private final SalesforceEmulator emulator;

    ControlLogins(SalesforceEmulator emulator) {
        this.emulator = emulator;
    }

    /** Adds a user, restricts one, lifts a restriction, or takes back what one has allowed. */
    Map<String, Object> user(JsonNode body) {
        String username = required(body, "username");
        if (body.has("restrict")) {
            emulator.users().restrict(username, restriction(body.get("restrict")));
            return Map.of();
        }
        if (body.has("lift")) {
            emulator.users().lift(username, restriction(body.get("lift")));
            return Map.of();
        }
        if (body.path("revoke").asBoolean()) {
            emulator.revoke(username);
            return Map.of();
        }
        return Map.of("id", emulator.addUser(username, body.path("name").asText(username)));
    }

    /** Adds or replaces a connected app. */
    Map<String, Object> app(JsonNode body) {
        ConnectedApp app = ConnectedApp.of(
                required(body, "name"), required(body, "consumerKey"), required(body, "consumerSecret"));
        if (body.has("certificate")) {
            app = app.withCertificate(Pem.publicKey(body.get("certificate").asText()), texts(body, "preauthorized"));
        }
        if (body.has("runAs")) {
            app = app.withRunAs(body.get("runAs").asText());
        }
        app = app.withCallbacks(texts(body, "callbackUrls"));
        app = body.path("pkceRequired").asBoolean(false) ? app.withPkceRequired() : app;
        app = body.path("secretRequired").asBoolean(true) ? app : app.withoutSecret();
        emulator.apps().put(body.path("rotation").asBoolean(false) ? app.withRotation() : app);
        return Map.of();
    }

    /** Says who sits at the browser, or that they refuse. */
    Map<String, Object> browser(JsonNode body) {
        if (body.path("refuse").asBoolean(false)) {
            emulator.browser().refuse();
        } else {
            emulator.browser().signIn(required(body, "username"));
        }
        return Map.of();
    }

    private static Restriction restriction(JsonNode name) {
        return Restriction.valueOf(name.asText());
    }

    private static String[] texts(JsonNode body, String name) {
        List<String> texts = new ArrayList<>();
        body.path(name).forEach(text -> texts.add(text.asText()));
        return texts.toArray(String[]::new);
    }

    private static String required(JsonNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return body.get(name).asText();
    }
}
