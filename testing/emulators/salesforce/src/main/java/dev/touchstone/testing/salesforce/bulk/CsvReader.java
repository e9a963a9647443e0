package dev.touchstone.testing.salesforce.bulk;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows of CSV with quotes; lines end with LF, CR LF or the end of the text. */
final class CsvReader {
    private static final int END = -1;
    private final Reader in;
    private final char delimiter;
    private int ahead;
    private boolean crSeen;

    CsvReader(Reader in, char delimiter) throws IOException {
        this.in = in;
        this.delimiter = delimiter;
        ahead = in.read();
    }

    /** True if the line read last ended with CR LF. */
    boolean endedWithCr() {
        return crSeen;
    }

    /** The next row; empty at the end. Empty lines are passed over. */
    Optional<List<String>> next() throws IOException {
        while (ahead == '\n' || ahead == '\r') {
            take();
        }
        if (ahead == END) {
            return Optional.empty();
        }
        List<String> row = new ArrayList<>();
        crSeen = false;
        row.add(cell());
        while (ahead == delimiter) {
            take();
            row.add(cell());
        }
        if (ahead == '\r') {
            crSeen = true;
            take();
        }
        if (ahead == '\n') {
            take();
        }
        return Optional.of(row);
    }

    private String cell() throws IOException {
        StringBuilder cell = new StringBuilder();
        if (ahead == '"') {
            take();
            quoted(cell);
        }
        while (ahead != END && ahead != delimiter && ahead != '\n' && ahead != '\r') {
            cell.append((char) take());
        }
        return cell.toString();
    }

    private void quoted(StringBuilder cell) throws IOException {
        while (ahead != END) {
            char next = (char) take();
            if (next != '"') {
                cell.append(next);
            } else if (ahead == '"') {
                cell.append((char) take());
            } else {
                return;
            }
        }
    }

    private int take() throws IOException {
        int taken = ahead;
        ahead = in.read();
        return taken;
    }
}
