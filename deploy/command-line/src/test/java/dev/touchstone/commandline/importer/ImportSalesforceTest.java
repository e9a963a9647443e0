package dev.touchstone.commandline.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import dev.touchstone.touchpoint.v1.ActivityKind;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.SyncType;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import of data exports through the public contract, over a real socket. */
final class ImportSalesforceTest {
    private static final String LEADS = """
            Id,LastModifiedDate,CreatedDate,Email,FirstName,Score__c,Zip__c,Vip__c,Notes__c,IsDeleted,MasterRecordId
            00Q000000000001,2025-01-02T10:00:00.000Z,2025-01-01 09:00:00,ann@example.com,Ann,1.50,01234,TRUE,"two
            lines, ""quoted\""",false,
            00Q000000000002,2025-01-02 10:00:00,2025-01-01,,,,,,,false,
            00Q000000000003,2025-01-03,2025-01-01,,,,,,,TRUE,00Q000000000001
            """;

    @TempDir
    private Path directory;

    private FakeSuite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new FakeSuite();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void leadsAreSentWithTypedCustomFieldsAndMerges() throws IOException {
        Path file = write("Lead.csv", "\uFEFF" + LEADS.replace("\n", "\r\n"));

        assertThat(suite.run("import", "salesforce", file.toString())).isZero();

        CrmRecord ann = suite.records.get("00Q000000000001");
        assertThat(ann.getPerson().getType()).isEqualTo(CrmPersonType.CRM_PERSON_TYPE_LEAD);
        assertThat(ann.getPerson().getEmail()).isEqualTo("ann@example.com");
        assertThat(ann.getPerson().getCreateTime().getSeconds()).isEqualTo(1_735_722_000);
        assertThat(ann.getFieldsList())
                .containsExactly(
                        CrmField.newBuilder()
                                .setName("Score__c")
                                .setNumber("1.50")
                                .build(),
                        CrmField.newBuilder().setName("Zip__c").setText("01234").build(),
                        CrmField.newBuilder().setName("Vip__c").setFlag(true).build(),
                        CrmField.newBuilder()
                                .setName("Notes__c")
                                .setText("two\r\nlines, \"quoted\"")
                                .build());
        assertThat(suite.records.get("00Q000000000002").getFieldsList()).isEmpty();
        assertThat(suite.records.get("00Q000000000003").getDeleted()).isTrue();
        assertThat(suite.records.get("00Q000000000003").getMergedIntoId()).isEqualTo("00Q000000000001");
        assertThat(suite.out()).containsPattern("Lead.csv +lead +3 +3 +0 +0");
    }

    @Test
    void aFolderIsReadObjectByObjectAndWhatHoldsSomethingElseIsNamed() throws IOException {
        write("sf_task_data.csv", """
                id,who_id,_fivetran_synced,activity_date,created_date,cookie_c,type
                00T1,00Q1,2025-01-02 10:00:00,,2025-01-01 09:00:00,v1,Call
                """);
        write("members.csv", """
                Id,CampaignId,ContactId,LeadId,CreatedDate,LastModifiedDate,HasResponded,FirstRespondedDate
                00v1,7011,0031,00Q1,2025-01-01,2025-01-01,TRUE,2025-01-02
                """);
        write("Campaign.csv", """
                Id,Name,Type,LastModifiedDate,bizible2__Bizible_Attribution_SyncType__c,StartDate
                7011,Spring,Webinar,2025-01-01,"Include Only ""Responded"" Campaign Members",2025-03-01
                """);
        write("sf_user_data.csv", "id,name\n0051,Kim\n");

        assertThat(suite.run(
                        "import",
                        "salesforce",
                        directory.toString(),
                        "--map",
                        "cookie_c=VisitorId",
                        "--zone",
                        "Europe/Berlin"))
                .isZero();

        assertThat(suite.records.keySet()).containsExactly("7011", "00v1", "00T1");
        assertThat(suite.records.get("7011").getCampaign().getSyncType())
                .isEqualTo(SyncType.SYNC_TYPE_INCLUDE_RESPONDED);
        assertThat(suite.records.get("7011").getCampaign().getStartDate()).isEqualTo("2025-03-01");
        assertThat(suite.records.get("00v1").getCampaignMember().getCrmPersonId())
                .isEqualTo("0031");
        assertThat(suite.records.get("00v1").getCampaignMember().getHasResponded())
                .isTrue();
        assertThat(suite.records.get("00T1").getActivity().getKind()).isEqualTo(ActivityKind.ACTIVITY_KIND_TASK);
        assertThat(suite.records.get("00T1").getActivity().getVisitorId()).isEqualTo("v1");
        assertThat(suite.records.get("00T1").getActivity().getOccurTime().getSeconds())
                .isEqualTo(1_735_718_400);
        assertThat(suite.out()).contains("nothing tells what it holds: ").contains("sf_user_data.csv");
    }

