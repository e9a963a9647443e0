package dev.touchstone.salessync.person;

/**
 * How many people left, by what they were before. Pure.
 *
 * @param active people who qualified
 * @param hidden people who were hidden
 */
public record PeopleGone(long active, long hidden) {
    /** Nobody. */
    public static final PeopleGone NOBODY = new PeopleGone(0, 0);
}
