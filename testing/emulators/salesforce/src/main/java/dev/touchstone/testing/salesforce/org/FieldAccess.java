package dev.touchstone.testing.salesforce.org;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What users may not see or change. Everything is allowed until something is taken away. Thread-safe. */
public final class FieldAccess {
    /** Stands for every user. */
    public static final String EVERYBODY = "*";

    private static final String ALL_FIELDS = "";
    private final Map<String, Level> restricted = new HashMap<>();

    private enum Level {
        HIDDEN,
        READ_ONLY
    }

    FieldAccess() {}

    /** The user does not see the field; for all clients it is as if it were not there. */
    public synchronized void hideField(String userId, String type, String field) {
        restricted.put(key(userId, type, field), Level.HIDDEN);
    }

    /** The user sees the field and may not set it. */
    public synchronized void lockField(String userId, String type, String field) {
        restricted.put(key(userId, type, field), Level.READ_ONLY);
    }

    /** The user does not see the type. */
    public void hideType(String userId, String type) {
        hideField(userId, type, ALL_FIELDS);
    }

    /** The user may read records of the type and not write them. */
    public void lockType(String userId, String type) {
        lockField(userId, type, ALL_FIELDS);
    }

    /** Gives a field back. */
    public synchronized void allowField(String userId, String type, String field) {
        restricted.remove(key(userId, type, field));
    }

    /** Gives a type back. */
    public void allowType(String userId, String type) {
        allowField(userId, type, ALL_FIELDS);
    }

    /** Gives everything back. */
    public synchronized void clear() {
        restricted.clear();
    }

    /** True if the user sees the type. */
    public boolean seesType(String userId, String type) {
        return !is(userId, type, ALL_FIELDS, Level.HIDDEN);
    }

    /** True if the user may write records of the type. */
    public boolean writesType(String userId, String type) {
        return seesType(userId, type) && !is(userId, type, ALL_FIELDS, Level.READ_ONLY);
    }

    /** True if the user sees the field of a type that the user sees. */
    public boolean seesField(String userId, String type, String field) {
        return !is(userId, type, field, Level.HIDDEN);
    }

    /** True if the user may set the field. */
    public boolean writesField(String userId, String type, String field) {
        return seesField(userId, type, field) && !is(userId, type, field, Level.READ_ONLY);
    }

    private synchronized boolean is(String userId, String type, String field, Level level) {
        return !restricted.isEmpty()
                && (restricted.get(key(userId, type, field)) == level
                        || restricted.get(key(EVERYBODY, type, field)) == level);
    }

    private static String key(String userId, String type, String field) {
        return userId + " " + (type + "." + field).toLowerCase(Locale.ROOT);
    }
}
