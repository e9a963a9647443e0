package dev.touchstone.salessync.person.change;

import java.time.Duration;

/**
 * How long is kept what is not needed to go on.
 *
 * @param feed changes of people, for readers that are away
 * @param history how fields changed
 * @param tombstones of people deleted in Marketo, before only a hash is left
 * @param sightings readings that changed nothing: longer than any reading takes from its begin to its end
 */
public record ChangePolicy(Duration feed, Duration history, Duration tombstones, Duration sightings) {}
