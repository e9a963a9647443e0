package dev.touchstone.testing.salesforce.org;

import java.time.Instant;

/** An entry of the delete log. */
public record DeletedRecord(String id, Instant deletedDate) {}
