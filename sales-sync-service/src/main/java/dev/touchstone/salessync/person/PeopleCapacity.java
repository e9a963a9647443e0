package dev.touchstone.salessync.person;

/**
 * How many people may be here (R-I-10). Pure.
 *
 * @param people who qualify or are hidden, above 0
 */
public record PeopleCapacity(long people) {
    private static final int WARNING_PERCENT = 90;

    public PeopleCapacity {
        if (people < 1) {
            throw new IllegalArgumentException("the capacity is above 0 but this is " + people);
        }
    }

    /** How much of it is used. */
    public enum Level {
        /** Below 90 %. */
        FREE,
        /** At least 90 %. */
        WARNING,
        /** All of it. */
        REACHED
    }

    /** The level with so many people there. */
    public Level at(long there) {
        if (there >= people) {
            return Level.REACHED;
        }
        // In this order nothing overflows, and nothing is lost by the division.
        return there >= people - people * (100 - WARNING_PERCENT) / 100 ? Level.WARNING : Level.FREE;
    }
}
