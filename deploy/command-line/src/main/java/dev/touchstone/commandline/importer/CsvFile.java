package dev.touchstone.commandline.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.touchstone.commandline.rpc.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads a CSV file row by row in bounded memory: with or without byte order mark, lines ended by LF or CRLF, quoted cells over
 * several lines.
 */
final class CsvFile implements AutoCloseable {
    private static final int DIGEST_BYTES = 8;

    private final Path path;
    private final DigestInputStream input;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private long rows;
    private long line;

    private CsvFile(Path path, Charset charset) throws IOException {
        this.path = path;
        this.input = new DigestInputStream(Files.newInputStream(path), sha256());
        this.reader = CsvReader.builder()
                .detectBomHeader(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord((InputStream) input, charset);
        this.records = reader.iterator();
        this.header = records.hasNext() ? List.copyOf(records.next().getFields()) : List.of();
    }

    /**
     * Opens a file and reads its header.
     *
     * @param charset of a file without byte order mark
     * @throws CommandFailed if it cannot be read
     */
    static CsvFile open(Path path, Charset charset) {
        try {
            return new CsvFile(path, charset);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed(path + " cannot be read: " + e.getMessage());
        } catch (CsvParseException e) {
            throw new CommandFailed(path + " is no CSV file: " + e.getMessage());
        }
    }

    /** The names of the columns; empty for an empty file. */
    List<String> header() {
        return header;
    }

    /** True if there is another row. */
    boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw new CommandFailed(path + " cannot be read after row " + rows + ": " + e.getMessage());
        }
    }

    /** The cells of the next row; as many as the row has, not the header. */
    List<String> next() {
        try {
            CsvRecord row = records.next();
            rows++;
            line = row.getStartingLineNumber();
            return row.getFields();
        } catch (NoSuchElementException e) {
            throw new IllegalStateException("asked for a row after the last", e);
        }
    }

    /** How many rows were read. */
    long rows() {
        return rows;
    }

    /** The line on which the last row began. */
    long line() {
        return line;
    }

    /** Says what was read, once it was read to its end. */
    String digest() {
        return HexFormat.of().formatHex(input.getMessageDigest().digest(), 0, DIGEST_BYTES);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new CommandFailed(path + " cannot be closed: " + e.getMessage());
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
