package dev.touchstone.touchpoint.remap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when on a version of the channel rules decides.
 *
 * @param start for touchpoints and sessions at and after this time, up to the next period; null for the first period, which has
 *     no beginning
 * @param version the version
 */
public record RulePeriod(@Nullable Instant start, long version) {}
