package dev.touchstone.testing.salesforce.pubsub;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replay ids: a position of the stream and a time, enciphered, so that nobody can count with them or order them. Thread-safe.
 */
final class ReplayIds {
    private static final int KEY_BYTES = 16;
    private static final int BLOCK = 16;
    private static final long HIGH_BITS = 0xFFFF_0000_0000_0000L;

    private volatile SecretKey key = newKey();

    /**
     * A place in the stream.
     *
     * @param position everything up to and with this position was seen
     * @param time when it was newest
     */
    record Place(long position, Instant time) {}

    /** From now on ids of before are unknown, as after a move of the organisation to another instance. */
    void forget() {
        key = newKey();
    }

    ByteString write(Place place) {
        byte[] plain = ByteBuffer.allocate(BLOCK)
                .putLong(place.position())
                .putLong(place.time().toEpochMilli())
                .array();
        return ByteString.copyFrom(run(Cipher.ENCRYPT_MODE, plain));
    }

    /** Empty if the id was not made here. */
    Optional<Place> read(ByteString id) {
        if (id.size() != BLOCK) {
            return Optional.empty();
        }
        ByteBuffer plain = ByteBuffer.wrap(run(Cipher.DECRYPT_MODE, id.toByteArray()));
        long position = plain.getLong();
        long millis = plain.getLong();
        // Both are small numbers: anything else came out of a block that was not enciphered with this key.
        if ((position & HIGH_BITS) != 0 || (millis & HIGH_BITS) != 0) {
            return Optional.empty();
        }
        return Optional.of(new Place(position, Instant.ofEpochMilli(millis)));
    }

    private byte[] run(int mode, byte[] block) {
        try {
            // A single block each: there is nothing to chain, and the same place is always the same id.
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(new byte[BLOCK]));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES", impossible);
        }
    }

    private static SecretKey newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
