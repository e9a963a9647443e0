package dev.touchstone.touchpoint.mark;

/**
 * The keys of {@link Queue#CRM_PERSON}, which say what changed of a lead, contact or person of Marketo: the record, one that it
 * leads to, or only its memberships and activities.
 *
 * <p>From a changed record all that lead to it are found, from a dependent one none: so records that were merged in a circle come
 * to rest. A record whose memberships or activities changed is who it was, and nobody asks who that is. All keys of a record are in
 * the record's shard, so that nobody derives it twice at once.
 */
public final class CrmPersonKey {
    /** Before the id of a record whose memberships or activities changed. No id begins with a blank or control character. */
    public static final String FACTS = "\t";

    /** Before the id of a record that may lead to somebody else because another one changed. */
    static final String DEPENDENT = " ";

    private CrmPersonKey() {}

    /** True for a record that itself changed. */
    public static boolean isChanged(String key) {
        return !isDependent(key) && !isOfFacts(key);
    }

    /** True for a record that itself did not change, but may lead to somebody else. */
    public static boolean isDependent(String key) {
        return key.startsWith(DEPENDENT);
    }

    /** True for a record of which only memberships or activities changed. */
    public static boolean isOfFacts(String key) {
        return key.startsWith(FACTS);
    }

    /** The record. */
    public static String id(String key) {
        return isChanged(key) ? key : key.substring(1);
    }
}
