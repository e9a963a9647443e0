package dev.touchstone.testing.marketo.lead;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash of what a person's fields hold, to be compared with a copy.
 *
 * <p><b>Shape:</b> the first 16 hexadecimal digits of SHA-256 over the fields in the order given, each as UTF-8 text, an empty
 * field as no text, and after each field the byte 0x1F. So null and the empty text are the same.
 */
public final class LeadDigest {
    private static final int DIGITS = 16;
    private static final byte END_OF_FIELD = 0x1F;

    private LeadDigest() {}

    /** The hash of a person over these fields. */
    public static String of(Lead lead, List<String> fields) {
        MessageDigest digest = sha256();
        for (String field : fields) {
            Object value = lead.value(field);
            if (value != null) {
                digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
            }
            digest.update(END_OF_FIELD);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
