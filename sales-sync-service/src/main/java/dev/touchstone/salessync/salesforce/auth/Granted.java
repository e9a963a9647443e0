package dev.touchstone.salessync.salesforce.auth;

import org.jspecify.annotations.Nullable;

/**
 * What Salesforce's token service answered. Pure.
 *
 * @param refreshToken the token for the next session, in place of the one that was used; null if the flow gives none or the old
 *     one stays good; never in {@link #toString()}
 * @param user whose session it is; null if the answer does not tell
 */
public record Granted(
        Session session,
        @Nullable String refreshToken,
        @Nullable OrgUser user) {
    @Override
    public String toString() {
        return "Granted[" + session + ", " + user + "]";
    }
}
