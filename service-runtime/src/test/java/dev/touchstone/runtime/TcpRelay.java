package dev.touchstone.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A port on this machine that refuses connections until it is opened, and then passes them on to a server. */
final class TcpRelay implements Closeable {
    private final String host;
    private final int target;
    private final int port;
    private @Nullable ServerSocket listener;

    private TcpRelay(String host, int target, int port) {
        this.host = host;
        this.target = target;
        this.port = port;
    }

    static TcpRelay to(String host, int target) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new TcpRelay(host, target, free.getLocalPort());
        }
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener = opened;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket server = new Socket(host, target);
                Thread.ofVirtual().start(() -> copy(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One side hung up; the other one is closed with it.
        }
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
    }
}
