package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A directory that one suite at a time owns: the database, the logs, the process files and the key that encrypts
 * credentials. The lock ends with the process that holds it, however that ends.
 */
public final class DataDirectory implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the directory if it is not there, and takes it.
     *
     * @throws CommandFailed if another suite has it, or it cannot be written
     */
    public static DataDirectory take(Path path) {
        try {
            Files.createDirectories(path);
            Path real = path.toRealPath();
            Files.createDirectories(real.resolve("logs"));
            Files.createDirectories(real.resolve("run"));
            FileChannel channel =
                    FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new CommandFailed(
                        "another suite runs on " + real + "; stop it first, or name another directory with --data");
            }
            return new DataDirectory(real, channel);
        } catch (IOException e) {
            throw new CommandFailed("the data directory " + path + " cannot be used: " + e);
        }
    }

    /** Whether some running suite has the directory. */
    public static boolean isTaken(Path path) {
        Path lock = path.resolve("lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return !lock(channel);
        } catch (IOException e) {
            return true; // it cannot be told, so it is left alone
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    /** Where a process's output goes. */
    public Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    /** Where the number of a running process is kept. */
    public Path pidFile(String process) {
        return path.resolve("run").resolve(process + ".pid");
    }

    /** The files of processes that a suite started here and did not see end. */
    Path processFiles() {
        return path.resolve("run");
    }

    /** The database's files. */
    public Path database() {
        return path.resolve("postgresql");
    }

    /** The key that encrypts stored credentials: 256 random bits in Base64, made once, readable by the owner alone. */
    public String encryptionKey() {
        return key("encryption.key");
    }

    /** The key of the hashes that stay of erased people, likewise. */
    public String erasureKey() {
        return key("erasure.key");
    }

    private String key(String name) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Path fresh = path.resolve(name + ".new");
                Files.deleteIfExists(fresh);
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
                Files.move(fresh, file);
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new CommandFailed("the key " + file + " cannot be used: " + e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CommandFailed("the lock of " + path + " cannot be given back: " + e);
        }
    }
}
