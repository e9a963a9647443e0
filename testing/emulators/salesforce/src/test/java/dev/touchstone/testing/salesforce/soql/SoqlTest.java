package dev.touchstone.testing.salesforce.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.schema.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries on a handful of records, and what Salesforce says of wrong ones. Source: SOQL and SOSL Reference. */
class SoqlTest {
    private final MovableClock clock = new MovableClock();
    private Organisation org;
    private QueryEngine engine;
    private String account;

    @BeforeEach
    void someLeads() {
        clock.set(Instant.parse("2026-11-20T12:00:00Z"));
        org = new Organisation(clock);
        engine = new QueryEngine(org);
        org.schema().addField("Lead", Field.text("Key__c", 40).with(Field.Trait.EXTERNAL_ID));
        account = org.create("Account", Map.of("Name", "Acme"));
        lead("Abel", "a@x.test", 10, "Hot");
        lead("abe", "B@x.test", 20, null);
        lead("Cain's", null, null, "Cold");
        lead("D_e%f", "d@y.test", 40, "Warm");
    }

    private void lead(String lastName, String email, Integer employees, String rating) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("LastName", lastName);
        fields.put("Company", "C");
        fields.put("Email", email);
        fields.put("NumberOfEmployees", employees);
        fields.put("Rating", rating);
        fields.put("HasOptedOutOfEmail", "Hot".equals(rating));
        fields.put("Key__c", "k-" + lastName.charAt(0));
        org.create("Lead", fields);
    }

    private String names(String where) throws Refusal {
        QueryResult result =
                engine.run("SELECT LastName FROM Lead WHERE " + where + " ORDER BY Id", org.adminId(), false);
        assertThat(result.totalSize()).isEqualTo(result.rowCount());
        return result.rows(0, 100).stream()
                .map(row -> Objects.toString(row.at("LastName")))
                .reduce((one, other) -> one + "|" + other)
                .orElse("");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            texts are equal in any case; LastName = 'ABEL'; Abel
            a text with a quote; LastName = 'Cain\\'s'; Cain's
            not equal takes the empty ones too; Email != 'a@x.test'; abe|Cain's|D_e%f
            null is equal to empty; Email = null; Cain's
            null is not equal to the others; Email != NULL; Abel|abe|D_e%f
            an empty text is null; Email = ''; Cain's
            numbers; NumberOfEmployees >= 20; abe|D_e%f
            comparisons with empty fields are false; NumberOfEmployees < 100; Abel|abe|D_e%f
            numbers with a fraction; NumberOfEmployees > 19.5 AND NumberOfEmployees < 20.5; abe
            yes and no; HasOptedOutOfEmail = true; Abel
            not; NOT HasOptedOutOfEmail = TRUE; abe|Cain's|D_e%f
            like with any text; LastName LIKE 'ab%'; Abel|abe
            like with one character; LastName LIKE 'ab_'; abe
            like with an escaped underscore; LastName LIKE 'D\\_e%'; D_e%f
            like with an escaped percent sign; LastName LIKE '%\\%_'; D_e%f
            a backslash; LastName LIKE 'x\\\\%' OR LastName = 'a\\\\b'; EMPTY
            equal needs no escape; LastName = 'D_e%f'; D_e%f
            in; Rating IN ('Hot', 'warm'); Abel|D_e%f
            not in; Rating NOT IN ('Hot', 'Warm'); abe|Cain's
            in with null; Rating IN ('Hot', null); Abel|abe
            parentheses; (Rating = 'Hot' OR Rating = 'Cold') AND Email = null; Cain's
            or within or; Rating = 'Hot' OR (Rating = 'Cold' OR Rating = 'Warm'); Abel|Cain's|D_e%f
            field names in any case; lastname = 'abel' AND EMAIL LIKE '%X.TEST'; Abel
            external ids by index; Key__c = 'K-A'; Abel|abe
            the type's own name before a field; Lead.LastName = 'Abel'; Abel
            times with an offset; CreatedDate = 2026-11-20T13:00:00+01:00; Abel|abe|Cain's|D_e%f
            times; CreatedDate > 2026-11-20T12:00:00.000Z; EMPTY
            a day by its name; CreatedDate = TODAY; Abel|abe|Cain's|D_e%f
            before a day; CreatedDate < TODAY; EMPTY
            the last days; CreatedDate = LAST_N_DAYS:3; Abel|abe|Cain's|D_e%f
            weeks begin on Sunday; CreatedDate >= THIS_WEEK AND CreatedDate < NEXT_WEEK; Abel|abe|Cain's|D_e%f
            quarters; CreatedDate = LAST_N_QUARTERS:2; EMPTY
            a parent; Owner.Email = 'ADMIN@touchstone.example'; Abel|abe|Cain's|D_e%f
            the type of a parent; Owner.Type = 'User' AND Rating = 'Hot'; Abel
            """)
    void conditions(String rule, String where, String expected) throws Refusal {
        assertThat(names(where)).as(rule).isEqualTo(expected.equals("EMPTY") ? "" : expected);
    }

    @Test
    void semiJoinsFindWhatAnotherQuerySelects() throws Refusal {
        String lead = engine.run("SELECT Id FROM Lead WHERE LastName = 'abe'", org.adminId(), false)
                .rows(0, 1)
                .get(0)
                .id();
        org.create("Task", Map.of("Subject", "Call", "WhoId", lead));
        assertThat(names("Id IN (SELECT WhoId FROM Task WHERE Subject = 'call')"))
                .isEqualTo("abe");
        assertThat(names("Id NOT IN (SELECT WhoId FROM Task)")).isEqualTo("Abel|Cain's|D_e%f");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            LastName; abe|Abel|Cain's|D_e%f
            LastName DESC; D_e%f|Cain's|Abel|abe
            NumberOfEmployees; Cain's|Abel|abe|D_e%f
            NumberOfEmployees ASC NULLS LAST; Abel|abe|D_e%f|Cain's
            NumberOfEmployees DESC NULLS LAST; D_e%f|abe|Abel|Cain's
            NumberOfEmployees DESC; Cain's|D_e%f|abe|Abel
            HasOptedOutOfEmail DESC, LastName DESC LIMIT 2; Abel|D_e%f
            SystemModstamp, Id LIMIT 2 OFFSET 1; abe|Cain's
            Id DESC LIMIT 1; D_e%f
            """)
    void orders(String orderBy, String expected) throws Refusal {
        QueryResult result = engine.run("select LastName from Lead order by " + orderBy, org.adminId(), false);
        assertThat(result.rows(0, 100).stream().map(row -> row.at("LastName")).toList())
                .isEqualTo(List.of(expected.split("\\|")));
    }

    @Test
    void parentsNestFiveDeepAndAbsentOnesAreNull() throws Refusal {
        String contact = org.create("Contact", Map.of("LastName", "Kim", "AccountId", account));
        org.create("Contact", Map.of("LastName", "Lee"));
        org.create("Task", Map.of("Subject", "x", "WhoId", contact, "WhatId", account));
        QueryResult contacts = engine.run(
                "SELECT Id, account.name, Account.Owner.Email, LastName FROM Contact ORDER BY LastName",
                org.adminId(),
                false);
        assertThat(contacts.columns()).containsExactly("Id", "Account.Name", "Account.Owner.Email", "LastName");
        QueryRow kim = contacts.rows(0, 1).get(0);
        assertThat(kim.fields().keySet()).containsExactly("Id", "Account", "LastName");
        assertThat(kim.at("Account.Name")).isEqualTo("Acme");
        assertThat(kim.at("Account.Owner.Email")).isEqualTo("admin@touchstone.example");
        assertThat(((QueryRow) Objects.requireNonNull(kim.fields().get("Account"))).id())
                .isEqualTo(account);
        assertThat(contacts.rows(1, 2).get(0).fields()).containsEntry("Account", null);

        QueryRow task = engine.run(
                        "SELECT Who.Name, Who.Type, What.Type, Who.Email FROM Task WHERE Who.Type = 'Contact'",
                        org.adminId(),
                        false)
                .rows(0, 1)
                .get(0);
        assertThat(List.of(task.at("Who.Name"), task.at("Who.Type"), task.at("What.Type")))
                .isEqualTo(List.of("Kim", "Contact", "Account"));
    }

    @Test
    void countsAndGroups() throws Refusal {
        QueryResult count = engine.run("SELECT COUNT() FROM Lead WHERE Email != null", org.adminId(), false);
        assertThat(List.of(count.totalSize(), count.rowCount(), count.columns().size()))
                .isEqualTo(List.of(3, 0, 0));
        assertThat(engine.run("SELECT count() FROM Lead", org.adminId(), false).totalSize())
                .isEqualTo(4);

        QueryRow one = engine.run(
                        "SELECT COUNT(Id), MAX(NumberOfEmployees) most, MIN(SystemModstamp), COUNT_DISTINCT(OwnerId),"
                                + " SUM(NumberOfEmployees), AVG(NumberOfEmployees), COUNT(Email) FROM Lead",
                        org.adminId(),
                        false)
                .rows(0, 1)
                .get(0);
        assertThat(one.type()).isEqualTo("AggregateResult");
        assertThat(new ArrayList<>(one.fields().keySet()))
                .containsExactly("expr0", "most", "expr1", "expr2", "expr3", "expr4", "expr5");
        assertThat(new ArrayList<>(one.fields().values()))
                .isEqualTo(List.of(4, 40, Instant.parse("2026-11-20T12:00:00Z"), 1, 70.0, 70.0 / 3, 3));

        QueryResult groups = engine.run(
                "SELECT HasOptedOutOfEmail, COUNT(Id) n FROM Lead GROUP BY HasOptedOutOfEmail"
                        + " ORDER BY HasOptedOutOfEmail DESC",
                org.adminId(),
                false);
        assertThat(groups.columns()).containsExactly("HasOptedOutOfEmail", "n");
        assertThat(groups.rows(0, 9).stream().map(row -> row.at("n")).toList()).isEqualTo(List.of(1, 3));
        assertThat(engine.run("SELECT MAX(CreatedDate) FROM Lead WHERE Rating = 'x'", org.adminId(), false)
                        .rows(0, 1)
                        .get(0)
                        .fields())
                .containsEntry("expr0", null);
    }

    @Test
    void fieldsOfAllKinds() throws Refusal {
        assertThat(engine.columns("SELECT FIELDS(CUSTOM) FROM Lead LIMIT 200", org.adminId()))
                .containsExactly("Key__c");
        assertThat(engine.columns("SELECT FIELDS(STANDARD) FROM Lead", org.adminId()))
                .contains("Id", "Email")
                .doesNotContain("Key__c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            SELECT Foo FROM Lead; INVALID_FIELD; No such column 'Foo' on entity 'Lead'.
            SELECT Id FROM Lead WHERE Foo__c = 1; INVALID_FIELD; No such column 'Foo__c' on entity 'Lead'.
            SELECT Id FROM Lead ORDER BY Foo; INVALID_FIELD; No such column 'Foo' on entity 'Lead'.
            SELECT Nobody.Name FROM Lead; INVALID_FIELD; Didn't understand relationship 'Nobody' in field path.
            SELECT Id FROM Foo; INVALID_TYPE; sObject type 'Foo' is not supported.
            SELECT Id FROM Lead WHERE Email = 5; INVALID_FIELD; value of filter criterion for field 'Email' must be of type string and should be enclosed in quotes
            SELECT Id FROM Lead WHERE SystemModstamp > '2026'; INVALID_FIELD; value of filter criterion for field 'SystemModstamp' must be of type dateTime and should not be enclosed in quotes
            SELECT Id FROM Lead WHERE SystemModstamp > 2026-01-01; INVALID_FIELD; must be of type dateTime
            SELECT Id FROM Task WHERE ActivityDate = 2026-01-01T00:00:00Z; INVALID_FIELD; must be of type date and
            SELECT Id FROM Lead WHERE IsConverted = 'true'; INVALID_FIELD; must be of type boolean
            SELECT Id FROM Task WHERE Description = 'x'; INVALID_FIELD; field 'Description' can not be filtered in a query call
            SELECT Id FROM Task ORDER BY Description; INVALID_FIELD; field 'Description' can not be sorted in a query call
            SELECT Id FROM Lead WHERE Id = 'nobody'; INVALID_QUERY_FILTER_OPERATOR; invalid ID field: nobody
            SELECT Id FROM Lead WHERE Email = 'a' AND Email = 'b' OR Email = 'c'; MALFORMED_QUERY; unexpected token: 'OR'
            SELECT Id FROM Lead WHERE; MALFORMED_QUERY; unexpected token: '<EOF>'
            SELECT FROM Lead; MALFORMED_QUERY; unexpected token: 'FROM'
            SELECT Id Lead; MALFORMED_QUERY; expecting 'FROM', found 'Lead'
            SELECT Id FROM Lead WHERE Email = 'a; MALFORMED_QUERY; unexpected token
            SELECT Id FROM Lead LIMIT x; MALFORMED_QUERY; unexpected token: 'x'
            SELECT Id FROM Lead WHERE Email = :email; MALFORMED_QUERY; unexpected token
            SELECT Id FROM Lead WHERE Email = email; MALFORMED_QUERY; Bind variables only allowed in Apex code
            SELECT Id FROM Lead OFFSET 2001; NUMBER_OUTSIDE_VALID_RANGE; Maximum SOQL offset allowed is 2000
            SELECT LastName, COUNT(Id) FROM Lead; MALFORMED_QUERY; Field must be grouped or aggregated: LastName
            SELECT FIELDS(ALL) FROM Lead; MALFORMED_QUERY; LIMIT of at most 200
            DELETE FROM Lead; MALFORMED_QUERY; expecting 'SELECT', found 'DELETE'
            """)
    void wrongQueriesAreRefusedInSalesforcesWords(String soql, String code, String message) {
        assertThatThrownBy(() -> engine.run(soql, org.adminId(), false))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.errorCode()).isEqualTo(code);
                    assertThat(refusal.text()).contains(message);
                });
    }

    @Test
    void aMistakeIsShownWithItsPlace() {
        assertThatThrownBy(() -> engine.run("SELECT Id FROM Lead WHERE", org.adminId(), false))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.text())
                                .contains("^\nERROR at Row:1:Column:26\nunexpected token: '<EOF>'"));
    }

    @Test
    @DisplayName("AC-83, AC-56: a field hidden from a user is not there")
    void hiddenFieldsAndTypesAreNotThere() throws Refusal {
        String seller = org.addUser("seller@x.test", "seller@x.test");
        org.access().hideField(seller, "Lead", "HasOptedOutOfEmail");
        org.access().hideType(seller, "Campaign");
        for (String soql : List.of(
                "SELECT HasOptedOutOfEmail FROM Lead",
                "SELECT Id FROM Lead WHERE HasOptedOutOfEmail = true",
                "SELECT Id FROM Campaign")) {
            engine.run(soql, org.adminId(), false);
            assertThatThrownBy(() -> engine.run(soql, seller, false))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.errorCode()).isIn("INVALID_FIELD", "INVALID_TYPE"));
        }
    }

    @Test
    void recycleBinAndArchiveAreSeenByQueryAllOnly() throws Refusal {
        String gone = org.create("Task", Map.of("Subject", "gone"));
        org.create("Task", Map.of("Subject", "old", "IsArchived", true));
        org.create("Task", Map.of("Subject", "new"));
        org.delete(gone);
        String soql = "SELECT Subject, IsDeleted FROM Task ORDER BY Id";
        assertThat(engine.run(soql, org.adminId(), false).totalSize()).isEqualTo(1);
        assertThat(engine.run(soql, org.adminId(), true).rows(0, 9).stream()
                        .map(row -> row.at("Subject"))
                        .toList())
                .isEqualTo(List.of("gone", "old", "new"));
        assertThat(engine.run("SELECT COUNT() FROM Task", org.adminId(), true).totalSize())
                .isEqualTo(3);
        assertThat(engine.run("SELECT COUNT() FROM Task", org.adminId(), false).totalSize())
                .isEqualTo(1);
    }

    @Test
    void conditionsOfRulesMayLookAtLongTexts() throws Refusal {
        String task = org.create("Task", Map.of("Subject", "Say Hello", "Description", "long"));
        assertThat(Conditions.parse(org, "Task", "Description = 'LONG' AND Subject LIKE '%hello%'"))
                .accepts(org.find(task).orElseThrow());
        assertThatThrownBy(() -> Conditions.parse(org, "Task", "Nothing = 1")).isInstanceOf(Refusal.class);
    }
}
