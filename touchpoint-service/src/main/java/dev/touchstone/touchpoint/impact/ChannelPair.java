package dev.touchstone.touchpoint.impact;

/**
 * A channel and its subchannel.
 *
 * @param channel display name
 * @param subchannel display name, empty for none
 */
record ChannelPair(String channel, String subchannel) {}
