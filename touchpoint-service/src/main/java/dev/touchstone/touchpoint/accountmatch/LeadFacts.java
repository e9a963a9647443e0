package dev.touchstone.touchpoint.accountmatch;

import org.jspecify.annotations.Nullable;

/**
 * What of a lead decides to which account it belongs.
 *
 * @param accountId the account it is a contact of; null for a lead
 * @param websiteDomain domain of its website; null if none stands for an organisation
 * @param emailDomain domain of its e-mail address; null if none stands for an organisation
 * @param company its company, folded; empty if none
 */
public record LeadFacts(
        @Nullable String accountId,
        @Nullable String websiteDomain,
        @Nullable String emailDomain,
        String company) {
    /** Reads the fields of a record; null is absent. */
    public static LeadFacts of(
            Domains domains,
            @Nullable String accountId,
            @Nullable String website,
            @Nullable String email,
            @Nullable String company) {
        return new LeadFacts(
                accountId,
                domains.ofWebsite(website).orElse(null),
                domains.ofEmail(email).orElse(null),
                company == null ? "" : CompanyName.fold(company));
    }

    /** The company as it would stand in a domain: without blanks. */
    public String companyInDomain() {
        return company.replace(" ", "");
    }
}
