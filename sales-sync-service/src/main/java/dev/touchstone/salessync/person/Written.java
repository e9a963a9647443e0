package dev.touchstone.salessync.person;

/**
 * What became of a page of readings.
 *
 * @param added people who were not there
 * @param changed people whose fields changed, without coming or going
 * @param hidden people who stopped qualifying
 * @param revived people who qualify again
 * @param equal people who are as they were; nothing was written
 * @param stale readings older than what is stored; nothing was written
 * @param absent people who do not qualify and never did; nothing was written
 */
public record Written(long added, long changed, long hidden, long revived, long equal, long stale, long absent) {
    /** Nothing at all. */
    public static final Written NOTHING = new Written(0, 0, 0, 0, 0, 0, 0);

    /** By how many the number of people who qualify rises. */
    public long activeGain() {
        return added + revived - hidden;
    }

    /** By how many the number of hidden people rises. */
    public long hiddenGain() {
        return hidden - revived;
    }
}
