package dev.touchstone.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address for all pods of a service, as a cluster gives it: each new connection goes to the next pod that takes it, and stays
 * there. A pod that is taken out gets no new connections and keeps those it has.
 */
final class Gate implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket server;
    private final List<Integer> pods = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    Gate() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void add(int podPort) {
        pods.add(podPort);
    }

    void remove(int podPort) {
        pods.remove(Integer.valueOf(podPort));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (int attempt = 0; attempt < pods.size(); attempt++) {
                List<Integer> now = List.copyOf(pods);
                if (now.isEmpty()) {
                    return;
                }
                try (Socket pod = new Socket()) {
                    int port = now.get(Math.floorMod(next.getAndIncrement(), now.size()));
                    pod.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                    Thread back = Thread.ofVirtual().start(() -> pump(pod, client));
                    pump(client, pod);
                    back.join();
                    return;
                } catch (IOException refused) {
                    // the next one
                }
            }
        } catch (IOException e) {
            // the client is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one side ends; the other is ended then. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            // ended
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
