package dev.touchstone.touchpoint.collect.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Some IP addresses: {@code 10.0.0.0/8}, or a single one.
 *
 * @param network any address of them
 * @param bits how many bits from the left they share
 */
record AddressRange(InetAddress network, int bits) {
    /**
     * Reads a range from the configuration.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress network = address(address.strip())
                .orElseThrow(() -> new IllegalArgumentException("not an IP address or range: " + text));
        int length = network.getAddress().length * Byte.SIZE;
        int bits =
                slash < 0 ? length : Integer.parseInt(text.substring(slash + 1).strip());
        if (bits < 0 || bits > length) {
            throw new IllegalArgumentException("a range shares 0 to " + length + " bits: " + text);
        }
        return new AddressRange(network, bits);
    }

    /** True if the text is an IP address and one of these. */
    boolean contains(String text) {
        return address(text).filter(this::contains).isPresent();
    }

    static boolean isAddress(String text) {
        return address(text).isPresent();
    }

    private boolean contains(InetAddress address) {
        byte[] a = address.getAddress();
        byte[] b = network.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if (((a[bit / Byte.SIZE] ^ b[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Only texts that are addresses already, so that no name is ever looked up. */
    static Optional<InetAddress> address(String text) {
        boolean numeric = text.indexOf(':') >= 0 || text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!numeric || !text.matches("[0-9A-Fa-f:.]{2,45}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
