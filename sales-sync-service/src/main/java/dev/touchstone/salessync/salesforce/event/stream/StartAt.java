package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.event.ReplayId;

/** Where a stream begins. There is no way to ask for the newest event: what happened before would be lost. Pure. */
public sealed interface StartAt {
    /** At the oldest event that is kept. */
    record Earliest() implements StartAt {}

    /** Behind this place. */
    record After(ReplayId place) implements StartAt {}
}
