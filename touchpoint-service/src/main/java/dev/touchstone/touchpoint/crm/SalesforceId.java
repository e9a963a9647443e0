package dev.touchstone.touchpoint.crm;

/**
 * Salesforce's record ids: 15 characters in which upper and lower case differ, or the same with three more characters that
 * make the difference visible where case is lost.
 *
 * <p><b>Source:</b> requirement of the sync, rule R-Q-6.
 */
public final class SalesforceId {
    private static final int SHORT = 15;
    private static final int GROUP = 5;
    private static final String SUFFIX_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private SalesforceId() {}

    /** The 18-character form of an id that looks like a 15-character Salesforce id; any other id as it is. */
    public static String canonical(String id) {
        if (id.length() != SHORT || !id.chars().allMatch(SalesforceId::isAlphanumeric)) {
            return id;
        }
        StringBuilder canonical = new StringBuilder(id);
        for (int group = 0; group < SHORT; group += GROUP) {
            int bits = 0;
            for (int i = 0; i < GROUP; i++) {
                char character = id.charAt(group + i);
                if (character >= 'A' && character <= 'Z') {
                    bits |= 1 << i;
                }
            }
            canonical.append(SUFFIX_CHARACTERS.charAt(bits));
        }
        return canonical.toString();
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
