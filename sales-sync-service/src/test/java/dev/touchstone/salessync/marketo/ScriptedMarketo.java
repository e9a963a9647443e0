package dev.touchstone.salessync.marketo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * Answers word for word what a test says, over real HTTP: for shapes of answers that a well-behaved instance does not show.
 * Tokens are given out by itself.
 */
final class ScriptedMarketo implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Queue<Reply>> replies = new HashMap<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private final OpenGate gate = new OpenGate();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A request as it came. */
    record Seen(String method, String path, String query, String range, String body) {}

    /**
     * An answer.
     *
     * @param stop bytes of the body after which something happens to the connection; negative for nothing
     * @param stall true if it stands still then; false if it is cut
     */
    record Reply(int status, Map<String, String> headers, byte[] body, int stop, boolean stall) {
        Reply(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, -1, false);
        }

        static Reply json(String body) {
            return new Reply(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        static Reply file(int status, byte[] body) {
            return new Reply(status, Map.of("Content-Type", "text/csv"), body);
        }

        Reply cutAfter(int bytes) {
            return new Reply(status, headers, body, bytes, false);
        }

        Reply stallAfter(int bytes) {
            return new Reply(status, headers, body, bytes, true);
        }

        Reply with(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, stop, stall);
        }
    }

    ScriptedMarketo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        answer("/identity/oauth/token", Reply.json("{\"access_token\":\"t:sj\",\"expires_in\":3599}"));
    }

    /** The next answers of a path; the last of them is repeated. */
    void answer(String path, Reply... inTurn) {
        replies.put(path, new ArrayDeque<>(Arrays.asList(inTurn)));
    }

    /** What was asked for besides tokens. */
    List<Seen> seen() {
        return seen.stream()
                .filter(request -> !request.path().startsWith("/identity"))
                .toList();
    }

    OpenGate gate() {
        return gate;
    }

    MarketoInstance open(Duration timeout) {
        return open(timeout, Clock.systemUTC());
    }

    MarketoInstance open(Duration timeout, Clock clock) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new MarketoGateway(MarketoPolicy.of(timeout), gate, clock, new Random(1), new SimpleMeterRegistry())
                .open(new MarketoCredentials(address, "id", "secret"));
    }

    MarketoInstance open() {
        return open(Duration.ofSeconds(10));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            URI address = exchange.getRequestURI();
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    address.getPath(),
                    String.valueOf(address.getRawQuery()),
                    range,
                    body));
            send(exchange, next(address.getPath()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Reply next(String path) {
        Queue<Reply> queue = replies.getOrDefault(path, new ArrayDeque<>());
        if (queue.isEmpty()) {
            return new Reply(404, Map.of(), new byte[0]);
        }
        return queue.size() == 1 ? queue.element() : queue.remove();
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (reply.stop() == 0) {
            return;
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        OutputStream out = exchange.getResponseBody();
        out.write(reply.body(), 0, reply.stop() < 0 ? reply.body().length : reply.stop());
        out.flush();
        if (reply.stall()) {
            closed.await();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
