package dev.touchstone.local.sample;

import java.util.Locale;

/** Ids as Salesforce makes them: 15 characters and three that make them safe to compare without regard to case. */
final class CrmIds {
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int CHUNK = 5;
    private static final int CHUNKS = 3;

    private CrmIds() {}

    /**
     * The id of a record.
     *
     * @param prefix three characters that name the object: 00Q lead, 003 contact, 701 campaign ...
     * @param number of the record, below 1,000,000,000
     */
    static String id(String prefix, long number) {
        String id = prefix + "Dn0" + String.format(Locale.ROOT, "%09d", number);
        StringBuilder check = new StringBuilder();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            int bits = 0;
            for (int i = 0; i < CHUNK; i++) {
                bits |= Character.isUpperCase(id.charAt(chunk * CHUNK + i)) ? 1 << i : 0;
            }
            check.append(CHECK.charAt(bits));
        }
        return id + check;
    }
}
