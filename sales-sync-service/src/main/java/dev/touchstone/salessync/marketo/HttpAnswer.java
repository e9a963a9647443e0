package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Status and body of an answer that fits into memory. */
final class HttpAnswer {
    /** 300 leads with every field at its longest are well below. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,40}");

    private final int status;
    private final boolean gzip;
    private final byte[] body;

    private final String type;

    private HttpAnswer(int status, boolean gzip, String type, byte[] body) {
        this.status = status;
        this.gzip = gzip;
        this.type = type;
        this.body = body;
    }

    static BodySubscriber<HttpAnswer> subscriber(ResponseInfo info) {
        boolean gzip = info.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        String type = info.headers()
                .firstValue("Content-Type")
                .map(HttpAnswer::mediaType)
                .orElse("no type");
        return BodySubscribers.mapping(
                new LimitedBody(MAX_BYTES), body -> new HttpAnswer(info.statusCode(), gzip, type, body));
    }

    /** Whoever sent it may have written anything; what is no media type is not repeated. */
    private static String mediaType(String header) {
        Matcher type = MEDIA_TYPE.matcher(header);
        return type.lookingAt() ? type.group() : "no type";
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    /**
     * The body as JSON.
     *
     * @param write true if the call may have changed something although its answer is none
     * @throws MarketoFailure if it is none, as the page of a proxy is not
     */
    JsonNode json(boolean write) {
        try {
            JsonNode parsed = JSON.readTree(plain());
            if (parsed != null && parsed.isObject()) {
                return parsed;
            }
        } catch (IOException noJson) {
            // Without the cause: its message repeats the body.
            throw notJson(write);
        }
        throw notJson(write);
    }

    /** Says enough to find the proxy that sent it, and nothing of its text, which may repeat the request. */
    private MarketoFailure notJson(boolean write) {
        String what = "%d bytes of %s instead of JSON".formatted(body.length, type);
        return new MarketoFailure(new MarketoError.Unreachable(what, write));
    }

    /** The body; a compressed one may not be larger than another when it is unpacked. */
    private byte[] plain() throws IOException {
        if (!gzip) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = in.readNBytes(MAX_BYTES + 1);
            if (unpacked.length > MAX_BYTES) {
                throw new MarketoFailure(new MarketoError.TooLarge(MarketoError.TooLarge.ANSWER));
            }
            return unpacked;
        }
    }
}
