package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Json;
import dev.touchstone.testing.salesforce.http.Reply;

/** Ends a request for a token. */
final class OAuthRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String error;
    private final String description;

    OAuthRefusal(String error, String description) {
        super(description, null, false, false);
        this.error = error;
        this.description = description;
    }

    static OAuthRefusal grant(String description) {
        return new OAuthRefusal("invalid_grant", description);
    }

    Reply toReply() {
        return Reply.json(400, Json.object("error", error, "error_description", description))
                .called(error);
    }
}
