package dev.touchstone.touchpoint.accountmatch;

/**
 * People of one account with e-mail addresses of one domain.
 *
 * @param accountId the account
 * @param domain the domain
 * @param people how many, at least 1
 */
public record PeopleOfAccount(String accountId, String domain, long people) {}
