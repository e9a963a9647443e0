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

    /** Reads an address; empty if it has no scheme or no host. */
    public static Optional<PageUrl> parse(String raw) {
        int schemeEnd = raw.indexOf(SCHEME_END);
        if (schemeEnd <= 0 || !isScheme(raw, schemeEnd)) {
            return Optional.empty();
        }
        int start = schemeEnd + SCHEME_END.length();
        int authorityEnd = indexOfAny(raw, start, "/?#\\");
        String host = host(raw.substring(start, authorityEnd));
        if (!isHost(host)) {
            return Optional.empty();
        }
        int end = indexOfAny(raw, authorityEnd, "#");
        int pathEnd = Math.min(indexOfAny(raw, authorityEnd, "?"), end);
        String path = raw.substring(authorityEnd, pathEnd);
        String query = pathEnd < end ? raw.substring(pathEnd + 1, end) : "";
        String scheme = raw.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        return Optional.of(new PageUrl(raw, scheme, host, path.isEmpty() ? "/" : path, query));
    }

    /** True for an address that a web page can have. */
    public boolean isWeb() {
        return scheme.equals("https") || scheme.equals("http");
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

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int portColon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
        if (portColon >= 0) {
            host = host.substring(0, portColon);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c == 0x7F || "\"<>^`{|}%,;()'".indexOf(c) >= 0) {
                return false;
            }
        }
        return !host.isEmpty() && !host.startsWith(".") && !host.endsWith(".");
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

    private static int indexOfAny(String text, int from, String characters) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
