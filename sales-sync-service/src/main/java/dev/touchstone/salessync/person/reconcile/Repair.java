package dev.touchstone.salessync.person.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who differed and was repaired. Pure.
 *
 * @param before digest of what was stored, hexadecimal; null if nothing was
 * @param after digest of what Marketo has, hexadecimal; null if it has nobody
 */
public record Repair(
        long marketoId,
        ReconcileCause cause,
        @Nullable String before,
        @Nullable String after,
        Instant repairedAt) {}
