package dev.touchstone.salessync.salesforce.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose session it is. Pure.
 *
 * @param orgId id of the organisation, 18 characters
 * @param userId id of the user, 18 characters
 */
public record OrgUser(String orgId, String userId) {
    private static final Pattern IDENTITY = Pattern.compile("/id/(00D[A-Za-z0-9]{15})/(005[A-Za-z0-9]{15})$");

    /** Reads the identity URL of a token answer; empty if it is none. */
    public static Optional<OrgUser> ofIdentityUrl(String url) {
        Matcher ids = IDENTITY.matcher(url);
        return ids.find() ? Optional.of(new OrgUser(ids.group(1), ids.group(2))) : Optional.empty();
    }
}
