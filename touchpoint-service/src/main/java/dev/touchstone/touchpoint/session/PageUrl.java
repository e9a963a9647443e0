package dev.touchstone.touchpoint.session;

import java.util.Locale;
import java.util.Optional;

/**
 * An absolute address, cut into the parts that sessions and rules look at.
 *
 * <p><b>Why not {@code java.net.URI}:</b> browsers send addresses that it refuses (blanks, {@code |}, bare percent signs), and
 * it takes ten times as long.
 *
 * @param raw the address as it was sent
 * @param scheme lower case: {@code https}, {@code android-app}
 * @param host lower case, without user, port and a final dot; never empty
 * @param path from the first slash up to the query, {@code /} if there is none; as sent
 * @param query between {@code ?} and {@code #}, empty if there is none; as sent
 */
public record PageUrl(String raw, String scheme, String host, String path, String query) {
    private static final String SCHEME_END = "://";
    private static final String HTTPS = "https";
    private static final String HTTP = "http";

    /** Characters that no host has; those above 127 are taken, because browsers send hosts in Unicode. */
    private static final boolean[] REFUSED_IN_HOST = refusedInHost();

    /** Reads an address; empty if it has no scheme or no host. */
    public static Optional<PageUrl> parse(String raw) {
        int schemeEnd = raw.indexOf(SCHEME_END);
        if (schemeEnd <= 0 || !isScheme(raw, schemeEnd)) {
            return Optional.empty();
        }
        int start = schemeEnd + SCHEME_END.length();
        int authorityEnd = authorityEnd(raw, start);
        String host = host(raw, start, authorityEnd);
        if (!isHost(host)) {
            return Optional.empty();
        }
        int fragment = raw.indexOf('#', authorityEnd);
        int end = fragment < 0 ? raw.length() : fragment;
        int question = raw.indexOf('?', authorityEnd);
        int pathEnd = question < 0 || question > end ? end : question;
        String path = pathEnd == authorityEnd ? "/" : raw.substring(authorityEnd, pathEnd);
        String query = pathEnd < end ? raw.substring(pathEnd + 1, end) : "";
        return Optional.of(new PageUrl(raw, scheme(raw, schemeEnd), host, path, query));
    }

    /** True for an address that a web page can have. */
    public boolean isWeb() {
        return scheme.equals(HTTPS) || scheme.equals(HTTP);
    }

    /** The address without query and fragment, as touchpoints show it: {@code https://acme.com/blog}. */
    public String withoutQuery() {
        return scheme + SCHEME_END + host + path;
    }

    /** Host and path, as rules see it: {@code acme.com/blog}. */
    public String hostAndPath() {
        return host + path;
    }

    /** The host without a leading {@code www.}. */
    public String bareHost() {
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    /** One text for all, not one for each address that is kept. */
    private static String scheme(String raw, int end) {
        if (end == HTTPS.length() && raw.startsWith(HTTPS)) {
            return HTTPS;
        }
        return end == HTTP.length() && raw.startsWith(HTTP)
                ? HTTP
                : raw.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static int authorityEnd(String raw, int start) {
        for (int i = start; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '/' || c == '?' || c == '#' || c == '\\') {
                return i;
            }
        }
        return raw.length();
    }

    /** Without user, port and a final dot. */
    private static String host(String raw, int authorityStart, int authorityEnd) {
        int at = raw.indexOf('@', authorityStart, authorityEnd);
        int start = at < 0 ? authorityStart : raw.lastIndexOf('@', authorityEnd - 1) + 1;
        boolean ipv6 = raw.startsWith("[", start);
        int bracket = ipv6 ? raw.indexOf(']', start, authorityEnd) : -1;
        int colon = raw.indexOf(':', Math.max(start, bracket), authorityEnd);
        int end = colon < 0 ? authorityEnd : colon;
        if (end > start && raw.charAt(end - 1) == '.') {
            end--;
        }
        return raw.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c < REFUSED_IN_HOST.length && REFUSED_IN_HOST[c]) {
                return false;
            }
        }
        return !host.isEmpty() && !host.startsWith(".") && !host.endsWith(".");
    }

    private static boolean[] refusedInHost() {
        boolean[] refused = new boolean[0x80];
        for (char c = 0; c <= ' '; c++) {
            refused[c] = true;
        }
        for (char c : "\"<>^`{|}%,;()'\u007F".toCharArray()) {
            refused[c] = true;
        }
        return refused;
    }

    private static boolean isScheme(String raw, int end) {
        for (int i = 0; i < end; i++) {
            char c = raw.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return true;
    }
}
