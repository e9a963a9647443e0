package dev.touchstone.mapping.classify;

/**
 * Puts the members of all CRM campaigns of one type into a channel.
 *
 * @param campaignType the type as the CRM writes it; compared whole and without regard to case, never with wildcards
 * @param path where they are put
 */
public record OfflineRule(String campaignType, ChannelPath path) {}
