package dev.touchstone.salessync.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells a changed reading from an equal one: the first 16 bytes of SHA-256 over everything that is stored of a person,
 * whether it is hidden included. Pure.
 */
final class ContentHash {
    private static final int BYTES = 16;

    private ContentHash() {}

    static byte[] of(PersonReading reading) {
        MessageDigest digest = sha256();
        PersonDetails details = reading.details();
        CrmReference crm = reading.crm();
        for (@Nullable
        String text : Arrays.<@Nullable String>asList(
                details.firstName(),
                details.lastName(),
                details.email(),
                details.phone(),
                details.title(),
                details.company(),
                details.source(),
                details.linkedinUrl(),
                crm.leadId(),
                crm.contactId(),
                crm.accountId(),
                crm.opportunityId(),
                crm.ownerId(),
                Optional.ofNullable(crm.type()).map(Enum::name).orElse(null),
                reading.unqualifiedReason().map(Enum::name).orElse(null),
                Optional.ofNullable(reading.createdAt()).map(Instant::toString).orElse(null))) {
            add(digest, text);
        }
        @Nullable Boolean unsubscribed = reading.mail().unsubscribed();
        digest.update((byte) (unsubscribed == null ? 2 : unsubscribed ? 1 : 0));
        digest.update((byte) (reading.mail().emailInvalid() ? 1 : 0));
        digest.update((byte) (reading.truncated() ? 1 : 0));
        return Arrays.copyOf(digest.digest(), BYTES);
    }

    /** The length goes first, so that no two lists of texts give the same bytes; -1 is null. */
    private static void add(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
