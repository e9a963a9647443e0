package dev.touchstone.salessync.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * An activity to record, checked. Pure.
 *
 * @param clientKey the caller's key
 * @param marketoId the person
 * @param occurredAt when it happened, UTC, in seconds
 * @param content what happened
 */
public record NewActivity(String clientKey, long marketoId, Instant occurredAt, ActivityContent content) {
    private static final int DIGEST_BYTES = 16;

    /** What tells an equal activity from another one: the first 16 bytes of SHA-256 over everything but the caller's key, in hexadecimal digits. */
    public String digest() {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(marketoId)
                .putLong(occurredAt.getEpochSecond())
                .array());
        add(digest, content.kind().name());
        add(digest, content.emailId() == null ? "" : content.emailId());
        for (ActivityAttribute attribute : ActivityAttribute.values()) {
            add(digest, content.text(attribute));
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
    }

    /** The same without what it says: only that something of its kind happened. */
    public NewActivity withoutContent() {
        return new NewActivity(clientKey, marketoId, occurredAt, new ActivityContent(content.kind(), null, Map.of()));
    }

    /** The length goes first, so that no two lists of texts give the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
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
