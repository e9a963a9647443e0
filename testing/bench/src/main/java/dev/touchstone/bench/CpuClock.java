package dev.touchstone.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Adds up the times between starts and stops, by the wall and of the thread that calls it. */
final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long wallNanos;
    private long cpuNanos;

    void start() {
        wallNanos -= System.nanoTime();
        cpuNanos -= THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
        wallNanos += System.nanoTime();
        cpuNanos += THREADS.getCurrentThreadCpuTime();
    }

    Duration wall() {
        return Duration.ofNanos(wallNanos);
    }

    Duration cpu() {
        return Duration.ofNanos(cpuNanos);
    }
}
