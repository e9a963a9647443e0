package dev.touchstone.salessync.person.snapshot;

import java.util.List;

/**
 * What a run could not read. Pure.
 *
 * @param count windows that were given up and are not read yet
 * @param first the oldest of them, at most a hundred
 */
public record Unread(long count, List<UnreadWindow> first) {
    /** Everything was read. */
    public static final Unread NOTHING = new Unread(0, List.of());

    public Unread {
        first = List.copyOf(first);
    }
}
