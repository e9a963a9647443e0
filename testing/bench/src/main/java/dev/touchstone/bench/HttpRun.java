package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends an input over HTTP on so many kept connections, each with one request at a time. */
final class HttpRun {
    private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":(\\d+)");
    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final HttpInput input;
    private final URI uri;
    private final String writeKey;
    private final int connections;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger toldToWait = new AtomicInteger();
    private final long[] nanos;

    HttpRun(HttpInput input, URI uri, String writeKey, int connections) {
        this.input = input;
        this.uri = uri;
        this.writeKey = writeKey;
        this.connections = connections;
        this.nanos = new long[input.batches()];
    }

    /**
     * What was measured.
     *
     * @param durable until the last answer
     * @param answers times of single batches, waiting after 429 included
     * @param toldToWait how many answers were 429
     */
    record Measured(Duration durable, Percentiles answers, int toldToWait) {}

    Measured run() {
        long started = System.nanoTime();
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> send(http)));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CommandFailed failed ? failed : new CommandFailed("sending failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
        if (accepted.get() != input.events()) {
            throw new CommandFailed("sent " + input.events() + " events but " + accepted + " were accepted");
        }
        return new Measured(Duration.ofNanos(System.nanoTime() - started), Percentiles.of(nanos), toldToWait.get());
    }

    private void send(HttpClient http) {
        for (int number = next.getAndIncrement(); number < input.batches(); number = next.getAndIncrement()) {
            long started = System.nanoTime();
            send(http, number);
            nanos[number] = System.nanoTime() - started;
        }
    }

    /** Again, unchanged, for as long as it is told to wait. */
    private void send(HttpClient http, int number) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("User-Agent", BROWSER)
                .POST(HttpRequest.BodyPublishers.ofString(input.body(number, writeKey)))
                .build();
        while (true) {
            HttpResponse<String> response = answer(http, request);
            if (response.statusCode() == OK) {
                Matcher matcher = ACCEPTED.matcher(response.body());
                accepted.addAndGet(matcher.find() ? Integer.parseInt(matcher.group(1)) : 0);
                return;
            }
            if (response.statusCode() != TOO_MANY) {
                throw new CommandFailed("answered " + response.statusCode() + ": " + response.body());
            }
            toldToWait.incrementAndGet();
            Services.sleep(Duration.ofSeconds(
                    response.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    private static HttpResponse<String> answer(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailed("no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }
}
