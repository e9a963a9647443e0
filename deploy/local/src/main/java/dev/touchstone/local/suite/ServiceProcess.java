package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.local.suite.ServiceSpec.Readiness;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One child process. It runs in a session of its own where the system has {@code setsid}, so that Ctrl-C reaches the
 * launcher alone, which then stops the children in order. Its output is appended to a log file.
 */
public final class ServiceProcess {
    private static final int LOG_LINES_TOLD = 12;
    private static final int LOG_BYTES_READ = 16 * 1024;
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final int HTTP_OK = 200;
    private static final int FORCED_SECONDS = 5;

    private final ServiceSpec spec;
    private final Path log;
    private final Path pidFile;
    private final Process process;
    private final long logStart;

    private ServiceProcess(ServiceSpec spec, Path log, Path pidFile, Process process, long logStart) {
        this.spec = spec;
        this.log = log;
        this.pidFile = pidFile;
        this.process = process;
        this.logStart = logStart;
    }

    /** Starts the process; it is not yet ready then. */
    public static ServiceProcess start(ServiceSpec spec, DataDirectory directory) {
        Path log = directory.log(spec.name());
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("QUARKUS_") || "JAVA_TOOL_OPTIONS".equals(name));
        environment.putAll(spec.environment());
        try {
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Process process = builder.start();
            process.getOutputStream().close();
            Path pidFile = directory.pidFile(spec.name());
            Files.writeString(pidFile, Long.toString(process.pid()));
            return new ServiceProcess(spec, log, pidFile, process, logStart);
        } catch (IOException e) {
            throw new CommandFailed(spec.name() + " cannot be started: " + e.getMessage());
        }
    }

    /** Its name. */
    public String name() {
        return spec.name();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when it ends. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Whether it says that it is ready. */
    public boolean isReady(HttpClient http) {
        return switch (spec.readiness()) {
            case Readiness.Health health -> answersOk(http, health.managementPort());
            case Readiness.Printed printed ->
                lastLines().stream().anyMatch(line -> line.startsWith(printed.beginning()));
        };
    }

    private static boolean answersOk(HttpClient http, int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(PROBE_TIMEOUT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    /** One sentence on its end, and the last lines of its log. */
    public String obituary() {
        StringBuilder text = new StringBuilder(spec.name() + " ended with code " + process.exitValue());
        List<String> lines = lastLines();
        if (lines.isEmpty()) {
            return text.append(" and wrote nothing (").append(log).append(")").toString();
        }
        text.append("; the last lines of ").append(log).append(":");
        lines.stream()
                .skip(Math.max(0, lines.size() - LOG_LINES_TOLD))
                .forEach(line -> text.append("\n  | ").append(line));
        return text.toString();
    }

    /** Asks it to end, and ends it if it has not after some time. */
    public void stop(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(FORCED_SECONDS, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new CommandFailed(pidFile + " cannot be deleted: " + e.getMessage());
        }
    }

    /** The last lines that this process wrote, at most 16 KB. */
    private List<String> lastLines() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - LOG_BYTES_READ);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
