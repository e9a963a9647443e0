package dev.touchstone.testing.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * What is sent, and how badly.
 *
 * @param status HTTP status; 0 cuts the connection instead
 * @param type content type
 * @param text the body, unless there is a file
 * @param file the body from a file
 * @param headers further headers
 * @param outcome how the truth log calls it
 * @param cutAfter bytes of the body after which the connection is cut; the body's length or more for never
 * @param corrupt true if one bit of the body is to be wrong
 */
public record Answer(
        int status,
        String type,
        String text,
        Optional<Download> file,
        Map<String, String> headers,
        String outcome,
        long cutAfter,
        boolean corrupt) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORTH_PACKING = 1_024;
    private static final int BUFFER = 1 << 16;

    private static Answer of(int status, String type, String text, Optional<Download> file, String outcome) {
        return new Answer(status, type, text, file, Map.of(), outcome, Long.MAX_VALUE, false);
    }

    /** A body of JSON. */
    public static Answer json(int status, Object body, String outcome) {
        try {
            return of(
                    status, "application/json;charset=UTF-8", JSON.writeValueAsString(body), Optional.empty(), outcome);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer cannot be written as JSON", impossible);
        }
    }

    /** A status without a body. */
    public static Answer status(int status) {
        return text(status, "", "HTTP " + status);
    }

    /** A plain text. */
    public static Answer text(int status, String text, String outcome) {
        return of(status, "text/plain;charset=UTF-8", text, Optional.empty(), outcome);
    }

    /** A page of HTML with status 200, as a proxy on the way sends it. */
    public static Answer html() {
        return of(200, "text/html", "<html><body>Please wait</body></html>", Optional.empty(), "html");
    }

    /** No answer: the connection is cut. */
    public static Answer dropped() {
        return of(0, "", "", Optional.empty(), "dropped");
    }

    /** Bytes of a CSV file. */
    public static Answer download(Download file) {
        return of(file.partial() ? 206 : 200, "text/csv", "", Optional.of(file), "ok");
    }

    /** The same, cut after so many bytes of the body. */
    public Answer cutAfter(long bytes) {
        return new Answer(status, type, text, file, headers, "cut", bytes, corrupt);
    }

    /** The same with one wrong bit in the body. */
    public Answer corrupted() {
        return new Answer(status, type, text, file, headers, "corrupted", cutAfter, true);
    }

    /** The same with one more header. */
    public Answer withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, type, text, file, all, outcome, cutAfter, corrupt);
    }

    /** Sends it; if the connection is to be cut, closing the exchange does it. */
    public void send(HttpExchange exchange, boolean packed) throws IOException {
        if (status == 0) {
            return;
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (file.isPresent()) {
            sendFile(exchange, file.get());
            return;
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (packed && body.length > WORTH_PACKING) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = pack(body);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        copy(new ByteArrayInputStream(body), exchange.getResponseBody(), body.length);
    }

    private void sendFile(HttpExchange exchange, Download download) throws IOException {
        long length = download.until() - download.from();
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (download.partial()) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + download.from() + "-" + (download.until() - 1) + "/" + download.size());
        }
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        try (InputStream in = Files.newInputStream(download.file())) {
            in.skipNBytes(download.from());
            copy(in, exchange.getResponseBody(), length);
        }
    }

    private void copy(InputStream in, OutputStream out, long length) throws IOException {
        long left = Math.min(length, cutAfter);
        long wrongByte = corrupt ? left / 2 : -1;
        byte[] buffer = new byte[BUFFER];
        for (long sent = 0; sent < left; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left - sent));
            if (read < 0) {
                throw new IOException("the body is shorter than was said");
            }
            if (wrongByte >= sent && wrongByte < sent + read) {
                buffer[(int) (wrongByte - sent)] ^= 1;
            }
            out.write(buffer, 0, read);
            sent += read;
        }
        out.flush();
    }

    private static byte[] pack(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }
}
