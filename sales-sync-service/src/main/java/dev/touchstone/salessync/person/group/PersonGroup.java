package dev.touchstone.salessync.person.group;

import dev.touchstone.salessync.person.RecordId;
import java.time.Instant;
import java.util.UUID;

/**
 * A group that a user keeps by hand. Pure.
 *
 * @param owner the Salesforce user whose it is
 * @param shared true if all users see it: a team group
 * @param people how many are in it
 * @param createdAt when it was made, UTC
 */
public record PersonGroup(UUID id, RecordId owner, String name, boolean shared, int people, Instant createdAt) {}
