package dev.touchstone.salessync.crm.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a record that touchpoint-service was told of. Pure.
 *
 * @param gone it was told as gone last
 * @param goneAt the time with which it was told as gone last; null if it never was
 */
public record ToldRecord(
        String id, boolean gone, @Nullable Instant goneAt) {}
