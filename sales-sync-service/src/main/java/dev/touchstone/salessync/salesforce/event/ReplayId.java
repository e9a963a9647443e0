package dev.touchstone.salessync.salesforce.event;

import java.util.HexFormat;

/**
 * A place in a stream of events. Opaque: neither ordered nor counted, and good for 72 hours. Pure.
 *
 * @param hex its bytes in hexadecimal digits, as they are stored
 */
public record ReplayId(String hex) {
    public ReplayId {
        if (hex.isEmpty() || !hex.equals(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)))) {
            throw new IllegalArgumentException("a replay id is bytes in lower-case hexadecimal digits but is " + hex);
        }
    }

    /** The id of these bytes. */
    public static ReplayId of(byte[] bytes) {
        return new ReplayId(HexFormat.of().formatHex(bytes));
    }

    /** Its bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
