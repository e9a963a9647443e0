package dev.touchstone.touchpoint.accountmatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirement, section 5.3. */
class AccountMatcherTest {
    private static final Domains DOMAINS = new Domains(Set.of("gmail.com", "linkedin.com"));

    private static final List<AccountFacts> ACCOUNTS = List.of(
            account("acme", "Acme Inc", "https://www.acme.com/en?x=1"),
            account("globex", "Globex Corporation", "globex.co.uk"),
            account("initech-1", "Initech", null),
            account("initech-2", "Initech Germany GmbH", null),
            account("umbrella", "Umbrella & Sons", null),
            account("hooli-b", "Hooli", "hooli.com"),
            account("hooli-a", "HOOLI, Ltd.", "shop.hooli.com"),
            account("mueller", "Müller Robotics AG", "muller-robotics.de"),
            account("mail", "Free mail for all", "gmail.com"));

    private static final List<PeopleOfAccount> CONTACTS = List.of(
            new PeopleOfAccount("initech-1", "initech.de", 3),
            new PeopleOfAccount("initech-2", "initech.de", 5),
            new PeopleOfAccount("umbrella", "umbrella.org", 2),
            new PeopleOfAccount("umbrella", "eu.umbrella.org", 1));

    private static final List<PeopleOfAccount> LEADS = List.of(
            new PeopleOfAccount("acme", "acme-labs.io", 2),
            new PeopleOfAccount("globex", "acme-labs.io", 2),
            new PeopleOfAccount("hooli-a", "hooli.xyz", 1));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            same website                     | http://acme.com       |                     |               | WEBSITE | acme | acme.com | 1 | 0
            website below the account's      | blog.acme.com/x       |                     |               | WEBSITE | acme | acme.com | 1 | 0
            website above one, equal to one  | www.hooli.com         |                     |               | WEBSITE | hooli-a | hooli.com | 2 | 0
            website before e-mail domain     | acme.com              | x@globex.co.uk      | Initech       | WEBSITE | acme | acme.com | 1 | 0
            e-mail domain                    |                       | bob@acme.com        |               | EMAIL_DOMAIN | acme | acme.com | 1 | 0
            e-mail domain below              |                       | bob@mail.acme.com   |               | EMAIL_DOMAIN | acme | acme.com | 1 | 0
            e-mail domain before company     |                       | bob@acme.com        | Globex        | EMAIL_DOMAIN | acme | acme.com | 1 | 0
            unknown website, e-mail domain   | example.org           | bob@acme.com        |               | EMAIL_DOMAIN | acme | acme.com | 1 | 0
            company without legal form       |                       |                     | ACME          | COMPANY | acme | acme | 1 | 0
            company with another legal form  |                       | x@gmail.com         | Globex Ltd.   | COMPANY | globex | globex | 1 | 0
            two of one name: smallest id     |                       |                     | hooli         | COMPANY | hooli-a | hooli | 2 | 0
            ampersand is "and"               |                       |                     | Umbrella and Sons | COMPANY | umbrella | umbrella and sons | 1 | 0
            accents                          |                       |                     | Muller Robotics | COMPANY | mueller | muller robotics | 1 | 0
            company before name in domain    |                       |                     | Initech       | COMPANY | initech-1 | initech | 1 | 0
            name in the domain               |                       |                     | Müllerrobotics | COMPANY_DOMAIN | mueller | mullerrobotics | 1 | 0
            R10 contacts: most people        | initech.de            |                     |               | WEBSITE_OF_CONTACTS | initech-2 | initech.de | 2 | 5
            R10 contacts by e-mail domain    |                       | x@initech.de        |               | EMAIL_DOMAIN_OF_CONTACTS | initech-2 | initech.de | 2 | 5
            contacts at and below the domain |                       | x@umbrella.org      |               | EMAIL_DOMAIN_OF_CONTACTS | umbrella | umbrella.org | 1 | 3
            contacts at and above the domain |                       | x@eu.umbrella.org   |               | EMAIL_DOMAIN_OF_CONTACTS | umbrella | umbrella.org | 1 | 2
            leads: as many, smallest id      | acme-labs.io          |                     |               | WEBSITE_OF_LEADS | acme | acme-labs.io | 2 | 2
            leads by e-mail domain           |                       | x@hooli.xyz         |               | EMAIL_DOMAIN_OF_LEADS | hooli-a | hooli.xyz | 1 | 1
            free mail                        |                       | x@gmail.com         |               | | | | 0 | 0
            below free mail                  |                       | x@a.gmail.com       |               | | | | 0 | 0
            page on a shared site            | linkedin.com/company/acme |                 |               | | | | 0 | 0
            registry of a country            |                       | x@other.co.uk       |               | | | | 0 | 0
            neighbour below one domain       | uk.acme-labs.com      | x@notacme.com       | Acme Labs     | | | | 0 | 0
            nothing known                    |                       |                     |               | | | | 0 | 0
            """)
    void firstMethodThatGivesAnAccountIsFinal(
            String sentence,
            @Nullable String website,
            @Nullable String email,
            @Nullable String company,
            @Nullable MatchMethod method,
            @Nullable String accountId,
            @Nullable String value,
            int candidates,
            long people) {
        AccountMatch match =
                matcher(ACCOUNTS, CONTACTS, LEADS).match(LeadFacts.of(DOMAINS, null, website, email, company));

        assertThat(match)
                .isEqualTo(new AccountMatch(
                        method, accountId == null ? "" : accountId, value == null ? "" : value, candidates, people));
    }

    /** R09: method 2 comes before 3. */
    @Test
    void r09EmailDomainComesBeforeTheName() {
        List<AccountFacts> accounts = List.of(account("A", "A", "acme.com"), account("B", "Acme Inc", null));

        AccountMatch match = matcher(accounts, List.of(), List.of())
                .match(LeadFacts.of(DOMAINS, null, " ", "bob@acme.com", "Acme Inc"));

        assertThat(match).isEqualTo(new AccountMatch(MatchMethod.EMAIL_DOMAIN, "A", "acme.com", 1, 0));
        assertThat(match.failedMethods()).containsExactly(MatchMethod.CONTACT, MatchMethod.WEBSITE);
    }

    @Test
    void contactBelongsToItsAccountWhateverElseMatches() {
        AccountMatch match = matcher(ACCOUNTS, CONTACTS, LEADS)
                .match(LeadFacts.of(DOMAINS, "other", "acme.com", "bob@acme.com", "Acme"));

        assertThat(match).isEqualTo(new AccountMatch(MatchMethod.CONTACT, "other", "", 1, 0));
        assertThat(match.failedMethods()).isEmpty();
    }

    @Test
    void whoMatchesNothingHasFailedByAllMethods() {
        assertThat(AccountMatch.NONE.failedMethods()).containsExactly(MatchMethod.values());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderOfTheFactsDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<AccountFacts> accounts = new ArrayList<>();
        List<PeopleOfAccount> contacts = new ArrayList<>();
        List<PeopleOfAccount> leads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            accounts.add(account("a" + i, some(random, COMPANIES), some(random, WEBSITES)));
            contacts.add(new PeopleOfAccount("a" + i, some(random, EMAIL_DOMAINS), 1 + random.nextInt(3)));
            leads.add(new PeopleOfAccount("a" + i, some(random, EMAIL_DOMAINS), 1 + random.nextInt(3)));
        }
        AccountMatcher one = matcher(accounts, contacts, leads);
        Collections.shuffle(accounts, random);
        Collections.shuffle(contacts, random);
        Collections.shuffle(leads, random);
        AccountMatcher other = matcher(accounts, contacts, leads);

        for (int i = 0; i < 50; i++) {
            LeadFacts lead = LeadFacts.of(
                    DOMAINS, null, some(random, WEBSITES), "x@" + some(random, EMAIL_DOMAINS), some(random, COMPANIES));
            AccountMatch match = one.match(lead);
            assertThat(other.match(lead)).as("seed %d: %s", seed, lead).isEqualTo(match);
            assertThat(match.candidates() > 0)
                    .as("seed %d: %s", seed, match)
                    .isEqualTo(match.method() != null)
                    .isEqualTo(!match.accountId().isEmpty());
        }
    }

    private static final List<String> WEBSITES = Arrays.asList(
            null,
            "",
            "a.com",
            "www.a.com",
            "x.a.com",
            "y.x.a.com",
            "b.co.uk",
            "b.com",
            "gmail.com",
            "c-c.de",
            "10.0.0.1");
    private static final List<String> EMAIL_DOMAINS =
            List.of("a.com", "x.a.com", "y.a.com", "b.co.uk", "b.com", "gmail.com", "c-c.de", "d.org", "e.d.org");
    private static final List<String> COMPANIES =
            Arrays.asList(null, "", "A", "A Inc", "B Ltd", "The B", "CC", "C & C", "D", "Inc");

    private static <T> @Nullable T some(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static AccountFacts account(String id, @Nullable String name, @Nullable String website) {
        return AccountFacts.of(DOMAINS, id, name, website);
    }

    private static AccountMatcher matcher(
            List<AccountFacts> accounts, List<PeopleOfAccount> contacts, List<PeopleOfAccount> leads) {
        return new AccountMatcher(DOMAINS, accounts, contacts, leads);
    }
}
