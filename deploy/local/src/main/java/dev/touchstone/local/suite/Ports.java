package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** TCP ports of this machine. */
public final class Ports {
    /**
     * Below the range from which systems take the ports of outgoing connections: while a service tries again and again to reach a
     * PostgreSQL that is still starting, such a connection could take PostgreSQL's own port, or reach itself on it.
     */
    private static final int FIRST = 15_000;

    private static final int COUNT = 17_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * Ports that nobody listens on, all different, and none of them given before by this process.
     *
     * @param count how many
     */
    public static List<Integer> free(int count) {
        int start = new SecureRandom().nextInt(COUNT);
        List<Integer> ports = IntStream.range(0, COUNT)
                .map(i -> FIRST + (start + i) % COUNT)
                .filter(Ports::isFree)
                .filter(GIVEN::add)
                .limit(count)
                .boxed()
                .toList();
        if (ports.size() < count) {
            throw new CommandFailed("this machine has no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
        }
        return ports;
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
}
