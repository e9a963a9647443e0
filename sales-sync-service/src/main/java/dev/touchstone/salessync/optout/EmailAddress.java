package dev.touchstone.salessync.optout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * An e-mail address in the form in which opt-outs compare it: without surrounding blanks, in lower case. What stands after a plus
 * sign matters. Pure.
 *
 * <p><b>Source:</b> R-U-9, R-C-5.
 *
 * @param value the address in that form
 */
public record EmailAddress(String value) {
    /** Longest address, in UTF-16 code units: 64 for the local part, the sign, 255 for the domain. */
    public static final int MAX_CHARACTERS = 320;

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether it has a local part and a domain and nothing that no address has; not whether the mailbox exists. */
    public boolean isWellFormed() {
        int at = value.lastIndexOf('@');
        return at > 0
                && at < value.length() - 1
                && value.length() <= MAX_CHARACTERS
                && value.chars().noneMatch(c -> Character.isISOControl(c) || (c == ' ' && !value.startsWith("\"")));
    }

    /** What stands after the last at sign. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /** SHA-256 over the address in UTF-8, to tell addresses apart. Not salted: never stored. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Never the address: what is logged by mistake then tells nothing. */
    @Override
    public String toString() {
        return "EmailAddress[...]";
    }
}
