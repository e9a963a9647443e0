package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.InstanceFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exported files on this machine's disk. They hold personal data: each is deleted as soon as its last row is taken over. One is open at a
 * time, between one page and the next, by the one thread that reads for the sync.
 */
@ApplicationScoped
class ExportFiles {
    private final SnapshotPolicy policy;
    private @Nullable ExportRows open;
    private String openJob = "";

    ExportFiles(SnapshotPolicy policy) {
        this.policy = policy;
    }

    int rowsPerPage() {
        return policy.rowsPerPage();
    }

    /** Where the file of a job is, or is to be. */
    Path path(ExportWindow.Job job) {
        try {
            Files.createDirectories(policy.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("the directory for exported files cannot be made", e);
        }
        return policy.directory().resolve("export-" + job.id() + ".csv");
    }

    /**
     * The rows of a window's file after those that were taken; empty if the file is not on this machine.
     *
     * @throws ExportRows.Unreadable if it is no export
     */
    synchronized Optional<ExportRows> open(ExportWindow window, InstanceFields fields) {
        ExportWindow.Job job = Objects.requireNonNull(window.job());
        @Nullable ExportRows current = open;
        if (current != null && openJob.equals(job.id()) && current.taken() == window.rowsTaken()) {
            return Optional.of(current);
        }
        close();
        Path file = path(job);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            // Malformed bytes become U+FFFD, which is how they would be stored.
            ExportRows rows =
                    new ExportRows(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), fields);
            rows.skip(window.rowsTaken());
            open = rows;
            openJob = job.id();
            return Optional.of(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("an exported file cannot be read", e);
        }
    }

    synchronized void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("an exported file cannot be closed", e);
            } finally {
                open = null;
                openJob = "";
            }
        }
    }

    /** Deletes the file of a job. */
    synchronized void delete(ExportWindow.Job job) {
        if (openJob.equals(job.id())) {
            close();
        }
        try {
            Files.deleteIfExists(path(job));
        } catch (IOException e) {
            throw new UncheckedIOException("an exported file cannot be deleted", e);
        }
    }

    /** Deletes every exported file: none is wanted any more, or each is fetched again. */
    synchronized void clear() {
        close();
        if (Files.isDirectory(policy.directory())) {
            try (var files = Files.newDirectoryStream(policy.directory(), "export-*.csv")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("exported files cannot be deleted", e);
            }
        }
    }
}
