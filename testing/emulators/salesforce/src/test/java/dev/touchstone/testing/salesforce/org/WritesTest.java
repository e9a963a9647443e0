package dev.touchstone.testing.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.MovableClock;
import dev.touchstone.testing.salesforce.org.Automation.BeforeSave;
import dev.touchstone.testing.salesforce.org.Automation.DuplicateRule;
import dev.touchstone.testing.salesforce.org.Automation.ValidationRule;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creates, updates and upserts, and what Salesforce says of wrong ones. Source: SOAP API Developer Guide, "StatusCode". */
class WritesTest {
    private static final String KEY = "SiaTaskKey__c";
    private final MovableClock clock = new MovableClock();
    private Organisation org;
    private Writer writer;
    private String account;
    private String contact;
    private String lead;

    @BeforeEach
    void someRecords() {
        clock.set(Instant.parse("2026-11-20T12:00:00.700Z"));
        org = new Organisation(clock);
        org.schema().addField("Task", Field.text(KEY, 32).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        org.schema().addField("Task", Field.checkbox("MSE_Replied__c"));
        org.schema().addField("Task", Field.picklist("Kind__c", "A", "B").with(Field.Trait.RESTRICTED));
        org.schema().addField("Contact", Field.text("Ext__c", 20).with(Field.Trait.EXTERNAL_ID));
        account = org.create("Account", Map.of("Name", "Acme"));
        contact = org.create("Contact", Map.of("LastName", "Kim", "AccountId", account, "Ext__c", "E1"));
        lead = org.create("Lead", Map.of("LastName", "Lee", "Company", "Acme"));
        writer = Writer.of(org.addUser("seller@x.test", "seller@x.test")).withClient("sia-sync");
        org.truth().clear();
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private String create(String type, Object... fields) {
        return ((WriteResult.Done) org.write(writer, new Write.Create(type, fields(fields)))).id();
    }

    private SObject find(String id) {
        return org.find(id).orElseThrow();
    }

    private String error(Write write) {
        return org.write(writer, write) instanceof WriteResult.Failed failed
                ? failed.error().statusCode() + " " + failed.error().message() + " "
                        + failed.error().fields()
                : "done";
    }

    @Test
    void aTaskGetsWhatTheSystemKnows() {
        String id =
                create("Task", "Subject", "Email: Hi", "whoid", contact.substring(0, 15), "ActivityDate", "2026-12-01");
        SObject task = find(id);
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        assertThat(id).startsWith("00T").hasSize(18);
        assertThat(task.value("WhoId")).isEqualTo(contact);
        assertThat(task.value("OwnerId")).isEqualTo(writer.userId());
        assertThat(task.value("CreatedById")).isEqualTo(writer.userId());
        assertThat(List.of(task.value("Status"), task.value("Priority"), task.value("TaskSubtype")))
                .isEqualTo(List.of("Not Started", "Normal", "Task"));
        assertThat(List.of(task.value("IsClosed"), task.value("IsDeleted"), task.value("MSE_Replied__c")))
                .isEqualTo(List.of(false, false, false));
        assertThat(task.value("AccountId")).isEqualTo(account);
        assertThat(task.value("ActivityDate")).isEqualTo(LocalDate.parse("2026-12-01"));
        assertThat(List.of(task.value("CreatedDate"), task.value("LastModifiedDate"), task.systemModstamp()))
                .isEqualTo(List.of(now, now, now));

        clock.advance(Duration.ofMinutes(1));
        org.write(writer, new Write.Update("Task", id, fields("Status", "Completed")));
        assertThat(find(id).value("IsClosed")).isEqualTo(true);
        assertThat(find(id).value("CompletedDateTime")).isEqualTo(now.plusSeconds(60));
        assertThat(find(id).systemModstamp()).isEqualTo(now.plusSeconds(60));
    }

    @ParameterizedTest(name = "{0} {1}={2}")
    @CsvSource(delimiter = ';', textBlock = """
            Task; Subject; LONG; STRING_TOO_LONG Subject: data value too large
            Task; Nothing__c; x; INVALID_FIELD No such column 'Nothing__c' on sobject of type Task [Nothing__c]
            Task; CreatedDate; 2026-01-01T00:00:00Z; INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: CreatedDate.
            Task; IsClosed; true; INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: IsClosed.
            Task; Id; 00T000000000001; INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: Id.
            Task; SystemModstamp; 2026-01-01T00:00:00Z; INVALID_FIELD_FOR_INSERT_UPDATE
            Task; Kind__c; C; INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST Kind__c: bad value for restricted picklist field: C [Kind__c]
            Task; WhoId; x; MALFORMED_ID Who ID: id value of incorrect type: x [WhoId]
            Task; WhoId; 001000000000001; FIELD_INTEGRITY_EXCEPTION Who ID: id value of incorrect type
            Task; WhoId; 003000000000001; INVALID_CROSS_REFERENCE_KEY invalid cross reference id []
            Task; ActivityDate; soon; INVALID_TYPE_ON_FIELD_IN_RECORD ActivityDate: value not of required type: soon [ActivityDate]
            Task; CallDurationInSeconds; 1.5; INVALID_TYPE_ON_FIELD_IN_RECORD
            Lead; Company; Acme; REQUIRED_FIELD_MISSING Required fields are missing: [LastName] [LastName]
            Contact; Email; nobody; REQUIRED_FIELD_MISSING Required fields are missing: [LastName] [LastName]
            User; Email; nobody; REQUIRED_FIELD_MISSING
            Nothing; Name; x; INVALID_TYPE sObject type 'Nothing' is not supported. []
            OpportunityHistory; Name; x; CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY
            """)
    void wrongFieldsAreRefused(String type, String field, String value, String expected) {
        String text = value.equals("LONG") ? "x".repeat(256) : value;
        assertThat(error(new Write.Create(type, fields(field, text)))).startsWith(expected);
        assertThat(org.truth().all()).isEmpty();
    }

    @Test
    void referencesAreChecked() {
        assertThat(error(new Write.Create("Task", fields("WhoId", lead, "WhatId", account))))
                .startsWith("FIELD_INTEGRITY_EXCEPTION");
        org.delete(contact);
        assertThat(error(new Write.Create("Task", fields("WhoId", contact))))
                .isEqualTo("ENTITY_IS_DELETED entity is deleted []");
        assertThat(error(new Write.Update("Contact", contact, fields("Title", "x"))))
                .startsWith("ENTITY_IS_DELETED");
        assertThat(error(new Write.Update("Contact", RecordId.of("003", 5), fields("Title", "x"))))
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY invalid cross reference id []");
        String gone = org.create("User", Map.of("Username", "gone", "LastName", "G", "Email", "g@x.test"));
        assertThat(error(new Write.Create("Task", fields("OwnerId", gone)))).startsWith("INACTIVE_OWNER_OR_USER");
        assertThat(error(new Write.Update("Task", create("Task"), fields("TaskSubtype", "Call"))))
                .startsWith("INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    @Test
    @DisplayName("AC-51, F2: the same key twice is one task")
    void upsertByKeyCreatesOnceAndThenUpdates() {
        Write first = new Write.Upsert("Task", KEY, "K1", fields("Subject", "a", KEY, "K1"));
        WriteResult.Done made = (WriteResult.Done) org.write(writer, first);
        WriteResult.Done again = (WriteResult.Done)
                org.write(writer, new Write.Upsert("Task", KEY.toLowerCase(Locale.ROOT), "k1", fields("Subject", "b")));
        assertThat(made.created()).isTrue();
        assertThat(again).isEqualTo(new WriteResult.Done(made.id(), false));
        assertThat(find(made.id()).value("Subject")).isEqualTo("b");
        assertThat(org.count("Task")).isEqualTo(1);
        assertThat(error(new Write.Create("Task", fields(KEY, "K1"))))
                .isEqualTo("DUPLICATE_VALUE duplicate value found: " + KEY + " duplicates value on record with id: "
                        + made.id().substring(0, 15) + " []");
        assertThat(error(new Write.Upsert("Task", "Subject", "x", fields()))).startsWith("INVALID_FIELD");
        assertThat(org.write(writer, new Write.Upsert("Task", "Id", made.id(), fields("Subject", "c"))))
                .isEqualTo(new WriteResult.Done(made.id(), false));
    }

    @Test
    void severalRecordsWithAKeyAreReportedAndNothingIsWritten() {
        String other = create("Contact", "LastName", "Other", "Ext__c", "E1");
        assertThat(org.write(writer, new Write.Upsert("Contact", "Ext__c", "E1", fields("Title", "x"))))
                .isEqualTo(new WriteResult.Several(List.of(contact, other)));
        assertThat(find(contact).value("Title")).isNull();
    }

    @Test
    void aParentIsNamedByItsExternalId() {
        String role = create("Task", "Subject", "x", "WhoId", contact);
        assertThat(find(role).value("WhoId")).isEqualTo(contact);
        String report = create("Contact", "LastName", "Sub", "ReportsTo.Ext__c", "e1");
        assertThat(find(report).value("ReportsToId")).isEqualTo(contact);
        assertThat(error(new Write.Create("Contact", fields("LastName", "Sub", "ReportsTo.Ext__c", "nobody"))))
                .startsWith(
                        "INVALID_FIELD Foreign key external ID: nobody not found for field Ext__c in entity Contact");
    }

    @Test
    @DisplayName("AC-52, F34: one bad row of a batch dies alone; all-or-none takes the others along")
    void rowsHaveTheirOwnFates() throws Exception {
        org.automation()
                .add(new ValidationRule(
                        "Task",
                        row -> row.text("Subject").contains("Hello"),
                        "Subject must not contain Hello",
                        "Subject"));
        List<Write> rows = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            rows.add(new Write.Create("Task", fields("Subject", i == 57 ? "Hello" : "Task " + i)));
        }
        List<WriteResult> results = org.write(writer, rows, false);
        assertThat(results.stream().filter(WriteResult::isDone)).hasSize(199);
        assertThat(results.get(56))
                .isEqualTo(WriteResult.failed(WriteError.of(
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Subject must not contain Hello", "Subject")));
        assertThat(org.count("Task")).isEqualTo(199);

        List<WriteResult> none = org.write(writer, rows, true);
        assertThat(none).noneMatch(WriteResult::isDone);
        assertThat(((WriteResult.Failed) none.get(0)).error().statusCode())
                .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(((WriteResult.Failed) none.get(56)).error().statusCode())
                .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(org.count("Task")).isEqualTo(199);
        assertThat(org.truth().totals()).isEqualTo(Map.of("Task create", 199L));
    }

    @Test
    @DisplayName("AC-71: a flow that appends a text at each save, and one that writes later")
    void flowsRewriteAndWriteLater() {
        org.automation().add(BeforeSave.append("Task", "Description", "!"));
        org.automation()
                .add(new Automation.AfterSave(
                        "Task",
                        row -> row.isTrue("IsClosed"),
                        Duration.ofSeconds(30),
                        row -> List.of(new Write.Update("Task", row.id(), fields("Priority", "Low")))));
        String id = create("Task", "Description", "a");
        org.write(writer, new Write.Update("Task", id, fields("Status", "Completed")));
        assertThat(find(id).value("Description")).isEqualTo("a!!");
        assertThat(find(id).value("Priority")).isEqualTo("Normal");
        clock.advance(Duration.ofSeconds(31));
        assertThat(find(id).value("Priority")).isEqualTo("Low");
        assertThat(find(id).value("LastModifiedById")).isEqualTo(org.adminId());
        clock.advance(Duration.ofSeconds(31));
        long last = org.journal().last();
        org.settle();
        assertThat(org.journal().last()).isEqualTo(last);
    }

    @Test
    void duplicatesAreRefusedUnlessTheWriterInsists() {
        org.automation().add(new DuplicateRule("Contact", List.of("Email"), true));
        String first = create("Contact", "LastName", "One", "Email", "Dup@x.test");
        Write second = new Write.Create("Contact", fields("LastName", "Two", "Email", "dup@X.test"));
        WriteResult.Failed failed = (WriteResult.Failed) org.write(writer, second);
        assertThat(failed.error().statusCode()).isEqualTo("DUPLICATES_DETECTED");
        assertThat(failed.duplicates()).extracting(SObject::id).containsExactly(first);
        assertThat(org.write(writer.withAllowDuplicates(true), second).isDone()).isTrue();
    }

    @Test
    void assignmentRulesGiveLeadsAwayUnlessTheClientForbidsIt() {
        String other = org.addUser("other@x.test", "other@x.test");
        org.automation().add(new Automation.AssignmentRule("Lead", row -> true, other));
        org.write(writer.withAutoAssign(false), new Write.Update("Lead", lead, fields("Title", "a")));
        assertThat(find(lead).value("OwnerId")).isEqualTo(org.adminId());
        org.write(writer, new Write.Update("Lead", lead, fields("Title", "b")));
        assertThat(find(lead).value("OwnerId")).isEqualTo(other);
    }

    @Test
    @DisplayName("AC-83, AC-56: field-level security")
    void hiddenAndLockedFieldsAreRefused() {
        org.access().hideField(writer.userId(), "Task", "MSE_Replied__c");
        org.access().lockField(FieldAccess.EVERYBODY, "Lead", "HasOptedOutOfEmail");
        org.access().lockType(writer.userId(), "Campaign");
        assertThat(error(new Write.Create("Task", fields("MSE_Replied__c", true))))
                .startsWith("INVALID_FIELD No such column 'MSE_Replied__c' on sobject of type Task");
        assertThat(error(new Write.Update("Lead", lead, fields("HasOptedOutOfEmail", true))))
                .startsWith("INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: HasOptedOutOfEmail.");
        assertThat(error(new Write.Create("Campaign", fields("Name", "x"))))
                .startsWith("INSUFFICIENT_ACCESS_OR_READONLY");
    }

    @Test
    @DisplayName("F33: lock errors by parent, the account of a contact included")
    void lockedParentsRefuseTheirRows() {
        org.locks().failNext(account, 2);
        Write task = new Write.Create("Task", fields("WhoId", contact));
        assertThat(error(task)).startsWith("UNABLE_TO_LOCK_ROW unable to obtain exclusive access to this record");
        assertThat(error(task)).startsWith("UNABLE_TO_LOCK_ROW");
        assertThat(error(task)).isEqualTo("done");
        org.locks().lock(account, Duration.ofSeconds(20));
        assertThat(error(task)).startsWith("UNABLE_TO_LOCK_ROW");
        assertThat(error(new Write.Create("Task", fields("WhoId", lead)))).isEqualTo("done");
        clock.advance(Duration.ofSeconds(21));
        assertThat(error(task)).isEqualTo("done");
        assertThat(org.locks().refused()).isEqualTo(3);
    }

    @Test
    @DisplayName("AC-54: two writes at a time under one account meet, and the rows of one fail")
    void writesThatMeetUnderOneParentFail() throws Exception {
        org.locks().holdEachWrite(Duration.ofMillis(300));
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> writes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writes.add(threads.submit(() -> {
                    start.await();
                    return error(new Write.Create("Task", fields("WhoId", contact)));
                }));
            }
            start.countDown();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> write : writes) {
                outcomes.add(write.get().split(" ")[0]);
            }
            assertThat(outcomes).containsExactlyInAnyOrder("done", "UNABLE_TO_LOCK_ROW");
        }
        assertThat(org.locks().meetings()).isEqualTo(1);
    }

    @Test
    void importsSetAuditFieldsButNeverTheStamp() {
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        Writer imports = writer.withRights(Writer.Rights.AUDIT_FIELDS);
        String id = ((WriteResult.Done) org.write(
                        imports,
                        new Write.Create("Lead", fields("LastName", "L", "Company", "C", "LastModifiedDate", then))))
                .id();
        assertThat(find(id).value("LastModifiedDate")).isEqualTo(then);
        assertThat(find(id).systemModstamp()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    }

    @Test
    void theTruthLogSaysWhoWroteWhat() {
        String id = create("Task", "Subject", "x");
        AcceptedWrite write = org.truth().ofRecord(id).get(0);
        assertThat(write)
                .isEqualTo(new AcceptedWrite(
                        write.number(),
                        write.time(),
                        writer.userId(),
                        "sia-sync",
                        "create",
                        "Task",
                        id,
                        Map.of("Subject", "x")));
        String before = org.digest("Task", List.of("Subject"));
        org.write(writer, new Write.Update("Task", id, fields("Subject", "y")));
        assertThat(org.digest("Task", List.of("Subject"))).isNotEqualTo(before);
        org.write(writer, new Write.Update("Task", id, fields("Subject", "x")));
        assertThat(org.digest("Task", List.of("Subject"))).isEqualTo(before);
    }
}
