package dev.touchstone.touchpoint.collect.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some IP addresses: {@code 10.0.0.0/8}, or a single one.
 *
 * @param network any address of them
 * @param bits how many bits from the left they share
 */
record AddressRange(InetAddress network, int bits) {
    /** Without brackets and zones. */
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

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

    /** Only texts that are addresses already: nothing is ever asked of a name server. */
    static Optional<InetAddress> address(String text) {
        byte @Nullable [] bytes =
                LITERAL.matcher(text).matches() ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
