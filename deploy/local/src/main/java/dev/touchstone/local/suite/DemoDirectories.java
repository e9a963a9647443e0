package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary data directories of demos. What a demo that was killed left over, processes and files, is removed by the
 * next one.
 *
 * @param parent directory of them all
 */
public record DemoDirectories(Path parent) {
    /** Makes a new directory and takes it. */
    public DataDirectory create() {
        try {
            Files.createDirectories(parent);
            sweep();
            return DataDirectory.take(Files.createTempDirectory(parent, "run-"));
        } catch (IOException e) {
            throw new CommandFailed("a temporary directory cannot be made in " + parent + ": " + e);
        }
    }

    private void sweep() throws IOException {
        List<Path> old;
        try (Stream<Path> entries = Files.list(parent)) {
            old = entries.filter(Files::isDirectory).toList();
        }
        for (Path directory : old) {
            if (!DataDirectory.isTaken(directory)) {
                try (DataDirectory taken = DataDirectory.take(directory)) {
                    Leftovers.clean(taken);
                }
                delete(directory);
            }
        }
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // somebody else deleted it
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path left, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(left);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CommandFailed(directory + " cannot be deleted: " + e);
        }
    }
}
