package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TCP ports of this machine. */
public final class Ports {
    private Ports() {}

    /**
     * Ports that nobody listens on, all different.
     *
     * @param count how many
     */
    public static List<Integer> free(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new CommandFailed("this machine has no free port: " + e.getMessage());
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    /**
     * Makes sure that ports can be listened on.
     *
     * @param byOption the ports by the option that sets each
     * @throws CommandFailed naming the first that is taken, or given twice
     */
    public static void demandFree(Map<String, Integer> byOption) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        byOption.forEach((option, port) -> {
            String other = seen.put(port, option);
            if (other != null) {
                throw new CommandFailed("port " + port + " is given twice, by " + other + " and " + option);
            }
            if (!isFree(port)) {
                throw new CommandFailed(
                        "port " + port + " is taken by another program; choose another with " + option + " PORT");
            }
        });
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port that a program left a moment ago is free
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new CommandFailed("a port cannot be given back: " + e.getMessage());
        }
    }
}