    @Test
    void anImportThatWasStoppedGoesOnWhereItWas() throws IOException {
        StringBuilder leads = new StringBuilder("Id,LastModifiedDate,CreatedDate\n");
        for (int i = 0; i < 25; i++) {
            leads.append("00Q").append(i).append(",2025-01-01,2025-01-01\n");
        }
        Path file = write("leads.csv", leads.toString());
        suite.run("import", "salesforce", file.toString(), "--batch-size", "10");
        assertThat(suite.cursors.get("salesforce-csv/leads.csv")).startsWith("25 ");

        suite.cursors.computeIfPresent("salesforce-csv/leads.csv", (source, cursor) -> "20" + cursor.substring(2));
        suite.records.clear();
        assertThat(suite.run("import", "salesforce", file.toString())).isZero();
        assertThat(suite.records.keySet()).containsExactly("00Q20", "00Q21", "00Q22", "00Q23", "00Q24");
        assertThat(suite.out()).contains("20 rows had been sent by an earlier import");

        suite.run("import", "salesforce", file.toString(), "--from-start");
        assertThat(suite.records).hasSize(25);

        suite.records.clear();
        Files.writeString(file, "00Q99,2025-01-01,2025-01-01\n", java.nio.file.StandardOpenOption.APPEND);
        suite.run("import", "salesforce", file.toString());
        assertThat(suite.records).as("another file of this name").hasSize(26);
    }

    /** The cursor is the same on every run of the program, whatever the order of the options. */
    @Test
    void anImportGoesOnOnlyIfTheFileIsReadInTheSameWay() throws IOException {
        Path file = write("leads.csv", "Id,LastModifiedDate,A,B,C\n00Q1,2025-01-01,1,2,3\n");

        suite.run("import", "salesforce", file.toString(), "--map", "A=X", "--map", "B=Y", "--map", "C=Z");
        assertThat(suite.cursors).containsEntry("salesforce-csv/leads.csv", "1 719bf5de1480f20f");
        suite.run("import", "salesforce", file.toString(), "--map", "C=Z", "--map", "A=X", "--map", "B=Y");
        assertThat(suite.out()).contains("1 row had been sent by an earlier import");

        suite.run(
                "import",
                "salesforce",
                file.toString(),
                "--charset",
                "ISO-8859-1",
                "--map",
                "A=X",
                "--map",
                "B=Y",
                "--map",
                "C=Z");
        assertThat(suite.out()).doesNotContain("by an earlier import");
    }

    /** What was refused of a batch is in the file before the next is sent, and stays there when the import goes on. */
    @Test
    void anImportThatGoesOnKeepsWhatWasRefusedBefore() throws IOException {
        Path file = leadsOfWhichSomeAreRefused();
        Path refused = directory.resolve("refused.csv");
        List<String> atThird = new ArrayList<>();
        AtomicInteger batches = new AtomicInteger();
        suite.onBatch = request -> {
            if (batches.incrementAndGet() == 3) {
                atThird.addAll(refusedRows(refused));
                throw Status.INTERNAL.asRuntimeException();
            }
        };

        assertThat(suite.run(
                        "import", "salesforce", file.toString(), "--batch-size", "10", "--refused", refused.toString()))
                .isEqualTo(1);
        assertThat(atThird).containsExactly("3", "13");
        assertThat(suite.cursors.get("salesforce-csv/leads.csv")).startsWith("10 ");

        assertThat(suite.run(
                        "import", "salesforce", file.toString(), "--batch-size", "10", "--refused", refused.toString()))
                .isZero();
        assertThat(refusedRows(refused)).containsExactly("3", "13", "13", "23");
        assertThat(suite.out()).contains("10 rows had been sent by an earlier import");

        suite.run("import", "salesforce", file.toString(), "--from-start", "--refused", refused.toString());
        assertThat(refusedRows(refused)).as("another import").containsExactly("3", "13", "23");
    }

    @Test
    void aStreamThatBreaksGoesOnWithTheBatchThatWasNotAnswered() throws IOException {
        Path file = leadsOfWhichSomeAreRefused();
        Path refused = directory.resolve("refused.csv");
        List<Integer> sent = new ArrayList<>();
        suite.onBatch = request -> {
            sent.add(request.getRecordsCount());
            if (sent.size() == 2) {
                throw Status.UNAVAILABLE.asRuntimeException();
            }
        };

        assertThat(suite.run(
                        "import", "salesforce", file.toString(), "--batch-size", "10", "--refused", refused.toString()))
                .isZero();

        assertThat(sent).containsExactly(10, 10, 10, 5);
        assertThat(refusedRows(refused)).containsExactly("3", "13", "23");
        assertThat(suite.out()).containsPattern("leads.csv +lead +25 +22 +0 +3");
    }

    private Path leadsOfWhichSomeAreRefused() throws IOException {
        StringBuilder leads = new StringBuilder("Id,LastModifiedDate,CreatedDate,Email\n");
        for (int i = 1; i <= 25; i++) {
            String email = i % 10 == 3 ? "refused" + i + "@example.com" : "";
            leads.append("00Q%02d,2025-01-01,2025-01-01,%s\n".formatted(i, email));
        }
        return write("leads.csv", leads.toString());
    }

