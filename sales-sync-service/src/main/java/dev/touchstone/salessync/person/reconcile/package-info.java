/**
 * Comparing everybody with Marketo: who differs or is gone is a suspect, gets ten minutes in which the feeds may tell of it, is read once
 * more by id, and is then repaired and counted by cause. The report has a digest that anybody can recompute. {@code ReconcileCause},
 * {@code ReconcileReason}, {@code Reconciliation}, {@code Repair} and {@code ReportDigest} are pure.
 */
@NullMarked
package dev.touchstone.salessync.person.reconcile;

import org.jspecify.annotations.NullMarked;
