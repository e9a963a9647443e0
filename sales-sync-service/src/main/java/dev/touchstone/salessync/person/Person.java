package dev.touchstone.salessync.person;

import java.time.Instant;

/**
 * A person as stored.
 *
 * @param hidden true while it does not qualify
 * @param version counts the changes, from 1
 * @param readAt when the reading began that the rest comes from, UTC
 */
public record Person(
        long marketoId, PersonDetails details, CrmReference crm, boolean hidden, long version, Instant readAt) {}
