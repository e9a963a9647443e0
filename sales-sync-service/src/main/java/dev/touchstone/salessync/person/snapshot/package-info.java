/**
 * Reading everybody from Marketo, by the way that is available: bulk extract by windows of the creation time, a static list, ranges of ids.
 * A run can be left at any moment and goes on where it was; the position of each way is committed together with what was read. What becomes
 * of the readings is the caller's. {@code SnapshotRun}, {@code SnapshotWay}, {@code WayChoice}, {@code HighestIdSearch}, {@code IdCursor},
 * {@code ExportWindow}, {@code ExportPlan}, {@code ExportQuota} and {@code RowNull} are pure.
 */
@NullMarked
package dev.touchstone.salessync.person.snapshot;

import org.jspecify.annotations.NullMarked;
