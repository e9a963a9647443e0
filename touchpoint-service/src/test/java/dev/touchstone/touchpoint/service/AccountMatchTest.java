package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.AccountMatch;
import dev.touchstone.touchpoint.v1.AccountMatchMethod;
import dev.touchstone.touchpoint.v1.AccountMatchServiceGrpc;
import dev.touchstone.touchpoint.v1.MatchAccountsRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To which accounts leads belong, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class AccountMatchTest extends ServiceFixture {
    private static final AccountMatchMethod WEBSITE = AccountMatchMethod.ACCOUNT_MATCH_METHOD_WEBSITE;
    private static final AccountMatchMethod EMAIL_DOMAIN = AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN;
    private static final AccountMatchMethod COMPANY = AccountMatchMethod.ACCOUNT_MATCH_METHOD_COMPANY;

    @BeforeEach
    void noAccounts() {
        state.execute("TRUNCATE account");
    }

    /** R09: account A by the e-mail domain, though B has the lead's company as its name. */
    @Test
    void r09FirstMethodThatGivesAnAccountIsFinal() {
        account("A", "Something else", "https://www.acme.com/");
        account("B", "Acme Inc", null);
        lead("bob", null, "bob@acme.com", "Acme Inc");

        assertThat(match("bob"))
                .isEqualTo(AccountMatch.newBuilder()
                        .setCrmPersonId("bob")
                        .setAccountId("A")
                        .setMethod(EMAIL_DOMAIN)
                        .setMatchedValue("acme.com")
                        .setCandidateCount(1)
                        .addFailedMethods(AccountMatchMethod.ACCOUNT_MATCH_METHOD_CONTACT)
                        .addFailedMethods(WEBSITE)
                        .build());
    }

    /** R10: of two accounts the one with more contacts at the domain. */
    @Test
    void r10AccountWithTheMostContactsIsTaken() {
        account("A", "One", null);
        account("B", "Two", null);
        for (int i = 0; i < 5; i++) {
            contact("b" + i, i < 3 ? "b" + i + "@initech.de" : "b" + i + "@mail.initech.de", "B");
        }
        for (int i = 0; i < 3; i++) {
            contact("a" + i, "a" + i + "@initech.de", "A");
        }
        lead("lead", null, "x@initech.de", null);

        AccountMatch match = match("lead");

        assertThat(match.getMethod()).isEqualTo(AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN_OF_CONTACTS);
        assertThat(match.getAccountId()).isEqualTo("B");
        assertThat(match.getCandidateCount()).isEqualTo(2);
        assertThat(match.getMatchingPersonCount()).isEqualTo(5);
        assertThat(match.getMatchedValue()).isEqualTo("initech.de");
    }

    @Test
    void eachMethodFindsItsAccount() {
        account("acme", "Acme Inc", "http://acme.com/en");
        account("below", "Far below", "eu.shop.hooli.com");
        account("muller", "Robots of Müller", "muller-robotics.de");
        contact("c1", "c@umbrella.org", "acme");
        lead("peer", "acme.com", "p@acme-labs.io", null);
        lead("website", "www.acme.com", null, null);
        lead("above", "hooli.com", null, null);
        lead("email", null, "e@mail.acme.com", null);
        lead("company", null, "x@gmail.com", "ACME");
        lead("named", null, null, "Müller Robotics GmbH");
        lead("websiteOfContacts", "umbrella.org", null, null);
        lead("mailOfContacts", null, "d@umbrella.org", null);
        lead("websiteOfLeads", "acme-labs.io", null, null);
        lead("emailOfLeads", null, "q@acme-labs.io", null);

        assertThat(matches(
                        "website",
                        "above",
                        "email",
                        "company",
                        "named",
                        "websiteOfContacts",
                        "mailOfContacts",
                        "websiteOfLeads",
                        "emailOfLeads",
                        "c1"))
                .extracting(AccountMatch::getMethod, AccountMatch::getAccountId, AccountMatch::getMatchedValue)
                .containsExactly(
                        tuple(WEBSITE, "acme", "acme.com"),
                        tuple(WEBSITE, "below", "hooli.com"),
                        tuple(EMAIL_DOMAIN, "acme", "acme.com"),
                        tuple(COMPANY, "acme", "acme"),
                        tuple(AccountMatchMethod.ACCOUNT_MATCH_METHOD_COMPANY_DOMAIN, "muller", "mullerrobotics"),
                        tuple(AccountMatchMethod.ACCOUNT_MATCH_METHOD_WEBSITE_OF_CONTACTS, "acme", "umbrella.org"),
                        tuple(AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN_OF_CONTACTS, "acme", "umbrella.org"),
                        tuple(AccountMatchMethod.ACCOUNT_MATCH_METHOD_WEBSITE_OF_LEADS, "acme", "acme-labs.io"),
                        tuple(AccountMatchMethod.ACCOUNT_MATCH_METHOD_EMAIL_DOMAIN_OF_LEADS, "acme", "acme-labs.io"),
                        tuple(AccountMatchMethod.ACCOUNT_MATCH_METHOD_CONTACT, "acme", ""));
    }

    @Test
    void changedFactsMatchAnew() {
        account("A", "Acme", null);
        lead("bob", null, "bob@acme.com", "Acme");
        assertThat(match("bob").getMethod()).isEqualTo(COMPANY);

        account("B", "Better", "acme.com");
        assertThat(match("bob").getAccountId()).isEqualTo("B");
        state.execute("UPDATE account SET deleted = true, name = NULL, website = NULL WHERE account_id = 'B'");
        assertThat(match("bob").getAccountId()).isEqualTo("A");
    }

    @Test
    void contactOfADeletedAccountIsMatchedAsALead() {
        account("A", "Acme", "acme.com");
        account("old", "Old", null);
        contact("bob", "bob@acme.com", "old");
        state.execute("UPDATE account SET deleted = true, name = NULL WHERE account_id = 'old'");

        assertThat(match("bob"))
                .extracting(AccountMatch::getMethod, AccountMatch::getAccountId)
                .containsExactly(EMAIL_DOMAIN, "A");
    }

    @Test
    void whoIsUnknownOrMatchesNothingIsAnsweredInPlace() {
        lead("00Q5g00000abcde", null, "x@gmail.com", "Nobody");
        account("A", "A", "gmail.com");

        List<AccountMatch> matches = matches("unknown", "00Q5g00000abcde");

        assertThat(matches).extracting(AccountMatch::getCrmPersonId).containsExactly("unknown", "00Q5g00000abcdeEAA");
        assertThat(matches).extracting(AccountMatch::getAccountId).containsOnly("");
        assertThat(matches.get(0).getFailedMethodsList()).isEmpty();
        assertThat(matches.get(1).getFailedMethodsCount()).isEqualTo(9);
    }

    @Test
    void requestsAreCheckedWhole() {
        assertThat(SessionSettingsTest.violations(() -> matches())).containsExactly("crm_person_ids FIELD_REQUIRED");
        assertThat(SessionSettingsTest.violations(() -> matches(
                        IntStream.range(0, 1_001).mapToObj(String::valueOf).toArray(String[]::new))))
                .containsExactly("crm_person_ids TOO_MANY");
        assertThat(SessionSettingsTest.violations(() -> matches("00Q5g00000abcde", "a b", "00Q5g00000abcdeEAA")))
                .containsExactly("crm_person_ids[1] INVALID_ID", "crm_person_ids[2] DUPLICATE");
    }

    private AccountMatch match(String id) {
        return matches(id).get(0);
    }

    private List<AccountMatch> matches(String... ids) {
        return AccountMatchServiceGrpc.newBlockingStub(client.channel())
                .matchAccounts(MatchAccountsRequest.newBuilder()
                        .addAllCrmPersonIds(Arrays.asList(ids))
                        .build())
                .getMatchesList();
    }

    private void account(String id, String name, String website) {
        state.execute("INSERT INTO account (account_id, name, website, modified_at, digest, deleted) VALUES ("
                + literals(id, name, website) + ", now(), gen_random_uuid(), false)");
    }

    private void lead(String id, String website, String email, String company) {
        person("LEAD", id, website, email, company, null);
    }

    private void contact(String id, String email, String accountId) {
        person("CONTACT", id, null, email, null, accountId);
    }

    private void person(String type, String id, String website, String email, String company, String accountId) {
        String stored = id.length() == 15 ? id + "EAA" : id;
        state.execute("INSERT INTO crm_person (type, crm_person_id, website, email, company, account_id, created_at,"
                + " modified_at, digest, deleted) VALUES (" + literals(type, stored, website, email, company, accountId)
                + ", now(), now(), gen_random_uuid(), false)");
    }

    private static String literals(String... values) {
        return String.join(
                ", ",
                Arrays.stream(values)
                        .map(value -> value == null ? "NULL" : "'" + value + "'")
                        .toList());
    }
}
