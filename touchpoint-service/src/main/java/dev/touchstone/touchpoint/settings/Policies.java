package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.session.SessionPolicy;

/**
 * Everything but the facts that decides what is derived.
 *
 * @param version version of the session settings
 * @param sessions how sessions are cut
 * @param generation how touchpoints are made
 */
public record Policies(long version, SessionPolicy sessions, GenerationPolicy generation) {}
