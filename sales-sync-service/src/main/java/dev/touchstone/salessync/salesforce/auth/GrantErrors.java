package dev.touchstone.salessync.salesforce.auth;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Refused;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Remedy;
import java.time.Duration;
import java.util.Locale;

/**
 * What a refusal of the token service means. Pure. The word in {@code error} decides; where it is {@code invalid_grant}, which says nearly
 * everything, its description does.
 */
final class GrantErrors {
    /** Clocks that differ by less are not why an assertion is refused. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private GrantErrors() {}

    /**
     * The error.
     *
     * @param error OAuth's word
     * @param description Salesforce's sentence; never repeated
     * @param clockAhead how far our clock is ahead of Salesforce's
     * @param signed true if our clock matters: the call had an assertion
     */
    static SalesforceError of(String error, String description, Duration clockAhead, boolean signed) {
        String word = error.matches("[a-z_]{1,60}") ? error : "unknown error";
        String text = description.toLowerCase(Locale.ROOT);
        if (text.contains("rate exceeded") || word.equals("temporarily_unavailable") || word.equals("server_error")) {
            return SalesforceError.Unreachable.read(word);
        }
        if (text.contains("ip restricted")) {
            return new Refused(word, Remedy.ALLOW_ADDRESS);
        }
        if (text.contains("approved this consumer")
                || text.contains("not admin approved")
                || word.equals("invalid_app_access")) {
            return new Refused(word, Remedy.APPROVE_APP);
        }
        if (signed && clockAhead.abs().compareTo(SKEW) > 0) {
            return new Refused(word, Remedy.CORRECT_CLOCK, clockAhead);
        }
        boolean ofOwner = (word.equals("invalid_grant") && !signed) || word.startsWith("inactive_");
        return new Refused(word, ofOwner ? Remedy.RECONNECT : Remedy.CORRECT_SETTINGS);
    }
}
