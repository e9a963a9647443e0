package dev.touchstone.touchpoint.site;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A registered domain. It stands for its subdomains; of two that fit a host the longer decides.
 *
 * @param domain lower case, in its ASCII form, without {@code www.}
 * @param enabled false: events of its pages are refused, but coming from its pages is still no arrival
 */
public record SiteDomain(String domain, boolean enabled) {
    /** Longest name of a host (RFC 1035). */
    static final int MAX_LENGTH = 253;

    private static final Pattern NAME = Pattern.compile(
            "(?=.*\\.)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*|localhost");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]{2,45}\\]");

    /**
     * The form in which a domain is kept and in which browsers send it: lower case, other alphabets in their ASCII form,
     * without {@code www.} and a final dot. Empty if the text is no host: it has a scheme, a port or a path, or is a single
     * word, which would stand for half the web.
     */
    static Optional<String> normalise(String text) {
        String ascii;
        try {
            ascii = ADDRESS.matcher(text).matches() ? text : IDN.toASCII(text.strip(), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
        String domain = ascii.toLowerCase(Locale.ROOT);
        if (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        if (domain.startsWith("www.")) {
            domain = domain.substring("www.".length());
        }
        boolean host = domain.length() <= MAX_LENGTH
                && (NAME.matcher(domain).matches() || ADDRESS.matcher(domain).matches());
        return host ? Optional.of(domain) : Optional.empty();
    }
}
