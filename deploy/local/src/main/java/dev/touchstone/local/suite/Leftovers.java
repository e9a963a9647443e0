package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends processes that a launcher left behind when it was killed itself. A process is ended only if its command line
 * names the data directory: numbers of processes are used again by others.
 */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Leftovers() {}

    /**
     * Ends what is left of an earlier suite in a directory that this process has taken: services first, then the
     * database.
     *
     * @return the names of the processes that were ended
     */
    public static List<String> clean(DataDirectory directory) {
        List<String> ended = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.processFiles(), "*.pid")) {
            for (Path file : files) {
                if (end(number(Files.readString(file)), directory.path(), false)) {
                    ended.add(file.getFileName().toString().replace(".pid", ""));
                }
                Files.delete(file);
            }
            Path postmaster = directory.database().resolve("postmaster.pid");
            if (Files.exists(postmaster)) {
                long pid = number(Files.readAllLines(postmaster).get(0));
                if (end(pid, directory.database(), true)) {
                    ended.add("postgresql");
                }
                Files.deleteIfExists(postmaster);
            }
        } catch (IOException e) {
            throw new CommandFailed("what an earlier suite left in " + directory.path() + " cannot be cleaned: " + e);
        }
        return ended;
    }

    private static boolean end(long pid, Path named, boolean database) {
        Optional<ProcessHandle> process =
                ProcessHandle.of(pid).filter(candidate -> commandLine(candidate).contains(named.toString()));
        process.ifPresent(found -> {
            if (database) {
                interrupt(pid); // PostgreSQL's fast shutdown; its polite one would wait for clients
            } else {
                found.destroy();
            }
            if (!hasEnded(found, PATIENCE)) {
                found.destroyForcibly();
                hasEnded(found, PATIENCE);
            }
        });
        return process.isPresent();
    }

    private static void interrupt(long pid) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new CommandFailed("process " + pid + " of an earlier suite cannot be stopped: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    /** The command line, from the process table where Java does not know it. */
    private static String commandLine(ProcessHandle process) {
        Path table = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(table)) {
            try {
                return Files.readString(table).replace('\0', ' ');
            } catch (IOException e) {
                return "";
            }
        }
        return process.info().commandLine().orElse("");
    }

    /** Looks for itself: for processes that are no children, Java looks every two seconds only. */
    private static boolean hasEnded(ProcessHandle process, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Services.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            return -1; // a file cut short by a crash names no process
        }
    }
}
