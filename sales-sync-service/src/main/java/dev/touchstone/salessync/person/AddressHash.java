package dev.touchstone.salessync.person;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** SHA-256 of a salt and an address in lower case, or an id: what may be kept of somebody who is not. Pure. */
final class AddressHash {
    private final byte[] salt;

    AddressHash(byte[] salt) {
        this.salt = salt.clone();
    }

    /** The hash of an address, in whatever case it is written. */
    byte[] of(String email) {
        return digest(email.strip().toLowerCase(Locale.ROOT));
    }

    /** The hash of a Marketo id. */
    byte[] of(long marketoId) {
        return digest(Long.toString(marketoId));
    }

    private byte[] digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
