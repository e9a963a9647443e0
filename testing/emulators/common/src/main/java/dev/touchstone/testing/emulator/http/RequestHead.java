package dev.touchstone.testing.emulator.http;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What comes before the body of a request.
 *
 * @param method HTTP method
 * @param target path and query
 * @param headers all headers
 * @param bytes how long it is
 */
record RequestHead(String method, URI target, Headers headers, int bytes) {
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Reads a head; empty at the end of the connection.
     *
     * @throws IOException if it is none, or longer than 1 MB
     */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        Optional<String> first = lines.next();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = first.get().split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("not a request line: " + first.get());
        }
        Headers headers = new Headers();
        String line = lines.next().orElse("");
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("not a header: " + line);
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            line = lines.next().orElse("");
        }
        try {
            return Optional.of(new RequestHead(parts[0], URI.create(parts[1]), headers, lines.bytes));
        } catch (IllegalArgumentException notAnAddress) {
            throw new ProtocolException("not an address: " + parts[1]);
        }
    }

    boolean says(String header, String value) {
        return headers.containsKey(header) && headers.getFirst(header).equalsIgnoreCase(value);
    }

    private static final class Lines {
        private final InputStream in;
        private int bytes;

        private Lines(InputStream in) {
            this.in = in;
        }

        private Optional<String> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    return Optional.empty();
                }
                if (++bytes > MAX_BYTES) {
                    throw new ProtocolException("the head of the request does not end");
                }
                if (read != '\r') {
                    line.write(read);
                }
            }
            bytes++;
            return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
    }
}
