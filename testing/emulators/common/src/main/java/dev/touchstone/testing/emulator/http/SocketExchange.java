package dev.touchstone.testing.emulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection of {@link HttpListener}. */
final class SocketExchange extends HttpExchange {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final RequestHead head;
    private final Socket connection;
    private final Clock clock;
    private final OutputStream out;
    private final Map<String, Object> attributes = new HashMap<>();
    private final Headers responseHeaders = new Headers();
    private InputStream requestBody;
    private OutputStream responseBody;
    private int status = -1;
    private long left;
    private boolean drained;

    SocketExchange(RequestHead head, InputStream in, OutputStream out, Socket connection, Clock clock)
            throws IOException {
        this.head = head;
        this.connection = connection;
        this.clock = clock;
        this.out = out;
        requestBody = RequestBody.of(head, in, out);
        responseBody = new Body();
        attributes.put(Request.HEAD_BYTES, head.bytes());
    }

    /** Counts what is written, so that an unfinished answer is noticed. */
    private final class Body extends FilterOutputStream {
        private Body() {
            super(SocketExchange.this.out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > left) {
                throw new IOException("the body is longer than was said");
            }
            left -= length;
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** True if the answer was sent in full and the connection can take the next request. */
    boolean isReusable() {
        return status >= 0 && left == 0 && drained && !head.says("Connection", "close");
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        if (length == 0) {
            throw new IOException("the length of an answer has to be known");
        }
        status = code;
        boolean bare = code == NO_CONTENT || code == NOT_MODIFIED;
        left = length < 0 || head.method().equals("HEAD") ? 0 : length;
        responseHeaders.set("Date", DATE.format(clock.instant()));
        if (!bare) {
            responseHeaders.set("Content-Length", Long.toString(Math.max(0, length)));
        }
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(code).append(" \r\n");
        for (Map.Entry<String, List<String>> header : responseHeaders.entrySet()) {
            header.getValue()
                    .forEach(value -> text.append(header.getKey())
                            .append(": ")
                            .append(value)
                            .append("\r\n"));
        }
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            requestBody.skip(Long.MAX_VALUE);
            drained = true;
            out.flush();
            if (!isReusable()) {
                connection.close();
            }
        } catch (IOException gone) {
            closeConnection();
        }
    }

    private void closeConnection() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }

    @Override
    public Headers getRequestHeaders() {
        return head.headers();
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public URI getRequestURI() {
        return head.target();
    }

    @Override
    public String getRequestMethod() {
        return head.method();
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException("there is one handler for all paths");
    }

    @Override
    public InputStream getRequestBody() {
        return requestBody;
    }

    @Override
    public OutputStream getResponseBody() {
        return responseBody;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return (InetSocketAddress) connection.getRemoteSocketAddress();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return (InetSocketAddress) connection.getLocalSocketAddress();
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream replacement) {
        requestBody = in;
        responseBody = replacement;
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return null;
    }
}
