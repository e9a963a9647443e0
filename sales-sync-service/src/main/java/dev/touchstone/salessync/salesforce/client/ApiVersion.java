package dev.touchstone.salessync.salesforce.client;

/**
 * A version of the REST API. Pure.
 *
 * @param major 62 for {@code v62.0}
 * @param minor 0 up to now
 */
public record ApiVersion(int major, int minor) {
    /** What we are tested with. */
    public static final ApiVersion DEFAULT = new ApiVersion(62, 0);

    /**
     * Reads a version.
     *
     * @param text {@code 62.0} or {@code v62.0}
     * @throws IllegalArgumentException if it is none
     */
    public static ApiVersion parse(String text) {
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
            throw new IllegalArgumentException("a version of the API is like 62.0 but is " + text);
        }
        return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** The part of the path that all calls of this version have in common. */
    public String path() {
        return "/services/data/v" + this;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
