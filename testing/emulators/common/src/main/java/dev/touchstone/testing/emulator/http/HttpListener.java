package dev.touchstone.testing.emulator.http;

import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP/1.1 server on the loopback address whose {@code Date} header follows a clock that a test can move. The JDK's own
 * server always writes the system's time there, and clients take it for the time of the server.
 *
 * <p>Each connection has a virtual thread. A handler that leaves an answer unfinished cuts the connection.
 */
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    private final ServerSocket server;
    private final Clock clock;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private HttpListener(ServerSocket server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Takes a port. Whoever connects waits until {@link #start}.
     *
     * @param port port on the loopback address; 0 takes a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static HttpListener bind(int port, Clock clock) {
        try {
            return new HttpListener(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator cannot listen on port " + port, e);
        }
    }

    /** Answers from now on. */
    public void start(HttpHandler handler) {
        workers.execute(() -> accept(handler));
    }

    /** Address without path, {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept(HttpHandler handler) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                workers.execute(() -> serve(connection, handler));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection, HttpHandler handler) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = new BufferedOutputStream(connection.getOutputStream());
            boolean open = true;
            while (open) {
                Optional<RequestHead> head = RequestHead.read(in);
                open = head.isPresent() && answer(new SocketExchange(head.get(), in, out, connection, clock), handler);
            }
        } catch (IOException gone) {
            // The other side has gone, or sent something that is not HTTP: there is nobody to tell.
        } finally {
            connections.remove(connection);
        }
    }

    /** Answers one request; false if the connection has to end with it. */
    private static boolean answer(SocketExchange exchange, HttpHandler handler) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        }
        return exchange.isReusable();
    }

    /** Stops listening and cuts all connections. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator cannot stop listening", e);
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }
}
