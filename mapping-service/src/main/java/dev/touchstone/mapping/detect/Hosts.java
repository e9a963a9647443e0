package dev.touchstone.mapping.detect;

/** What the end of a host says. All hosts are lower case and without port. */
final class Hosts {
    private static final String[] GENERIC_SUFFIXES = {"com", "org", "net", "cat"};
    private static final String[] SECOND_LEVELS = {"co", "com", "org", "net", "ne", "or"};
    private static final String[] MORE_SECOND_LEVELS = {"ac", "edu", "gov", "gob", "gouv", "go", "ltd", "plc", "nom"};

    private Hosts() {}

    /** Where a leading {@code www.} ends; 0 if there is none. */
    static int startWithoutWww(String host) {
        return host.startsWith("www.") ? "www.".length() : 0;
    }

    /**
     * Where the suffix of a country, or a generic one, begins, as {@code *} in a list stands for it: {@code google} of
     * {@code google.co.uk} and of {@code google.com}; 0 if there is none.
     */
    static int endBeforeCountry(String host, int start) {
        int last = host.lastIndexOf('.');
        if (last <= start) {
            return 0;
        }
        if (host.length() - last - 1 != 2) {
            return isOneOf(GENERIC_SUFFIXES, host, last + 1, host.length()) ? last : 0;
        }
        int second = host.lastIndexOf('.', last - 1);
        return second > start && isOneOf(SECOND_LEVELS, host, second + 1, last) ? second : last;
    }

    /**
     * True if two hosts are of one site: they are equal, or their last two labels are, three where the last but one is a second
     * level such as {@code co.uk}.
     *
     * <p><b>Boundaries:</b> hosts below a domain that rents them out ({@code github.io}) count as one site; numbers and hosts of
     * one label are of one site only with themselves.
     */
    static boolean areOfOneSite(String host, String other) {
        if (host.isEmpty() || other.isEmpty()) {
            return false;
        }
        if (host.equals(other)) {
            return true;
        }
        int from = startOfSite(host);
        int length = host.length() - from;
        int otherFrom = other.length() - length;
        boolean named = from >= 0 && !Character.isDigit(host.charAt(host.length() - 1));
        return named
                && other.regionMatches(otherFrom, host, from, length)
                && (otherFrom == 0 || other.charAt(otherFrom - 1) == '.');
    }

    /** Where the part begins that somebody has registered; -1 for a host of one label. */
    private static int startOfSite(String host) {
        int last = host.lastIndexOf('.');
        if (last <= 0) {
            return -1;
        }
        int second = host.lastIndexOf('.', last - 1);
        boolean secondLevel = host.length() - last - 1 == 2
                && second > 0
                && (isOneOf(SECOND_LEVELS, host, second + 1, last)
                        || isOneOf(MORE_SECOND_LEVELS, host, second + 1, last));
        return (secondLevel ? host.lastIndexOf('.', second - 1) : second) + 1;
    }

    private static boolean isOneOf(String[] labels, String host, int from, int to) {
        for (String label : labels) {
            if (label.length() == to - from && host.startsWith(label, from)) {
                return true;
            }
        }
        return false;
    }
}
