package dev.touchstone.salessync.optout.crm;

/**
 * What the two fields of a record say. Pure.
 *
 * @param standardOut the standard field says out
 * @param salesOut sales' own field says out; false if there is none
 */
public record CrmFlags(boolean standardOut, boolean salesOut) {
    /** Whether one of them says out. */
    public boolean isSomeOut() {
        return standardOut || salesOut;
    }
}
