package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeReminders;
import dev.touchstone.commandline.FakeSuite;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemindersCommandTest {
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
    void switchesOnAndOff() {
        assertThat(suite.run("sync", "reminders", "on", "ann@x.test")).isEqualTo(2);
        assertThat(suite.run("sync", "reminders", "on", "ann@x.test", "--zone", "Europe/Berlin"))
                .isZero();
        assertThat(suite.run("sync", "reminders", "off", "ann@x.test")).isZero();
        SetTaskSyncRequest off =
                SetTaskSyncRequest.newBuilder().setSeller("ann@x.test").build();
        assertThat(suite.reminders.switches)
                .containsExactly(
                        off.toBuilder()
                                .setEnabled(true)
                                .setTimeZone("Europe/Berlin")
                                .build(),
                        off);
    }

    @Test
    void listsReminders() {
        assertThat(suite.run("sync", "reminders", "list", "ann@x.test")).isZero();
        assertThat(suite.out())
                .containsPattern("2026-12-01 +open +Call Bob +linked +00T000000000001AAA")
                .contains("--page next");
        assertThat(suite.run("sync", "reminders", "list", "ann@x.test", "--deleted", "--page", "next"))
                .isZero();
        assertThat(suite.out()).contains("Gone");
    }

    @Test
    void showsAndSettlesConflicts() {
        assertThat(suite.run("sync", "reminders", "conflicts", "ann@x.test")).isZero();
        assertThat(suite.out()).containsPattern("due_date +2026-12-07 +2026-12-05 +here");
        assertThat(suite.run("sync", "reminders", "resolve", "00000000-0000-7000-8000-000000000002", "--use-other"))
                .isZero();
        assertThat(suite.reminders.resolved)
                .singleElement()
                .satisfies(request -> assertThat(request.getUseOtherValue()).isTrue());
        assertThat(suite.out()).contains("Call Bob: open, due 2026-12-05, of ann@x.test");
    }

    @Test
    void restores() {
        String id = FakeReminders.TASK.getTaskId();
        assertThat(suite.run("sync", "reminders", "restore", id)).isZero();
        assertThat(suite.reminders.restored).singleElement().satisfies(request -> {
            assertThat(request.getTaskId()).isEqualTo(id);
            assertThat(UUID.fromString(request.getRequestId())).isNotNull();
        });
    }
}
