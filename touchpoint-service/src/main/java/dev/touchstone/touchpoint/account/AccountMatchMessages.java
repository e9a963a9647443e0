package dev.touchstone.touchpoint.account;

import dev.touchstone.touchpoint.accountmatch.AccountMatch;
import dev.touchstone.touchpoint.accountmatch.MatchMethod;
import dev.touchstone.touchpoint.v1.AccountMatchMethod;
import org.jspecify.annotations.Nullable;

/** Writes the messages of {@code AccountMatchService}. */
final class AccountMatchMessages {
    private AccountMatchMessages() {}

    /** The match of a record; null for a record of which nothing is stored. */
    static dev.touchstone.touchpoint.v1.AccountMatch of(String crmPersonId, @Nullable AccountMatch match) {
        dev.touchstone.touchpoint.v1.AccountMatch.Builder message =
                dev.touchstone.touchpoint.v1.AccountMatch.newBuilder().setCrmPersonId(crmPersonId);
        if (match == null) {
            return message.build();
        }
        match.failedMethods().forEach(method -> message.addFailedMethods(of(method)));
        MatchMethod method = match.method();
        if (method != null) {
            message.setMethod(of(method));
        }
        return message.setAccountId(match.accountId())
                .setMatchedValue(match.matchedValue())
                .setCandidateCount(match.candidates())
                .setMatchingPersonCount((int) Math.min(match.matchingPeople(), Integer.MAX_VALUE))
                .build();
    }

    private static AccountMatchMethod of(MatchMethod method) {
        return switch (method) {
            case CONTACT -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_CONTACT;
            case WEBSITE -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_WEBSITE;
            case EMAIL_DOMAIN -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN;
            case COMPANY -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_COMPANY;
            case COMPANY_DOMAIN -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_COMPANY_DOMAIN;
            case WEBSITE_OF_CONTACTS -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_WEBSITE_OF_CONTACTS;
            case EMAIL_DOMAIN_OF_CONTACTS -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN_OF_CONTACTS;
            case WEBSITE_OF_LEADS -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_WEBSITE_OF_LEADS;
            case EMAIL_DOMAIN_OF_LEADS -> AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN_OF_LEADS;
        };
    }
}
