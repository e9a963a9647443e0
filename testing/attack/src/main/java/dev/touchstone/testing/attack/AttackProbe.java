package dev.touchstone.testing.attack;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Attacks a service that runs, and tells what it did not survive or answer as it should. */
final class AttackProbe {
    /** Less than one window of a call, and of a connection. */
    private static final int PART_BYTES = 30_000;

    private static final byte[] EMPTY_MESSAGE = new byte[5];

    private final URI service;
    private final String rpc;

    /**
     * @param service where it listens, in plain text
     * @param rpc package, service and method of a call that succeeds with an empty message
     */
    AttackProbe(URI service, String rpc) {
        this.service = service;
        this.rpc = rpc;
    }

    /** Makes malformed calls, each beside a good one on the same connection. Gives those that were not answered as expected. */
    List<String> malformedCalls() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (MalformedCall malformed : MalformedCall.all()) {
            try (RawConnection connection = new RawConnection(service, false)) {
                int stream = connection.beginCall(rpc, malformed.headers());
                connection.frame(
                        RawConnection.DATA,
                        RawConnection.END_STREAM,
                        stream,
                        malformed.body().get());
                connection.flush();
                Map<String, String> answer = connection.awaitAnswer(stream);
                if (!Integer.toString(malformed.status()).equals(answer.get("grpc-status"))
                        || !answer.getOrDefault("grpc-message", "").contains(malformed.sentence())) {
                    wrong.add(malformed.name() + ": " + answer);
                }
                expectAnswer(connection, malformed.name() + ", on the same connection", wrong);
            }
        }
        return wrong;
    }

    /** Floods connections. Gives the floods that were taken to their end, or after which others were not answered. */
    List<String> floods() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        try (RawConnection bystander = new RawConnection(service, false)) {
            for (Flood flood : Flood.values()) {
                try (RawConnection connection = new RawConnection(service, flood.isDeaf())) {
                    if (!isEnded(connection, flood)) {
                        wrong.add(flood + " was taken to its end");
                    }
                }
                expectAnswer(bystander, "beside " + flood, wrong);
            }
        }
        return wrong;
    }

    private boolean isEnded(RawConnection connection, Flood flood) throws InterruptedException {
        try {
            for (int turn = 0; turn < flood.most(); turn++) {
                flood.once(connection, rpc, turn);
            }
            connection.flush();
        } catch (IOException closed) {
            return true;
        }
        return !flood.isDeaf() && connection.awaitEnd();
    }

    /**
     * Begins messages on many connections and finishes none. Gives what is wrong: none was refused, or others are not served after the
     * attackers have gone.
     *
     * @param connections of which each holds 60 KB
     */
    List<String> unfinishedMessages(int connections) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        List<RawConnection> open = new ArrayList<>();
        int refused = 0;
        try {
            for (int i = 0; i < connections; i++) {
                RawConnection connection = new RawConnection(service, false);
                open.add(connection);
                int first = begin(connection);
                int second = begin(connection);
                connection.flush();
                // The last ones cannot be held.
                if (i >= connections - 2) {
                    refused += isRefused(connection, first) ? 1 : 0;
                    refused += isRefused(connection, second) ? 1 : 0;
                }
            }
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
        if (refused == 0) {
            wrong.add("all unfinished messages were held");
        }
        wrong.addAll(goodCall());
        return wrong;
    }

    private int begin(RawConnection connection) throws IOException {
        byte[] part = new byte[PART_BYTES];
        part[2] = 1;
        int stream = connection.beginCall(rpc, Map.of());
        connection.frame(RawConnection.DATA, 0, stream, Arrays.copyOf(part, PART_BYTES / 2));
        connection.frame(RawConnection.DATA, 0, stream, new byte[PART_BYTES / 2]);
        return stream;
    }

    private static boolean isRefused(RawConnection connection, int stream) throws InterruptedException {
        return "8".equals(connection.awaitAnswer(stream).get("grpc-status"));
    }

    /** Calls as an honest client does, on a connection of its own. Gives what is wrong with the answer. */
    List<String> goodCall() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        try (RawConnection connection = new RawConnection(service, false)) {
            expectAnswer(connection, "a new connection", wrong);
        }
        return wrong;
    }

    private void expectAnswer(RawConnection connection, String what, List<String> wrong) throws InterruptedException {
        try {
            int stream = connection.beginCall(rpc, Map.of());
            connection.frame(RawConnection.DATA, RawConnection.END_STREAM, stream, EMPTY_MESSAGE);
            connection.flush();
            Map<String, String> answer = connection.awaitAnswer(stream);
            if (!"0".equals(answer.get("grpc-status"))) {
                wrong.add(what + ": a good call is answered " + answer);
            }
        } catch (IOException e) {
            wrong.add(what + ": a good call fails, " + e);
        }
    }
}
