package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import dev.touchstone.commandline.render.StatusText;
import dev.touchstone.salessync.v1.CrmTaskWhatId;
import dev.touchstone.salessync.v1.PersonSyncProgress;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.ResubscribeRequest;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import dev.touchstone.salessync.v1.SyncWarning;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeSource;
import dev.touchstone.salessync.v1.UpdateCrmUnsubscribeSettingsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of sales sync through the public contracts, over a real socket. */
final class SyncCommandTest {
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
    void aCheckAnswersForEachAddressAndFailsIfOneIsOut() {
        assertThat(suite.run("sync", "check", "ann@x.test")).isZero();
        assertThat(suite.out()).containsPattern("ann@x.test +yes +Marketo does not know");

        assertThat(suite.run("sync", "check", "ann@x.test", "out@x.test")).isEqualTo(1);
        assertThat(suite.out()).containsPattern("ann@x.test +yes").containsPattern("out@x.test +no +opted out");
    }

    @Test
    void anUnsubscribeNamesWhoAndWhy() {
        assertThat(suite.run("sync", "unsubscribe", "ann@x.test", "--author", "bob", "--note", "phoned"))
                .isZero();

        UnsubscribeRequest request = suite.sales.unsubscribes.get(0);
        assertThat(request.getAddress()).isEqualTo("ann@x.test");
        assertThat(request.getAuthor()).isEqualTo("bob");
        assertThat(request.getNote()).isEqualTo("phoned");
        assertThat(request.getSource()).isEqualTo(UnsubscribeSource.UNSUBSCRIBE_SOURCE_ADMINISTRATOR);
        assertThat(request.getRequestId()).hasSize(36);
    }

    @Test
    void aResubscribeNeedsReasonAndEvidenceAndPassesOnTheWarning() {
        assertThat(suite.run("sync", "resubscribe", "ann@x.test", "--reason", "asked"))
                .isEqualTo(2);
        assertThat(suite.sales.resubscribes).isEmpty();

        assertThat(suite.run(
                        "sync",
                        "resubscribe",
                        "ann@x.test",
                        "--reason",
                        "asked",
                        "--evidence",
                        "t12",
                        "--author",
                        "bob"))
                .isZero();
        ResubscribeRequest request = suite.sales.resubscribes.get(0);
        assertThat(request.getReason() + " " + request.getEvidence() + " " + request.getAuthor())
                .isEqualTo("asked t12 bob");
        assertThat(suite.out()).contains("unsubscribed in Marketo");
    }

    @Test
    void optOutsWithSalesforceAreShownAndSetOneByOne() {
        assertThat(suite.run("sync", "salesforce", "opt-outs")).isZero();
        assertThat(suite.out())
                .contains("field standard, each night at 20:00 in America/Los_Angeles")
                .contains("0 to be found, 1,200 to be set, the oldest since 2026-07-16")
                .contains("Refused: 2")
                .contains("Night of 2026-07-15: running, 7 records")
                .contains("It failed 3 times in a row: Salesforce does not answer");

        assertThat(suite.run("sync", "salesforce", "opt-out-failures")).isZero();
        assertThat(suite.out()).containsPattern("Lead +00Q000000000001AAA").contains("not writeable");

        String[] set = {
            "sync",
            "salesforce",
            "set-opt-outs",
            "--target",
            "both",
            "--sales-field",
            "Out__c",
            "--nightly",
            "false",
            "--author",
            "bob"
        };
        assertThat(suite.run(set)).isZero();
        UpdateCrmUnsubscribeSettingsRequest update = suite.sales.crmUpdates.getFirst();
        assertThat(update.getEtag() + " " + update.getAuthor()).isEqualTo("e1 bob");
        assertThat(update.getSettings().getTimeZone()).isEqualTo("America/Los_Angeles");
        assertThat(suite.out()).contains("Version 2: field both (Out__c), no nightly run.");
        assertThat(suite.run("sync", "salesforce", "set-opt-outs", "--target", "none"))
                .isEqualTo(1);
    }

    @Test
    void diagnosticsAreShownByCauseAndGivenBack() {
        assertThat(suite.run("sync", "diagnostics")).isZero();
        assertThat(suite.out()).containsPattern("activity +LEAD_GONE +1,200").contains("the lead is gone");

        assertThat(suite.run("sync", "diagnostics", "--retry")).isEqualTo(1);
        assertThat(suite.run("sync", "diagnostics", "--cause", "LEAD_GONE", "--retry", "--author", "bob"))
                .isZero();
        assertThat(suite.sales.retries)
                .containsExactly(RetryDiagnosticsRequest.newBuilder()
                        .setKind("activity")
                        .setCause("LEAD_GONE")
                        .setAuthor("bob")
                        .build());
        assertThat(suite.out()).contains("1,200 items are being tried again");
    }

