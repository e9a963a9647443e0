package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Puts windows that were given up back into the plan of their run; the sync reads them when it is live. */
@ApplicationScoped
class RetryWindows implements DeadLetterOwner {
    static final String KIND = "export-window";

    private final SqlWindowStore windows;
    private final Clock clock;

    RetryWindows(SqlWindowStore windows, Clock clock) {
        this.windows = windows;
        this.clock = clock;
    }

    /** The key of a window's letter. */
    static String key(UUID runId, ExportWindow.Range range) {
        return runId + " " + range.from() + " " + range.until();
    }

    /** The letter of a window that is given up. */
    static DeadLetter letter(UUID runId, ExportWindow lost, Instant now) {
        ExportWindow.Range range = lost.range();
        return new DeadLetter(
                KIND,
                key(runId, range),
                "EXPORT_FAILED",
                "",
                "the export of the people created from " + range.from() + " to " + range.until() + " failed for good: "
                        + lost.detail(),
                OptionalLong.empty(),
                now);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void retry(List<String> keys) {
        for (String key : keys) {
            String[] parts = key.split(" ", -1);
            windows.planAgain(UUID.fromString(parts[0]), Instant.parse(parts[1]), clock.instant());
        }
    }
}
