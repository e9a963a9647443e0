package dev.touchstone.touchpoint.service;

import dev.touchstone.testing.database.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A fresh database that the service reaches through a proxy, so that a test can take the database away and give it back. */
public final class DatabaseBehindProxy implements QuarkusTestResourceLifecycleManager {
    private static final Set<Socket> OPEN = ConcurrentHashMap.newKeySet();
    private static volatile boolean reachable = true;

    private TestDatabase database;
    private ServerSocket listener;

    @Override
    public Map<String, String> start() {
        reachable = true;
        database = TestDatabase.create("outage");
        URI target = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(target));
        String url = database.jdbcUrl()
                .replace(target.getHost() + ":" + target.getPort(), "127.0.0.1:" + listener.getLocalPort());
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres",
                "quarkus.datasource.jdbc.acquisition-timeout", "1S");
    }

    @Override
    public void stop() {
        takeAway();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database.close();
    }

    /** Breaks every connection and lets no new one through. */
    static void takeAway() {
        reachable = false;
        OPEN.forEach(DatabaseBehindProxy::close);
        OPEN.clear();
    }

    /** Lets connections through again. */
    static void giveBack() {
        reachable = true;
    }

    private void accept(URI target) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (reachable) {
                    Socket server = new Socket(target.getHost(), target.getPort());
                    OPEN.add(client);
                    OPEN.add(server);
                    Thread.ofVirtual().start(() -> copy(client, server));
                    Thread.ofVirtual().start(() -> copy(server, client));
                } else {
                    client.close();
                }
            } catch (IOException ended) {
                // The listener was closed, or one connection failed: the next one is a new try.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // What a broken connection is for.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