    @Test
    void salesforceIsConnectedWithAKeyFile(@TempDir Path directory) throws IOException {
        Path key = directory.resolve("key.pem");
        Files.writeString(key, "the key");
        String[] connect = {
            "sync",
            "salesforce",
            "connect",
            "--url",
            "https://acme.test",
            "--client-id",
            "id",
            "--username",
            "int@x.test"
        };
        assertThat(suite.run(connect)).isEqualTo(1);
        assertThat(suite.sales.connects).isEmpty();

        List<String> withKey = new ArrayList<>(List.of(connect));
        withKey.addAll(List.of("--key-file", key.toString()));
        assertThat(suite.run(withKey.toArray(String[]::new))).isZero();
        assertThat(suite.sales.connects).singleElement().satisfies(request -> {
            assertThat(request.getJwtBearer().getUsername()).isEqualTo("int@x.test");
            assertThat(request.getJwtBearer().getPrivateKey()).isEqualTo("the key");
        });
        assertThat(suite.out())
                .contains("Salesforce: connected, organisation 00D000000000001AAA as int@x.test")
                .containsPattern("Lead.HasOptedOutOfEmail +the field is hidden")
                .doesNotContain("the key");
    }

    @Test
    void sellersAreListedAndDisconnected() {
        assertThat(suite.run("sync", "salesforce", "sellers")).isZero();
        assertThat(suite.out()).containsPattern("ann@x.test +waiting +ann@acme.example +connect again");
        assertThat(suite.run("sync", "salesforce", "disconnect", "ann@x.test")).isZero();
        assertThat(suite.out()).contains("Disconnected.");
    }

    @Test
    void tasksAreCountedAndShown() {
        assertThat(suite.run("sync", "tasks", "status")).isZero();
        assertThat(suite.out())
                .containsPattern("waiting for the seller's connection +1,200")
                .containsPattern("in Salesforce +7")
                .contains("All are finished.");

        assertThat(suite.run("sync", "tasks", "show", "01JD0A0Z3M9X2V7K5T8Q4R6W1Z"))
                .isZero();
        assertThat(suite.out())
                .contains("of rep@x.test: refused, ACCESS_VALIDATION, last code FIELD_CUSTOM_VALIDATION_EXCEPTION.")
                .contains("Made without: MSE_Campaign__c");
    }

    @Test
    void whatIsNotGivenOfTaskSettingsStays() {
        assertThat(suite.run("sync", "tasks", "set", "--calls", "false", "--about", "NONE", "--author", "bob"))
                .isZero();

        assertThat(suite.tasks.updates).singleElement().satisfies(update -> {
            assertThat(update.getEtag()).isEqualTo("3");
            assertThat(update.getAuthor()).isEqualTo("bob");
            assertThat(update.getSettings().getLogEmails()).isTrue();
            assertThat(update.getSettings().getLogCalls()).isFalse();
            assertThat(update.getSettings().getSubjectTemplate()).isEqualTo("{{activity_subject}}");
            assertThat(update.getSettings().getWhatId()).isEqualTo(CrmTaskWhatId.CRM_TASK_WHAT_ID_NONE);
        });
        assertThat(suite.out()).contains("Version 4: e-mails and replies are logged, calls are not logged.");
    }

    @Test
    void theStatusTellsHowFarTheReadingIs() {
        PersonSyncStatus status = PersonSyncStatus.newBuilder()
                .setState(PersonSyncState.PERSON_SYNC_STATE_SNAPSHOT)
                .setActivePersonCount(900)
                .setProgress(PersonSyncProgress.newBuilder()
                        .setDonePersonCount(1_000)
                        .setKnownPersonCount(5_000)
                        .setTimeLeft(com.google.protobuf.Duration.newBuilder().setSeconds(80)))
                .build();

        assertThat(StatusText.personSync(status, 0))
                .contains("Reading everybody: 1,000 of 5,000, 1 min 20 s left")
                .doesNotContain("Warning");
        SyncWarning warning = SyncWarning.newBuilder()
                .setSentence("Marketo has no field linkedInProfileURL")
                .build();
        assertThat(StatusText.personSync(status.toBuilder().addWarnings(warning).build(), 0))
                .contains("\nWarning: Marketo has no field linkedInProfileURL\n");
        assertThat(StatusText.personSyncLine(status))
                .isEqualTo("reading everybody for the first time, 900 people, 0 to be read again, "
                        + "Reading everybody: 1,000 of 5,000, 1 min 20 s left");
    }
}
