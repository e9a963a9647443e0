package dev.touchstone.touchpoint.collect.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Bodies that were packed on the way. */
final class Gzip {
    private Gzip() {}

    /**
     * The request with its body unpacked.
     *
     * @param maxBytes largest body
     */
    static HttpCall unpack(HttpCall call, int maxBytes) {
        return switch (encoding(call.header("Content-Encoding").orElse(null))) {
            case "identity", "" -> call;
            case "gzip" -> call.with(unpack(call.body(), maxBytes));
            default ->
                throw HttpRefusal.forEver(415, "UNSUPPORTED_ENCODING", "send the body as it is, or packed by gzip");
        };
    }

    /** True if a body of this encoding becomes larger by unpacking. */
    static boolean isPacked(@Nullable String contentEncoding) {
        return encoding(contentEncoding).equals("gzip");
    }

    private static String encoding(@Nullable String header) {
        return header == null ? "identity" : header.strip().toLowerCase(Locale.ROOT);
    }

    private static HttpCall.Body unpack(HttpCall.Body packed, int maxBytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw HttpRefusal.forEver(413, "TOO_LARGE", "the body has more than " + maxBytes + " bytes");
            }
            return new HttpCall.Body(bytes);
        } catch (IOException e) {
            throw HttpRefusal.forEver(400, "MALFORMED_BODY", "the body is not what gzip makes");
        }
    }
}
