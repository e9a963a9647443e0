package dev.touchstone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Looks at the used heap of a service five times a second and keeps the largest. */
final class HeapWatch implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String USED = "jvm_memory_used_bytes{area=\"heap\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI metrics;
    private final Thread thread =
            Thread.ofPlatform().name("heap watch").daemon().unstarted(this::watch);
    private volatile double peak;

    /** Begins to look. */
    HeapWatch(int managementPort) {
        metrics = URI.create("http://127.0.0.1:" + managementPort + "/q/metrics");
        thread.start();
    }

    /** The largest heap seen, garbage included, in MB. */
    long peakMegabytes() {
        return Math.round(peak / (1 << 20));
    }

    private void watch() {
        try {
            while (true) {
                peak = Math.max(peak, used());
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private double used() throws InterruptedException {
        try {
            String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return text.lines()
                    .filter(line -> line.startsWith(USED))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException busy) {
            return 0;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        http.close();
    }
}
