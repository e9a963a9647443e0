package dev.touchstone.testing.salesforce.pubsub;

import com.google.protobuf.ByteString;
import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;

/**
 * A subscription as it began, for tests to look at.
 *
 * @param topic the topic
 * @param preset where it asked to begin
 * @param replayId after which event it asked to begin; empty without
 */
public record Subscribed(String topic, ReplayPreset preset, ByteString replayId) {}
