package dev.touchstone.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Which page of a list is asked for: how many rows at most, and the key after which it starts.
 *
 * <p>A page token is opaque to the caller. It holds the last key of the page before and a digest of the request's other
 * arguments, so that a token used with other arguments is refused instead of giving a list with holes.
 *
 * <p><b>Source:</b> AIP-158.
 *
 * @param size rows at most, 1 to {@link #MAX_SIZE}
 * @param after the parts of the last key of the page before; empty for the first page
 */
public record Page(int size, Optional<List<String>> after) {
    /** Rows on a page when the request asks for none. */
    public static final int DEFAULT_SIZE = 100;
    /** Rows on a page at most; more is taken as this. */
    public static final int MAX_SIZE = 1_000;

    private static final char SEPARATOR = '\n';
    private static final int DIGEST_BYTES = 8;

    /**
     * Reads the paging fields of a request.
     *
     * @param pageSize {@code page_size} as sent
     * @param pageToken {@code page_token} as sent
     * @param keyParts how many parts the key of this list has
     * @param violations receives what is wrong with the two
     * @param arguments the request's other arguments
     */
    public static Page parse(
            int pageSize, String pageToken, int keyParts, FieldViolations violations, Object... arguments) {
        if (pageSize < 0) {
            violations.add("page_size", "OUT_OF_RANGE", "must not be negative but is " + pageSize);
        }
        int size = pageSize <= 0 ? DEFAULT_SIZE : Math.min(pageSize, MAX_SIZE);
        if (pageToken.isEmpty()) {
            return new Page(size, Optional.empty());
        }
        Optional<List<String>> after = decode(pageToken, keyParts, arguments);
        if (after.isEmpty()) {
            violations.add(
                    "page_token",
                    "INVALID_PAGE_TOKEN",
                    "must be the next_page_token of the page before, with all other fields unchanged");
        }
        return new Page(size, after);
    }

    /** The token with which the page after this key is asked for. */
    public static String token(List<String> lastKey, Object... arguments) {
        byte[] key = String.join(String.valueOf(SEPARATOR), lastKey).getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(arguments);
        byte[] token = Arrays.copyOf(digest, DIGEST_BYTES + key.length);
        System.arraycopy(key, 0, token, DIGEST_BYTES, key.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static Optional<List<String>> decode(String pageToken, int keyParts, Object... arguments) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(pageToken);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (token.length < DIGEST_BYTES || !Arrays.equals(Arrays.copyOf(token, DIGEST_BYTES), digest(arguments))) {
            return Optional.empty();
        }
        String key = new String(token, DIGEST_BYTES, token.length - DIGEST_BYTES, StandardCharsets.UTF_8);
        List<String> parts = Arrays.asList(key.split(String.valueOf(SEPARATOR), -1));
        return parts.size() == keyParts ? Optional.of(List.copyOf(parts)) : Optional.empty();
    }

    private static byte[] digest(Object... arguments) {
        try {
            byte[] text = Arrays.toString(arguments).getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(text), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
