package dev.touchstone.touchpoint.account;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what decides to which accounts leads belong. */
interface AccountMatchStore {
    /**
     * A lead, contact or person of Marketo that is not deleted.
     *
     * @param crmPersonId the record
     * @param accountId the account it is a contact of; null if it is none, or of a deleted account
     * @param website as the source has it; null if none, likewise the others
     * @param email its address
     * @param company its company
     */
    record Person(
            String crmPersonId,
            @Nullable String accountId,
            @Nullable String website,
            @Nullable String email,
            @Nullable String company) {}

    /**
     * An account that is not deleted.
     *
     * @param accountId the account
     * @param name its name
     * @param website its website; null if none
     */
    record Account(String accountId, String name, @Nullable String website) {}

    /**
     * Contacts of one account with addresses at one host.
     *
     * @param accountId the account
     * @param emailHost what follows the at sign
     * @param people how many
     */
    record Contacts(String accountId, String emailHost, long people) {}

    /**
     * Leads that do not differ in anything that decides.
     *
     * @param website their website; null if none
     * @param emailHost what follows the at sign
     * @param company their company; null if none
     * @param people how many
     */
    record Leads(
            @Nullable String website,
            String emailHost,
            @Nullable String company,
            long people) {}

    /**
     * What accounts are looked for by.
     *
     * @param domains domains of leads
     * @param ownDomains these and the domains above them that stand for the same organisations
     * @param companies folded names of companies
     * @param companiesInDomains the same without blanks
     */
    record Wanted(
            Collection<String> domains,
            Collection<String> ownDomains,
            Collection<String> companies,
            Collection<String> companiesInDomains) {}

    /** The records among the ids that are stored and not deleted. */
    List<Person> people(List<String> crmPersonIds);

    /** All accounts that may match, and maybe some that do not. */
    List<Account> accounts(Wanted wanted);

    /** Contacts with addresses at the domains, below them, or at a domain above that stands for the same organisation. */
    List<Contacts> contacts(Wanted wanted);

    /** The same of those who are no contact of an account. */
    List<Leads> leads(Wanted wanted);
}
