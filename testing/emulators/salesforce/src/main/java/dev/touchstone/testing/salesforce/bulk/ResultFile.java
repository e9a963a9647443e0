package dev.touchstone.testing.salesforce.bulk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A file of rows that is written once and then read from any row on. Written by one thread, read after it was closed. */
final class ResultFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 1_024;

    private final CsvFormat format;
    private final String header;
    private final Path path;
    private final OutputStream out;
    private long[] ends = new long[FIRST];
    private int rows;
    private long bytes;

    ResultFile(CsvFormat format, List<String> columns) {
        this.format = format;
        this.header = format.line(columns);
        try {
            path = Files.createTempFile("salesforce-bulk", ".csv");
            out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
        } catch (IOException full) {
            throw new UncheckedIOException("there is no place for the results of a job", full);
        }
    }

    /** Adds a row. */
    void add(List<String> values) {
        byte[] line = format.line(values).getBytes(StandardCharsets.UTF_8);
        try {
            out.write(line);
        } catch (IOException full) {
            throw new UncheckedIOException("there is no place for the results of a job", full);
        }
        bytes += line.length;
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = bytes;
    }

    int rows() {
        return rows;
    }

    /** The header, and the rows from one place to before another. */
    String read(int from, int until) {
        long start = from == 0 ? 0 : ends[from - 1];
        byte[] page = new byte[(int) (until == 0 ? 0 : ends[until - 1] - start)];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(start);
            file.readFully(page);
        } catch (IOException gone) {
            throw new UncheckedIOException("the results of a job cannot be read", gone);
        }
        return header + new String(page, StandardCharsets.UTF_8);
    }

    /** The header and all rows. */
    String readAll() {
        return read(0, rows);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException full) {
            throw new UncheckedIOException("there is no place for the results of a job", full);
        }
    }

    /** Deletes it. */
    void delete() {
        try {
            out.close();
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            throw new UncheckedIOException("the results of a job cannot be deleted", inUse);
        }
    }
}