    private static List<String> refusedRows(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1)[1])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call of 16:30 in Berlin is to merge with its session; its day alone would put it at midnight. */
    @Test
    void theDayOfATaskIsMadeExactByItsCompletionOrCreationOnThatDay() throws IOException {
        Path file = write("Task.csv", """
                Id,LastModifiedDate,ActivityDate,CompletedDateTime,CreatedDate
                00T1,2025-07-02,2025-07-01,2025-07-01T14:30:00Z,2025-07-01T08:00:00Z
                00T2,2025-07-02,2025-07-01,2025-07-02T14:30:00Z,2025-07-01T08:00:00Z
                00T3,2025-07-02,2025-07-01,2025-07-01T22:30:00Z,2025-06-30T08:00:00Z
                00T4,2025-07-02,2025-07-01 09:15:00,2025-07-01T14:30:00Z,2025-07-01T08:00:00Z
                00T5,2025-07-02,,2025-07-01T14:30:00Z,2025-07-01T08:00:00Z
                00T6,2025-07-02,2025-07-01,2025-06-30T22:30:00Z,
                """);

        suite.run("import", "salesforce", file.toString(), "--zone", "Europe/Berlin");

        assertThat(suite.records.values().stream()
                        .map(record -> Instant.ofEpochSecond(
                                        record.getActivity().getOccurTime().getSeconds())
                                .toString()))
                .containsExactly(
                        "2025-07-01T14:30:00Z",
                        "2025-07-01T08:00:00Z",
                        "2025-06-30T22:00:00Z",
                        "2025-07-01T07:15:00Z",
                        "2025-07-01T14:30:00Z",
                        "2025-06-30T22:30:00Z");
    }

    @Test
    void refusedRowsAreCountedByReasonAndWrittenWithTheirColumn() throws IOException {
        Path file = write("Lead.csv", """
                Id,LastModifiedDate,CreatedDate,Email
                00Q1,2025-01-01,2025-01-01,refused@example.com
                00Q2,yesterday,2025-01-01,
                00Q3,2025-01-01
                00Q4,2025-01-01,2025-01-01,good@example.com
                00Q5,"=HYPERLINK(""http://evil.test"")",2025-01-01,
                """);
        Path refused = directory.resolve("refused.csv");

        assertThat(suite.run("import", "salesforce", file.toString(), "--refused", refused.toString()))
                .isZero();

        assertThat(suite.out())
                .containsPattern("Lead.csv +lead +5 +1 +0 +4")
                .containsPattern("Email +INVALID_EMAIL +1");
        assertThat(Files.readString(refused))
                .startsWith("File,Row,Line,Column,Value,Reason")
                .contains("Lead.csv,1,2,Email,refused@example.com,INVALID_EMAIL: ")
                .contains("Lead.csv,2,3,LastModifiedDate,yesterday,is no time")
                .as("a spreadsheet calculates nothing of it")
                .contains("Lead.csv,5,6,LastModifiedDate,\"'=HYPERLINK(\"\"http://evil.test\"\")\",is no time")
                .contains("Lead.csv,3,4,,,\"the row has 2 cells, the header 4\"");
        assertThat(suite.records.keySet()).containsExactly("00Q4");
    }

    @Test
    void aDryRunSendsNothingAndShowsTheColumns() throws IOException {
        Path file = write("Lead.csv", LEADS);

        assertThat(suite.run("import", "salesforce", file.toString(), "--dry-run"))
                .isZero();

        assertThat(suite.records).isEmpty();
        assertThat(suite.out())
                .contains("Lead.csv: 3 lead rows, 0 cannot be sent")
                .containsPattern("LastModifiedDate +LastModifiedDate")
                .containsPattern("Zip__c +Zip__c +text")
                .contains("nothing was sent");
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        Path file = write("report.csv", "Name\nx\n");

        assertThat(suite.run("import", "salesforce", file.toString())).isEqualTo(1);
        assertThat(suite.err()).contains("name it with --object");
        assertThat(suite.run("import", "salesforce", file.toString(), "--object", "boat"))
                .isEqualTo(1);
        assertThat(suite.err()).contains("--object is one of campaign, account,");
        assertThat(suite.run("import", "salesforce", file.toString(), "--object", "lead", "--map", "x=Email"))
                .isEqualTo(1);
        assertThat(suite.err()).contains("--map: no file has a column 'x'");
        assertThat(suite.run("import", "salesforce", "no-such-file")).isEqualTo(1);
        assertThat(suite.err()).contains("there is no file no-such-file");
        assertThat(suite.run("import", "salesforce", file.toString(), "--zone", "Moon"))
                .isEqualTo(1);
        assertThat(suite.err()).contains("--zone is the name of a zone");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }
}
