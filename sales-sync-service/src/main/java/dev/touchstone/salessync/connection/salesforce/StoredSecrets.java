package dev.touchstone.salessync.connection.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The secrets of the connection as one text to be sealed: JSON with the members that there are. */
final class StoredSecrets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT_SECRET = "clientSecret";
    private static final String USERNAME = "username";
    private static final String PRIVATE_KEY = "privateKey";

    private StoredSecrets() {}

    static String write(PrincipalCredentials credentials) {
        ObjectNode secrets = JSON.createObjectNode();
        if (credentials.clientSecret() != null) {
            secrets.put(CLIENT_SECRET, credentials.clientSecret());
        }
        PrincipalCredentials.@Nullable Signer signer = credentials.signer();
        if (signer != null) {
            secrets.put(USERNAME, signer.username()).put(PRIVATE_KEY, signer.pem());
        }
        return secrets.toString();
    }

    static PrincipalCredentials read(String text, URI loginUrl, String clientId) {
        try {
            JsonNode secrets = JSON.readTree(text);
            PrincipalCredentials.@Nullable Signer signer = secrets.has(PRIVATE_KEY)
                    ? new PrincipalCredentials.Signer(
                            secrets.get(USERNAME).asText(),
                            secrets.get(PRIVATE_KEY).asText())
                    : null;
            @Nullable
            String clientSecret =
                    secrets.has(CLIENT_SECRET) ? secrets.get(CLIENT_SECRET).asText() : null;
            return new PrincipalCredentials(loginUrl, clientId, clientSecret, signer);
        } catch (JsonProcessingException notOurs) {
            // Without the cause: its message repeats the text.
            throw new IllegalStateException("what was sealed here is JSON");
        }
    }
}
