package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of changed and of deleted records. */
class ReplicationTest extends EmulatorFixture {
    private Instant begin;

    @BeforeEach
    void beginAtAFullMinute() throws Exception {
        emulator.clock().set(Instant.parse("2026-10-01T12:00:00Z"));
        client.logIn();
        begin = Instant.parse("2026-10-01T12:00:00Z");
    }

    private String task() {
        return emulator.org().create("Task", Map.of("Subject", "a"));
    }

    private JsonNode ask(String what, Instant start, Instant end) throws Exception {
        return client.get("/sobjects/Task/" + what + "/?start=" + date(start) + "&end=" + date(end));
    }

    private static String date(Instant time) {
        return EmulatorClient.encode(
                time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00"));
    }

    private void pass(Duration time) throws Exception {
        emulator.clock().advance(time);
        client.logIn();
    }

    @Test
    void changedIdsAreThoseOfTheWindow() throws Exception {
        String first = task();
        pass(Duration.ofMinutes(10));
        String second = task();
        pass(Duration.ofMinutes(10));
        JsonNode all = ask("updated", begin, begin.plusSeconds(3_600));
        assertThat(all.get("ids")).hasSize(2);
        assertThat(List.of(all.at("/ids/0").asText(), all.at("/ids/1").asText()))
                .containsExactly(first, second);
        // Nothing later than the minute of the call is covered.
        assertThat(all.get("latestDateCovered").asText()).isEqualTo("2026-10-01T12:20:00.000+0000");
        assertThat(ask("updated", begin.plusSeconds(300), begin.plusSeconds(600))
                        .get("ids"))
                .isEmpty();
    }

    @Test
    void deletedIdsAreInTheLogForFifteenDays() throws Exception {
        String id = task();
        pass(Duration.ofMinutes(1));
        assertThat(client.delete("/sobjects/Task/" + id).statusCode()).isEqualTo(204);
        pass(Duration.ofDays(14));
        Instant now = emulator.clock().instant();
        JsonNode found = ask("deleted", begin, now);
        assertThat(found.at("/deletedRecords/0/id").asText()).isEqualTo(id);
        assertThat(found.at("/deletedRecords/0/deletedDate").asText()).startsWith("2026-10-01T12:01:0");
        // AC-62, F24: after 15 days nobody tells of it here.
        pass(Duration.ofDays(2));
        assertThat(ask("deleted", begin, emulator.clock().instant())
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("INVALID_REPLICATION_DATE");
        assertThat(ask(
                                "deleted",
                                emulator.clock().instant().minus(Duration.ofDays(14)),
                                emulator.clock().instant())
                        .get("deletedRecords"))
                .isEmpty();
    }

    @Test
    void theDeleteLogMayBePurgedSooner() throws Exception {
        String id = task();
        emulator.org().write(Writer.of(emulator.org().adminId()), new Write.Delete("Task", id));
        pass(Duration.ofHours(5));
        emulator.org().purgeDeleteLog(emulator.clock().instant().minus(Duration.ofHours(2)));
        assertThat(ask("deleted", begin, emulator.clock().instant())
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("INVALID_REPLICATION_DATE");
    }

    @ParameterizedTest(name = "{0} from {1} s to {2} s: {3}")
    @CsvSource({
        "updated, 0, 59, INVALID_REPLICATION_DATE",
        "updated, 0, -600, INVALID_REPLICATION_DATE",
        "updated, -2678400, 60, INVALID_REPLICATION_DATE",
        "deleted, -1382400, 60, INVALID_REPLICATION_DATE"
    })
    void windowsAreLimited(String what, long start, long end, String code) throws Exception {
        pass(Duration.ofMinutes(1));
        assertThat(ask(what, begin.plusSeconds(start), begin.plusSeconds(end))
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo(code);
    }

    @Test
    void tooManyIdsAreRefused() throws Exception {
        emulator.replication().limitIds(2);
        for (int i = 0; i < 3; i++) {
            task();
        }
        pass(Duration.ofMinutes(2));
        assertThat(ask("updated", begin, begin.plusSeconds(120))
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("EXCEEDED_ID_LIMIT");
        emulator.replication().limitIds(3);
        assertThat(ask("updated", begin, begin.plusSeconds(120)).get("ids")).hasSize(3);
    }

    @Test
    void aDateOrATypeThatIsNoneIsRefused() throws Exception {
        assertThat(client.get("/sobjects/Task/updated/?start=yesterday&end=today")
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("INVALID_REPLICATION_DATE");
        assertThat(client.get("/sobjects/Task/updated").at("/0/errorCode").asText())
                .isEqualTo("MISSING_ARGUMENT");
        assertThat(client.raw("/sobjects/Nothing/updated/?start=x&end=y").statusCode())
                .isEqualTo(404);
    }
}
