package dev.touchstone.testing.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.testing.emulator.MovableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server byte by byte: bodies, connections that stay and that are cut, dates. */
class HttpListenerTest {
    private final MovableClock clock = new MovableClock();
    private HttpListener listener;

    /** Answers with method, address and body; the path {@code /cut} is answered in half, {@code /drop} not at all. */
    @BeforeEach
    void start() {
        listener = HttpListener.bind(0, clock);
        listener.start(exchange -> {
            Request request = Request.read(exchange, 1_000_000);
            String body = new String(request.body(), StandardCharsets.UTF_8);
            Answer answer = Answer.text(200, request.method() + " " + exchange.getRequestURI() + " " + body, "ok");
            switch (request.path()) {
                case "/cut" -> answer.cutAfter(3).send(exchange, false);
                case "/drop" -> Answer.dropped().send(exchange, false);
                default -> answer.send(exchange, false);
            }
        });
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    /** What comes back for these bytes until the server ends the connection or says nothing more. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        private Connection(HttpListener listener) throws IOException {
            socket = new Socket(listener.url().getHost(), listener.url().getPort());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        private List<String> head() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            return lines;
        }

        private String body(List<String> head) throws IOException {
            int length = head.stream()
                    .filter(line -> line.startsWith("Content-length: "))
                    .mapToInt(line -> Integer.parseInt(line.substring("Content-length: ".length())))
                    .findFirst()
                    .orElse(0);
            char[] body = new char[length];
            int read = 0;
            while (read < length) {
                int more = in.read(body, read, length - read);
                if (more < 0) {
                    break;
                }
                read += more;
            }
            return new String(body, 0, read);
        }

        private String answer() throws IOException {
            return body(head());
        }

        /** True if the server ends it, in order or by a reset because it has not read everything. */
        private boolean isEnded() throws IOException {
            try {
                return in.read() < 0;
            } catch (SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void aConnectionTakesOneRequestAfterTheOther() throws IOException {
        try (Connection connection = new Connection(listener)) {
            connection.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /b HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody"
                    + "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nchu\r\n4;x=y\r\nnked\r\n0\r\n\r\n"
                    + "GET /d HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(connection.answer()).isEqualTo("GET /a ");
            assertThat(connection.answer()).isEqualTo("POST /b body");
            assertThat(connection.answer()).isEqualTo("POST /c chunked");
            assertThat(connection.answer()).isEqualTo("GET /d ");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void whoWaitsForLeaveGetsIt() throws IOException {
        try (Connection connection = new Connection(listener)) {
            connection.send("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(connection.head()).containsExactly("HTTP/1.1 100 Continue");
            connection.send("ok");
            assertThat(connection.answer()).isEqualTo("POST /a ok");
        }
    }

    @Test
    void theDateIsTheClocks() throws IOException {
        clock.set(Instant.parse("2031-05-06T07:08:09Z"));
        try (Connection connection = new Connection(listener)) {
            connection.send("GET /a HTTP/1.1\r\n\r\n");
            assertThat(connection.head())
                    .anySatisfy(line -> assertThat(line).startsWith("Date: Tue, 06 May 2031 07:08:"));
        }
    }

    @Test
    void anUnfinishedAnswerCutsTheConnection() throws IOException {
        try (Connection connection = new Connection(listener)) {
            connection.send("GET /cut HTTP/1.1\r\n\r\n");
            List<String> head = connection.head();
            assertThat(head.get(0)).startsWith("HTTP/1.1 200");
            assertThat(connection.body(head)).isEqualTo("GET");
            assertThat(connection.isEnded()).isTrue();
        }
        try (Connection connection = new Connection(listener)) {
            connection.send("GET /drop HTTP/1.1\r\n\r\n");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELLO\r\n\r\n",
                "GET /a SMTP/1.0\r\n\r\n",
                "GET /a HTTP/1.1\r\nno header\r\n\r\n",
                "POST /a HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n",
                "GET /a|b HTTP/1.1\r\n\r\n"
            })
    void whatIsNotHttpEndsTheConnection(String text) throws IOException {
        try (Connection connection = new Connection(listener)) {
            connection.send(text);
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsToldByItsNumber() {
        int port = listener.url().getPort();
        assertThatThrownBy(() -> HttpListener.bind(port, clock))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(port));
    }
}
