package dev.touchstone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process has used so far, by the operating system's account. */
final class ProcessUsage {
    private static final String PEAK = "VmHWM:";

    /** Of a line of {@code /proc/PID/stat}, behind the name: time of children that ended and were waited for. */
    private static final int CHILD_USER_TICKS = 13;

    private static final long NANOS_PER_TICK = 10_000_000;

    private ProcessUsage() {}

    /** CPU time of a process. */
    static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** CPU time of a process and of everything below it; on Linux also of children that ended. */
    static Duration cpuOfServer(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(cpuOfEndedChildren(pid), Duration::plus);
    }

    private static Duration cpuOfEndedChildren(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isReadable(stat)) {
            return Duration.ZERO;
        }
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[CHILD_USER_TICKS]) + Long.parseLong(fields[CHILD_USER_TICKS + 1]);
            return Duration.ofNanos(ticks * NANOS_PER_TICK);
        } catch (IOException ended) {
            return Duration.ZERO;
        }
    }

    /** Largest resident memory so far, in MB; 0 where the system does not tell. */
    static long peakMegabytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
