package dev.touchstone.salessync.person.snapshot;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How everybody is read.
 *
 * @param ways the ways that may be used; at least one
 * @param createdFrom nobody was created in Marketo before
 * @param listId the static list that an administrator keeps
 * @param exportQuota how much may be exported in a day
 * @param directory where exported files are kept while they are read; they hold personal data and are deleted afterwards
 * @param rowsPerPage rows of a file that are committed together
 * @param pace how fast Marketo may be called
 */
public record SnapshotPolicy(
        Set<SnapshotWay> ways,
        Instant createdFrom,
        OptionalLong listId,
        ExportQuota exportQuota,
        Path directory,
        int rowsPerPage,
        WayEstimates.CallPace pace) {
    public SnapshotPolicy {
        ways = Set.copyOf(ways);
        if (ways.isEmpty() || rowsPerPage < 1) {
            throw new IllegalArgumentException("a snapshot needs a way and pages with rows");
        }
    }
}
