package dev.touchstone.salessync.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Status, headers and body of an answer that fits into memory. */
public final class HttpAnswer {
    /** 300 people with every field at its longest are well below. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,40}");

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    private HttpAnswer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static BodySubscriber<HttpAnswer> subscriber(ResponseInfo info) {
        return BodySubscribers.mapping(
                new LimitedBody(MAX_BYTES), body -> new HttpAnswer(info.statusCode(), info.headers(), body));
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** True if there is no body at all. */
    public boolean isEmpty() {
        return body.length == 0;
    }

    /**
     * The body as a JSON object.
     *
     * @throws HttpFailure if it is none, as the page of a proxy is not
     */
    public JsonNode object() {
        JsonNode parsed = json();
        if (!parsed.isObject()) {
            throw notJson();
        }
        return parsed;
    }

    /**
     * The body as a JSON object or list.
     *
     * @throws HttpFailure if it is neither
     */
    public JsonNode json() {
        try {
            JsonNode parsed = JSON.readTree(bytes());
            if (parsed != null && parsed.isContainerNode()) {
                return parsed;
            }
        } catch (IOException noJson) {
            // Without the cause: its message repeats the body.
            throw notJson();
        }
        throw notJson();
    }

    /**
     * The body; a compressed one may not be larger than another when it is unpacked.
     *
     * @throws HttpFailure if it is
     * @throws IOException if it cannot be unpacked
     */
    public byte[] bytes() throws IOException {
        if (!header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()) {
            return body.clone();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = in.readNBytes(MAX_BYTES + 1);
            if (unpacked.length > MAX_BYTES) {
                throw LimitedBody.tooLarge();
            }
            return unpacked;
        }
    }

    /** Whoever sent it may have written anything; what is no media type is not repeated. */
    public String mediaType() {
        Matcher type = MEDIA_TYPE.matcher(header("Content-Type").orElse(""));
        return type.lookingAt() ? type.group() : "no type";
    }

    /** Says enough to find the proxy that sent it, and nothing of its text, which may repeat the request. */
    private HttpFailure notJson() {
        String what = "%d bytes of %s instead of JSON".formatted(body.length, mediaType());
        return new HttpFailure(HttpFailure.Kind.NOT_JSON, what);
    }
}
