package dev.touchstone.commandline.weblog;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes addresses as the contract wants them: visible ASCII, at most 2,048 characters. */
public final class PageAddress {
    /** Longest address that touchpoint-service takes. */
    public static final int LONGEST = 2_048;

    private static final String REFUSED_IN_URLS = "\"<>\\^`{|}";
    private static final int HEX = 16;

    private PageAddress() {}

    /**
     * The page's absolute address, not yet cut.
     *
     * @param site scheme and host without slash at the end; used where neither the request nor the log names a site
     * @param siteGiven whether {@code site} was asked for by the user: then it wins over the log's virtual host
     */
    public static String of(LogEntry entry, String site, boolean siteGiven) {
        String target =
                RequestLine.parse(entry.request()).map(RequestLine::target).orElse("/");
        if (!target.startsWith("/")) {
            return encode(target);
        }
        String base = entry.virtualHost().isEmpty() || siteGiven ? site : virtualHost(entry.virtualHost());
        return encode(base + target);
    }

    /**
     * Whether a referrer is an address with scheme and host.
     *
     * @param referrer as the log has it
     */
    public static boolean isAbsolute(String referrer) {
        int scheme = referrer.indexOf("://");
        if (scheme < 1 || scheme + 3 >= referrer.length() || !Character.isLetter(referrer.charAt(0))) {
            return false;
        }
        for (int i = 0; i < scheme; i++) {
            char c = referrer.charAt(i);
            if (c > '~' || !(Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.')) {
                return false;
            }
        }
        char first = referrer.charAt(scheme + 3);
        return first == '[' || (first < 0x7F && Character.isLetterOrDigit(first));
    }

    /** Every byte that an address may not hold becomes {@code %hh}. */
    public static String encode(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c > ' ' && c < 0x7F && REFUSED_IN_URLS.indexOf(c) < 0) {
                text.append(c);
            } else {
                for (byte b :
                        String.valueOf(c).getBytes(c > 0xFF ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)) {
                    text.append('%').append(hex(b >> 4)).append(hex(b));
                }
            }
        }
        return text.toString();
    }

    /** At most {@link #LONGEST} characters, never with half an escape at the end. */
    public static String cut(String address) {
        if (address.length() <= LONGEST) {
            return address;
        }
        int end = LONGEST;
        int escape = address.lastIndexOf('%', end - 1);
        if (escape > end - 3) {
            end = escape;
        }
        return address.substring(0, end);
    }

    /** {@code example.com:443} is {@code https://example.com}; any other port stays. */
    private static String virtualHost(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        if (host.endsWith(":443")) {
            return "https://" + host.substring(0, host.length() - 4);
        }
        return "http://" + (host.endsWith(":80") ? host.substring(0, host.length() - 3) : host);
    }

    private static char hex(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xF, HEX));
    }
}
