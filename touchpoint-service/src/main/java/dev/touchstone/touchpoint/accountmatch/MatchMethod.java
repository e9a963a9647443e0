package dev.touchstone.touchpoint.accountmatch;

import java.util.Arrays;
import java.util.List;

/** How a lead is matched with an account; tried in this order, and the first that gives an account is final. */
public enum MatchMethod {
    /** It is a contact of the account. */
    CONTACT,
    /** The lead's website is the account's. */
    WEBSITE,
    /** The domain of the lead's e-mail address is the account's website's. */
    EMAIL_DOMAIN,
    /** The lead's company is the account's name. */
    COMPANY,
    /** The lead's company is the name in the domain of the account's website. */
    COMPANY_DOMAIN,
    /** The lead's website is the domain of e-mail addresses of the account's contacts. */
    WEBSITE_OF_CONTACTS,
    /** The domain of the lead's e-mail address is that of the account's contacts. */
    EMAIL_DOMAIN_OF_CONTACTS,
    /** The lead's website is the domain of e-mail addresses of leads that a method above gives the account. */
    WEBSITE_OF_LEADS,
    /** The domain of the lead's e-mail address is that of leads that a method above gives the account. */
    EMAIL_DOMAIN_OF_LEADS;

    /** The methods before this one. */
    List<MatchMethod> before() {
        return Arrays.stream(values()).takeWhile(method -> method != this).toList();
    }
}
