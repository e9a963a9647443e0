package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.touchpoint.collect.agent.UserAgents;
import jakarta.inject.Singleton;

/**
 * What tells the circumstances of a visit.
 *
 * @param agents browsers and platforms
 * @param places countries and cities
 */
@Singleton
record Circumstances(UserAgents agents, GeoDatabase places) {}
