package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.person.Written;
import dev.touchstone.salessync.person.snapshot.RunCounts;
import dev.touchstone.salessync.person.snapshot.WayEstimates;
import java.util.List;
import java.util.Set;

/**
 * What a sync of people would find and cost. Pure.
 *
 * @param missing fields that the instance does not have
 * @param counts of the people read
 * @param complete true if that was everybody
 * @param estimatedPeople people of the instance
 * @param warnings what keeps a sync from making sense
 * @param ways what each way would cost
 * @param dryRun what would have become of the people read
 */
public record PersonPreview(
        Set<LeadField> missing,
        RunCounts counts,
        boolean complete,
        long estimatedPeople,
        List<Warning> warnings,
        List<WayEstimates.Estimate> ways,
        Written dryRun) {
    /** What keeps a sync from making sense. */
    public enum Warning {
        /** The instance has no people. */
        NO_PEOPLE,
        /** Nobody who was read has a Salesforce id. */
        INSTANCE_NOT_SYNCED_WITH_CRM,
        /** Salesforce is not connected. */
        CRM_NOT_CONNECTED
    }

    public PersonPreview {
        missing = Set.copyOf(missing);
        warnings = List.copyOf(warnings);
        ways = List.copyOf(ways);
    }
}
