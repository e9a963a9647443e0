package dev.touchstone.salessync.person.reconcile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a report, as the contract describes it: anybody who has the report and its repairs can compute it. Pure. One per report,
 * repairs by Marketo id.
 */
final class ReportDigest {
    private static final String HEAD = "touchstone-reconciliation-1";

    private final MessageDigest digest;

    ReportDigest(Reconciliation report) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        Reconciliation.Counts counts = report.counts();
        line("%s %s %d %d %d %d %d"
                .formatted(
                        HEAD,
                        report.id(),
                        counts.compared(),
                        counts.changes(),
                        counts.merges(),
                        counts.deletes(),
                        counts.unknown()));
    }

    ReportDigest add(Repair repair) {
        line("%d %s %s %s"
                .formatted(repair.marketoId(), repair.cause().name(), text(repair.before()), text(repair.after())));
        return this;
    }

    /** The digest in lower-case hexadecimal; ends this object's life. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(@Nullable String hex) {
        return hex == null ? "-" : hex;
    }

    private void line(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
