package dev.touchstone.local.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A service without content: says that it is ready, notes its end, and dies when told to. */
public final class FakeService {
    private FakeService() {}

    /**
     * @param arguments name, management port, file that notes starts and ends, how it behaves: good, crash
     */
    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        Path notes = Path.of(arguments[2]);
        note(notes, "start " + name);
        if ("crash".equals(arguments[3])) {
            System.out.println("cannot go on: the moon is full");
            System.exit(3);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(notes, "stop " + name)));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("listening");
    }

    private static synchronized void note(Path notes, String line) {
        try {
            Files.writeString(notes, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
