package dev.touchstone.commandline.endpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a service.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65,535
 */
public record Address(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\[\\]/\\s]+)):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    public Address {
        if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("not an address: " + host + ":" + port);
        }
    }

    /**
     * Reads {@code host:port} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException if the text is neither; the message says what was expected
     */
    public static Address parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("'" + text + "': the port is 1 to 65535");
        }
        return new Address(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
