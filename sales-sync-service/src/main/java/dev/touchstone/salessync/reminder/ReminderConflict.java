package dev.touchstone.salessync.reminder;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A value of a reminder that gave way to the other side's, as it is kept. Pure.
 *
 * @param foundAt when the two were merged
 * @param resolvedAt when somebody settled it; empty while nobody has
 * @param usedOther true if the value that was lost was taken after all
 */
public record ReminderConflict(
        UUID id, UUID reminderId, LostValue value, Instant foundAt, Optional<Instant> resolvedAt, boolean usedOther) {}
