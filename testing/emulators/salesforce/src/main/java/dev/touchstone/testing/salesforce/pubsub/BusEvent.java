package dev.touchstone.testing.salesforce.pubsub;

import com.google.protobuf.ByteString;
import java.time.Instant;

/**
 * An event that is kept.
 *
 * @param position its place among the events of all topics
 * @param keptSince when it was committed; it is dropped three days later
 * @param visibleFrom before it, subscribers do not see it, nor what came after it
 * @param id its identity
 * @param schemaId the schema of its payload
 * @param payload Avro binary
 */
record BusEvent(
        long position, Instant keptSince, Instant visibleFrom, String id, String schemaId, ByteString payload) {}
