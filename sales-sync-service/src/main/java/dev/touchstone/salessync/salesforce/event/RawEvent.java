package dev.touchstone.salessync.salesforce.event;

import java.nio.ByteBuffer;

/**
 * An event as it came. Pure.
 *
 * @param id its identity
 * @param replayId its place in the stream
 * @param schemaId the schema with which the payload is written
 * @param payload Avro binary without container
 */
public record RawEvent(String id, ReplayId replayId, String schemaId, ByteBuffer payload) {
    public RawEvent {
        payload = payload.asReadOnlyBuffer();
    }
}
