package dev.touchstone.bench;

import dev.touchstone.local.suite.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How touchpoint-service runs while it is measured: as in production, not as on a laptop. */
final class SuiteOptions {
    @Option(names = "--heap", description = "Heap of touchpoint-service in MB (default: ${DEFAULT-VALUE}).")
    private int heap = 512;

    @Option(names = "--workers", description = "Threads that derive (default: ${DEFAULT-VALUE}).")
    private int workers = 2;

    @Option(
            names = "--java-option",
            description = "Further option of touchpoint-service's JVM, for instance -XX:+UseParallelGC; repeatable.")
    private List<String> javaOptions = new ArrayList<>(List.of());

    /** With the workers asked for. */
    Tuning tuning() {
        return tuning(workers);
    }

    /** With so many workers. */
    Tuning tuning(int workers) {
        List<String> java = new ArrayList<>(List.of("-Xmx" + heap + "m", "-XX:+ExitOnOutOfMemoryError"));
        java.addAll(javaOptions);
        // All that is sent over HTTP comes from one address.
        return new Tuning(
                java,
                Map.of(
                        "TOUCHPOINT_DERIVATION_WORKERS",
                        Integer.toString(workers),
                        "TOUCHPOINT_COLLECTOR_ADDRESS_RATE_EVENTS_PER_MINUTE",
                        "0"));
    }

    /** For the head of a table. */
    @Override
    public String toString() {
        return "touchpoint-service with " + String.join(" ", tuning().java()) + ", " + workers + " workers";
    }
}
