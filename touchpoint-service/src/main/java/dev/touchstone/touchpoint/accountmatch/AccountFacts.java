package dev.touchstone.touchpoint.accountmatch;

import org.jspecify.annotations.Nullable;

/**
 * What of an account decides which leads belong to it.
 *
 * @param accountId the account
 * @param name its name, folded; may be empty
 * @param domain domain of its website; null if none stands for an organisation
 */
public record AccountFacts(
        String accountId, String name, @Nullable String domain) {
    /** Reads the fields of a record; null is absent. */
    public static AccountFacts of(Domains domains, String accountId, @Nullable String name, @Nullable String website) {
        return new AccountFacts(
                accountId,
                name == null ? "" : CompanyName.fold(name),
                domains.ofWebsite(website).orElse(null));
    }
}
