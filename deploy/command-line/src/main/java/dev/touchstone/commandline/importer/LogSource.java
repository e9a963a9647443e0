package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log line by line, plain or gzip, from a file or the standard input. A line longer than 64 KB is read past,
 * not kept, so memory is bounded whatever the input holds or unpacks to.
 */
public final class LogSource implements AutoCloseable {
    /** Longest line in bytes. */
    public static final int LONGEST_LINE = 64 * 1024;

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private final Counting raw;
    private final InputStream text;
    private final long size;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] line = new byte[LONGEST_LINE];
    private int from;
    private int to;
    private boolean tooLong;

    LogSource(InputStream input, long size) throws IOException {
        this.size = size;
        raw = new Counting(input);
        InputStream buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(2);
        boolean gzip = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
        buffered.reset();
        text = gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    /**
     * Opens a file.
     *
     * @param name its path, or {@code -} for the standard input
     * @throws CommandFailed if it cannot be read
     */
    public static LogSource open(String name) {
        try {
            if ("-".equals(name)) {
                return new LogSource(System.in, 0);
            }
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                throw new CommandFailed("there is no file " + name);
            }
            if (Files.isDirectory(file)) {
                throw new CommandFailed(name + " is a directory, not a log");
            }
            return new LogSource(Files.newInputStream(file), Files.size(file));
        } catch (IOException e) {
            throw new CommandFailed(name + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The next line without its end, one character for each byte; null at the end.
     *
     * @throws IOException if the input breaks off, or its gzip is damaged
     */
    public @Nullable String next() throws IOException {
        int length = 0;
        tooLong = false;
        boolean any = false;
        while (true) {
            if (from == to) {
                to = Math.max(0, text.read(buffer, 0, buffer.length));
                from = 0;
                if (to == 0) {
                    return any ? line(length) : null;
                }
            }
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            int part = Math.min(end - from, LONGEST_LINE - length);
            System.arraycopy(buffer, from, line, length, part);
            length += part;
            tooLong |= part < end - from;
            from = end < to ? end + 1 : end;
            if (end < to) {
                return line(length);
            }
        }
    }

    /** Whether the last line was longer than {@link #LONGEST_LINE}; what {@link #next} gave of it is only its beginning. */
    public boolean lastWasTooLong() {
        return tooLong;
    }

    /** Bytes of the file, packed as they are, read so far. */
    public long bytesRead() {
        return raw.count;
    }

    /** Bytes of the file; 0 if not known. */
    public long size() {
        return size;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new CommandFailed("the log cannot be closed: " + e.getMessage());
        }
    }

    private String line(int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream input) {
            super(input);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
