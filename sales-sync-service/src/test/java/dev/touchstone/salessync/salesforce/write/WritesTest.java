package dev.touchstone.salessync.salesforce.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.Verdict.Action;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.org.Automation;
import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Writing, against an organisation with rules, locks and triggers of its own. */
class WritesTest extends SalesforceFixture {
    private CollectionsApi collections;
    private RecordsApi records;

    @BeforeEach
    void open() {
        collections = org.collections(SalesforceLane.ACTIVITY);
        records = org.records(SalesforceLane.REMINDER);
    }

    private static RecordWrite task(int number, String subject) {
        return RecordWrite.of("Task", Map.of(KEY, "key-" + number, "Subject", subject));
    }

    private static List<RecordWrite> tasks(int count) {
        List<RecordWrite> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(task(i, i == 57 ? "Hello" : "Email: Intro call?"));
        }
        return rows;
    }

    private SObject stored(String id) {
        return salesforce.org().find(id).orElseThrow();
    }

    @Test
    @DisplayName("AC-51, F2: 200 tasks whose answer is lost are sent again and are still 200")
    void anUpsertByKeyMayBeRepeated() {
        assertThat(collections.upsert("Task", KEY, List.of(task(0, "first")))).allMatch(RowResult::created);
        salesforce
                .faults()
                .add(FaultRule.on("*/composite/sobjects/*", new Fault.DropAnswer())
                        .times(1));
        assertThat(error(() -> collections.upsert("Task", KEY, tasks(200))).maybeExecuted())
                .isTrue();
        List<RowResult> again = collections.upsert("Task", KEY, tasks(200));
        assertThat(again).hasSize(200).allMatch(RowResult::success).noneMatch(RowResult::created);
        assertThat(salesforce.org().count("Task")).isEqualTo(200);
    }

    @Test
    @DisplayName("AC-52, F34: the row that breaks a rule is told in the organisation's words, the others are done")
    void eachRowHasItsOwnFate() {
        salesforce
                .org()
                .automation()
                .add(new Automation.ValidationRule(
                        "Task",
                        row -> "Hello".equals(row.text("Subject")),
                        "Subject must not contain Hello",
                        "Subject"));
        List<RowResult> results = collections.upsert("Task", KEY, tasks(200));
        for (int i = 0; i < 200; i++) {
            assertThat(results.get(i).success()).isEqualTo(i != 57);
        }
        assertThat(results.get(57).errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
            assertThat(error.words()).isEqualTo("Subject must not contain Hello");
            assertThat(error.fields()).containsExactly("Subject");
            assertThat(error.verdict().action()).isEqualTo(Action.DEAD_LETTER);
        });
        assertThat(stored(results.get(56).id()).text(KEY)).isEqualTo("key-56");
    }

    @Test
    @DisplayName("AC-54, F33: a locked account fails its rows only, for now")
    void aLockIsTriedAgain() {
        String account = salesforce.org().create("Account", Map.of("Name", "Hot"));
        salesforce.org().locks().lock(account, Duration.ofSeconds(20));
        List<RecordWrite> rows =
                List.of(RecordWrite.of("Task", Map.of(KEY, "a", "Subject", "x", "WhatId", account)), task(1, "free"));
        List<RowResult> results = collections.upsert("Task", KEY, rows);
        assertThat(results).map(RowResult::success).containsExactly(false, true);
        assertThat(results.get(0).errors().get(0).verdict().action()).isEqualTo(Action.RETRY_LOCKED);
        salesforce.clock().advance(Duration.ofSeconds(21));
        assertThat(collections.upsert("Task", KEY, rows)).allMatch(RowResult::success);
    }

    @Test
    @DisplayName("A possible duplicate is refused at first and allowed on the second try, the others are sent once")
    void aDuplicateIsAllowedOnTheSecondTry() {
        salesforce.org().automation().add(new Automation.DuplicateRule("Contact", List.of("Email"), true));
        salesforce.org().create("Contact", Map.of("LastName", "Doe", "Email", "jane@x.test"));
        List<RowResult> results = collections.create(List.of(
                RecordWrite.of("Contact", Map.of("LastName", "Roe", "Email", "richard@x.test")),
                RecordWrite.of("Contact", Map.of("LastName", "Doe", "Email", "jane@x.test"))));
        assertThat(results).allMatch(RowResult::success);
        assertThat(salesforce.org().count("Contact")).isEqualTo(3);
        assertThat(calls("POST", "/composite/sobjects")).isEqualTo(2);
    }

    @Test
    void aDuplicateThatMayNotBeStaysOne() {
        salesforce.org().automation().add(new Automation.DuplicateRule("Contact", List.of("Email"), false));
        String id = salesforce.org().create("Contact", Map.of("LastName", "Doe", "Email", "jane@x.test"));
        String other = salesforce.org().create("Contact", Map.of("LastName", "Roe"));
        assertThat(collections.update(List.of(new RecordWrite("Contact", other, Map.of("Email", "jane@x.test")))))
                .singleElement()
                .satisfies(row -> assertThat(row.errors().get(0).code()).isEqualTo("DUPLICATES_DETECTED"));
        assertThat(error(() -> records.update("Contact", other, Map.of("Email", "jane@x.test"), null)))
                .isInstanceOf(SalesforceError.Rejected.class);
        assertThat(id).isNotEqualTo(other);
    }

    /** Assignment rules would change owners; our changes are known by our name. */
    @Test
    void whatWeWriteKeepsItsOwnerAndCarriesOurName() {
        String owner = salesforce.addUser("seller@x.test", "Seller");
        String other = salesforce.addUser("other@x.test", "Other");
        salesforce.org().automation().add(new Automation.AssignmentRule("Lead", row -> true, other));
        List<RowResult> results = collections.create(
                List.of(RecordWrite.of("Lead", Map.of("LastName", "Doe", "Company", "x", "OwnerId", owner))));
        assertThat(stored(results.get(0).id()).text("OwnerId")).isEqualTo(owner);
        List<Change> changes = salesforce.org().journal().after(0, 1_000);
        assertThat(changes.get(changes.size() - 1).transaction().changeOrigin()).endsWith(";client=touchstone");
    }

    @Test
    void recordsAreReadInTheOrderOfTheirIds() {
        List<RowResult> made = collections.upsert("Task", KEY, tasks(3));
        String gone = made.get(1).id();
        salesforce.org().delete(gone);
        List<Optional<SalesforceRecord>> read = collections.retrieve(
                "Task", List.of(made.get(2).id(), gone, made.get(0).id()), List.of("Id", KEY));
        assertThat(read.get(0).orElseThrow().text(KEY)).isEqualTo("key-2");
        assertThat(read.get(1)).isEmpty();
        assertThat(read.get(2).orElseThrow().id()).isEqualTo(made.get(0).id());
    }

    @Test
    void recordsAreDeletedEachByItself() {
        List<RowResult> made = collections.upsert("Task", KEY, tasks(2));
        List<String> ids = made.stream().map(RowResult::id).toList();
        salesforce.org().delete(ids.get(0));
        List<RowResult> results = collections.delete(ids);
        assertThat(results).map(RowResult::success).containsExactly(false, true);
        assertThat(results.get(0).errors().get(0).verdict().action()).isEqualTo(Action.RESOLVE_RECORD);
        assertThat(salesforce.org().count("Task")).isZero();
    }

    @Test
    void oneRecordIsMadeAndThenChangedByItsKey() {
        RowResult made = records.upsert("Task", KEY, "01JD.0A ü", Map.of("Subject", "first"));
        assertThat(made.created()).isTrue();
        RowResult changed = records.upsert("Task", KEY, "01JD.0A ü", Map.of("Subject", "second"));
        assertThat(changed.created()).isFalse();
        assertThat(stored(made.id()).text("Subject")).isEqualTo("second");
        assertThat(stored(made.id()).text(KEY)).isEqualTo("01JD.0A ü");
    }

    /** 300: the key field was made without "unique". */
    @Test
    void severalRecordsWithOneKeyStopTheKey() {
        salesforce.org().schema().addField("Task", Field.text("Loose__c", 26).with(Field.Trait.EXTERNAL_ID));
        salesforce.org().create("Task", Map.of("Subject", "a", "Loose__c", "same"));
        salesforce.org().create("Task", Map.of("Subject", "b", "Loose__c", "same"));
        assertThat(error(() -> records.upsert("Task", "Loose__c", "same", Map.of("Subject", "c"))))
                .isEqualTo(new SalesforceError.KeyNotUnique("Loose__c"));
        assertThat(collections.upsert(
                        "Task",
                        "Loose__c",
                        List.of(RecordWrite.of("Task", Map.of("Loose__c", "same", "Subject", "c")))))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.errors().get(0).verdict().action()).isEqualTo(Action.STOP_KEY));
    }

    @Test
    void aRecordThatChangedMeanwhileIsLeftAlone() {
        String id = salesforce.org().create("Task", Map.of("Subject", "first"));
        Instant read = stored(id).systemModstamp();
        salesforce.clock().advance(Duration.ofSeconds(5));
        salesforce.org().update(id, Map.of("Subject", "theirs"));
        assertThat(error(() -> records.update("Task", id, Map.of("Subject", "ours"), read)))
                .isEqualTo(new SalesforceError.Changed());
        assertThat(stored(id).text("Subject")).isEqualTo("theirs");
        records.update("Task", id, Map.of("Subject", "ours"), stored(id).systemModstamp());
        assertThat(stored(id).text("Subject")).isEqualTo("ours");
    }

    @Test
    void whatSalesforceWouldRefuseIsNotSent() {
        assertThatThrownBy(() -> collections.create(tasks(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a call takes 1 to 200 rows but has 201");
        assertThatThrownBy(() -> collections.update(tasks(1))).hasMessage("a row of an update has an id");
        assertThatThrownBy(() -> collections.upsert("Task", "Other__c", tasks(1)))
                .hasMessageContaining("has a value for the key field");
        assertThat(gate.ended()).isEmpty();
    }
}
