package dev.touchstone.commandline.importer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of an import of data exports.
 *
 * @param files what was imported
 * @param unknown files of folders that nobody can say what they hold
 * @param refused how many times each reason came up
 * @param dryRun whether nothing was sent
 * @param elapsed from the first look to the last touchpoint mapped
 */
public record SalesforceImport(
        List<File> files,
        List<String> unknown,
        Map<RefusedRows.Reason, Long> refused,
        boolean dryRun,
        Duration elapsed) {
    public SalesforceImport {
        files = List.copyOf(files);
        unknown = List.copyOf(unknown);
        refused = new LinkedHashMap<>(refused);
    }

    /**
     * A file.
     *
     * @param skipped rows that an earlier import had sent
     * @param stored rows that are stored and were not before
     * @param unchanged rows that changed nothing
     * @param refused rows that were not taken
     * @param leftOut cells that were too long, which their rows went without
     */
    record File(ExportFile export, long skipped, long stored, long unchanged, long refused, long leftOut) {}
}
