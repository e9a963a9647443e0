package dev.touchstone.touchpoint.account;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Leads and accounts in PostgreSQL. Domains are indexed from their end to their beginning, so that those below a domain are a
 * range: in the order of bytes the slash is what follows the dot.
 */
@ApplicationScoped
class SqlAccountMatchStore implements AccountMatchStore {
    private static final String PEOPLE = """
            SELECT p.crm_person_id, p.website, p.email, p.company,
                   CASE WHEN p.type = 'CONTACT' AND a.deleted IS NOT TRUE THEN nullif(p.account_id, '') END AS account_id
            FROM crm_person p LEFT JOIN account a USING (account_id)
            WHERE p.crm_person_id = ANY (?) AND NOT p.deleted
            """;

    private static final String ACCOUNTS = """
            SELECT account_id, name, website FROM account
            WHERE NOT deleted AND reverse(website_domain(website)) COLLATE "C" = ANY (?)
            UNION
            SELECT a.account_id, a.name, a.website
            FROM unnest(?::text[]) AS d (key)
            JOIN account a ON reverse(website_domain(a.website)) COLLATE "C" > d.key || '.'
                AND reverse(website_domain(a.website)) COLLATE "C" < d.key || '/'
            WHERE NOT a.deleted
            UNION
            SELECT account_id, name, website FROM account
            WHERE NOT deleted AND company_key(name) COLLATE "C" = ANY (?)
            UNION
            SELECT account_id, name, website FROM account
            WHERE NOT deleted AND website_labels(website) && ?::text[]
            """;

    private static final String AT_DOMAINS = """
            WITH at_domain AS (
                SELECT crm_person_id, type, account_id, email, website, company FROM crm_person
                WHERE NOT deleted AND email IS NOT NULL AND reverse(split_part(email, '@', 2)) = ANY (?)
                UNION
                SELECT p.crm_person_id, p.type, p.account_id, p.email, p.website, p.company
                FROM unnest(?::text[]) AS d (key)
                JOIN crm_person p ON reverse(split_part(p.email, '@', 2)) > d.key || '.'
                    AND reverse(split_part(p.email, '@', 2)) < d.key || '/'
                WHERE NOT p.deleted AND p.email IS NOT NULL
            ), person AS (
                SELECT split_part(p.email, '@', 2) AS email_host, p.website, p.company,
                       CASE WHEN p.type = 'CONTACT' AND a.deleted IS NOT TRUE THEN nullif(p.account_id, '') END AS account_id
                FROM at_domain p LEFT JOIN account a USING (account_id)
            )
            """;

    private static final String CONTACTS = AT_DOMAINS + """
            SELECT account_id, email_host, count(*) AS people FROM person
            WHERE account_id IS NOT NULL GROUP BY account_id, email_host
            """;

    private static final String LEADS = AT_DOMAINS + """
            SELECT website, email_host, company, count(*) AS people FROM person
            WHERE account_id IS NULL GROUP BY website, email_host, company
            """;

    private final Database database;

    SqlAccountMatchStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Person> people(List<String> crmPersonIds) {
        return database.list(
                PEOPLE,
                parameters -> parameters.texts(crmPersonIds, id -> id),
                row -> new Person(
                        row.text("crm_person_id"),
                        row.optionalText("account_id").orElse(null),
                        row.optionalText("website").orElse(null),
                        row.optionalText("email").orElse(null),
                        row.optionalText("company").orElse(null)));
    }

    @Override
    public List<Account> accounts(Wanted wanted) {
        return database.list(
                ACCOUNTS,
                parameters -> bindDomains(parameters, wanted)
                        .texts(List.copyOf(wanted.companies()), company -> company)
                        .texts(List.copyOf(wanted.companiesInDomains()), company -> company),
                row -> new Account(
                        row.text("account_id"),
                        row.text("name"),
                        row.optionalText("website").orElse(null)));
    }

    @Override
    public List<Contacts> contacts(Wanted wanted) {
        return database.list(
                CONTACTS,
                parameters -> bindDomains(parameters, wanted),
                row -> new Contacts(row.text("account_id"), row.text("email_host"), row.number("people")));
    }

    @Override
    public List<Leads> leads(Wanted wanted) {
        return database.list(
                LEADS,
                parameters -> bindDomains(parameters, wanted),
                row -> new Leads(
                        row.optionalText("website").orElse(null),
                        row.text("email_host"),
                        row.optionalText("company").orElse(null),
                        row.number("people")));
    }

    private static SqlParameters bindDomains(SqlParameters parameters, Wanted wanted) throws SQLException {
        return parameters
                .texts(reversed(wanted.ownDomains()), key -> key)
                .texts(reversed(wanted.domains()), key -> key);
    }

    private static List<String> reversed(Collection<String> domains) {
        return domains.stream()
                .map(domain -> new StringBuilder(domain).reverse().toString())
                .toList();
    }
}
