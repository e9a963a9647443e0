package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.marketo.ReadInParts;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.PersonReading;
import java.time.Instant;
import java.util.List;

/**
 * A run as the process sees it that reads for it now.
 *
 * @param run where it is
 * @param remote the connected instance
 * @param fence keeps a process out that lost the sync
 * @param effect what becomes of the people
 */
public record Reading(SnapshotRun run, Remote remote, Fence fence, PageEffect effect) {
    /**
     * The connected instance.
     *
     * @param lane whose turn it is when calls are short
     * @param callsCounted its calls that are in the run's counts
     * @param failures of reading everybody, in a row and up to now
     */
    record Remote(MarketoInstance marketo, Lane lane, long callsCounted, int failures) {}

    /** A run that is to go on; calls are counted from now on. */
    public static Reading of(SnapshotRun run, MarketoInstance marketo, Lane lane, Fence fence, PageEffect effect) {
        return new Reading(run, new Remote(marketo, lane, marketo.calls(), 0), fence, effect);
    }

    /** The same after reading everybody failed so often in a row. */
    public Reading after(int failures) {
        return new Reading(
                run, new Remote(remote.marketo(), remote.lane(), remote.callsCounted(), failures), fence, effect);
    }

    MarketoInstance marketo() {
        return remote.marketo();
    }

    Lane lane() {
        return remote.lane();
    }

    LeadsApi leads() {
        return marketo().leads(lane());
    }

    /** Everybody of these who is there; around those with whom Marketo cannot answer, once that has failed often. */
    ReadBatch byIds(List<Long> ids, Instant readAt) {
        ReadInParts read = leads().byIdsAfter(remote.failures(), ids);
        return new ReadBatch(read.leads().stream().map(PersonReading::of).toList(), readAt, read.unreadable());
    }

    Reading with(SnapshotRun further) {
        return new Reading(further, remote, fence, effect);
    }

    /** The run with the calls that were made meanwhile in its counts. */
    SnapshotRun counted() {
        return run.plusCalls(marketo().calls() - remote.callsCounted());
    }

    /** After this state of the run was stored. */
    Reading stored(SnapshotRun now) {
        return of(now, marketo(), lane(), fence, effect);
    }
}
