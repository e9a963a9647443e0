package dev.touchstone.touchpoint.mark;

/**
 * The keys of {@link Queue#CRM_PERSON}: a record that changed, or one that may lead to somebody else because another one changed.
 * From the first all that lead to it are found, from the second none: so records that were merged in a circle come to rest.
 */
public final class CrmPersonKey {
    /** No id begins with a blank. */
    static final String DEPENDENT = " ";

    private CrmPersonKey() {}

    /** True for a record that itself did not change. */
    public static boolean isDependent(String key) {
        return key.startsWith(DEPENDENT);
    }

    /** The record. */
    public static String id(String key) {
        return isDependent(key) ? key.substring(DEPENDENT.length()) : key;
    }
}
