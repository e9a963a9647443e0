package dev.touchstone.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How sales-sync-service runs while it is measured, and what Marketo it meets. */
final class SyncOptions {
    @Option(names = "--heap", description = "Heap of sales-sync-service in MB (default: ${DEFAULT-VALUE}).")
    private int heap = 512;

    @Option(
            names = "--java-option",
            description = "Further option of sales-sync-service's JVM, for instance -XX:+UseParallelGC; repeatable.")
    private List<String> javaOptions = new ArrayList<>(List.of());

    @Option(names = "--setting", description = "Environment variable of sales-sync-service, NAME=VALUE; repeatable.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--latency",
            description = "Milliseconds that Marketo takes for a call (default: ${DEFAULT-VALUE}).")
    private int latency = 300;

    @Option(
            names = "--calls",
            description = "Calls in 20 seconds that the service allows itself (default: ${DEFAULT-VALUE}).")
    private int calls = 50;

    @Option(
            names = "--parallel",
            description = "Calls at a time that the service allows itself (default: ${DEFAULT-VALUE}).")
    private int parallel = 5;

    /** Options of the JVM. */
    List<String> java() {
        List<String> java = new ArrayList<>(List.of("-Xmx" + heap + "m", "-XX:+ExitOnOutOfMemoryError"));
        java.addAll(javaOptions);
        return java;
    }

    /** The service's environment, with what one measurement needs beside. */
    Map<String, String> environment(Map<String, String> beside) {
        Map<String, String> environment = new TreeMap<>(beside);
        environment.put("TOUCHSTONE_SALES_SYNC_MARKETO_CALLS_PER_WINDOW", Integer.toString(calls));
        environment.put("TOUCHSTONE_SALES_SYNC_MARKETO_CONCURRENT_CALLS", Integer.toString(parallel));
        environment.putAll(settings);
        return environment;
    }

    Duration latency() {
        return Duration.ofMillis(latency);
    }

    int calls() {
        return calls;
    }

    int parallel() {
        return parallel;
    }

    /** For the head of a table. */
    @Override
    public String toString() {
        return "sales-sync-service with " + String.join(" ", java()) + "; " + calls + " calls in 20 s, " + parallel
                + " at a time, " + latency + " ms each" + (settings.isEmpty() ? "" : "; " + settings);
    }
}
