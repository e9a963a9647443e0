package dev.touchstone.salessync.person.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportDigestTest {
    /** The lines are those of the contract, so that somebody who has only the contract gets the same digest. */
    @Test
    void theDigestIsThatOfTheContract() throws Exception {
        Instant now = Instant.parse("2026-07-15T09:00:00Z");
        UUID id = UUID.fromString("0f8c0000-0000-7000-8000-000000000001");
        Reconciliation report =
                Reconciliation.begin(id, ReconcileReason.WEEKLY, now).with(new Reconciliation.Counts(100, 1, 0, 1, 0));
        String digest = new ReportDigest(report)
                .add(new Repair(7, ReconcileCause.MISSED_CHANGE, "aa", "bb", now))
                .add(new Repair(9, ReconcileCause.MISSED_DELETE, "cc", null, now))
                .hex();
        String text = """
                touchstone-reconciliation-1 0f8c0000-0000-7000-8000-000000000001 100 1 0 1 0
                7 MISSED_CHANGE aa bb
                9 MISSED_DELETE cc -
                """;
        assertThat(digest)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
    }
}
