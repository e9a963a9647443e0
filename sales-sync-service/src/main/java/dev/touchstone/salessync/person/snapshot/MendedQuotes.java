package dev.touchstone.salessync.person.snapshot;

import java.io.IOException;
import java.io.Reader;

/**
 * A CSV text whose stray quotes are doubled, so that a reader by the book takes them for text. Some instances write quotes within a field
 * as they are: {@code "Jo "the man" Smith"}.
 *
 * <p><b>Rules</b> within a quoted field: a quote ends the field only before a comma, a line end or the end of the text; two quotes are one
 * escaped quote, unless the field had a stray one before and a comma or a line end follows: then they are a stray one and the end. Any other
 * quote is doubled. A CR within quotes is replaced by {@link #CR}, because the reader would take it for half a line end; U+0000 everywhere by
 * U+FFFD, which is how it is stored anyway. A field longer than {@link #LONGEST_FIELD} is one whose closing quote is missing: it is closed
 * there, so that what follows is not swallowed with it.
 *
 * <p>Not thread-safe.
 */
final class MendedQuotes extends Reader {
    /** Stands for a CR within a field. */
    static final char CR = '\u0000';
    /** Longest field that is believed, in UTF-16 code units. */
    static final int LONGEST_FIELD = 20_000;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int END = -1;
    private static final int BUFFER = 1 << 15;

    private enum Place {
        FIELD_START,
        PLAIN,
        QUOTED
    }

    private final Reader source;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private boolean ended;

    private Place place = Place.FIELD_START;
    private int length;
    private boolean stray;
    /** What is still to be given out before the next character is read; at most two quotes more. */
    private int owedQuotes;

    MendedQuotes(Reader source) {
        this.source = source;
    }

    @Override
    public int read(char[] target, int offset, int count) throws IOException {
        int written = 0;
        while (written < count) {
            int next = next();
            if (next == END) {
                return written == 0 && count > 0 ? END : written;
            }
            target[offset + written] = (char) next;
            written++;
        }
        return written;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private int next() throws IOException {
        if (owedQuotes > 0) {
            owedQuotes--;
            return '"';
        }
        int c = take();
        return switch (place) {
            case FIELD_START -> fieldStart(c);
            case PLAIN -> plain(c);
            case QUOTED -> quoted(c);
        };
    }

    private int fieldStart(int c) {
        if (c == '"') {
            place = Place.QUOTED;
            length = 0;
            stray = false;
            return c;
        }
        return plain(c);
    }

    private int plain(int c) {
        place = c == ',' || c == '\n' || c == '\r' ? Place.FIELD_START : Place.PLAIN;
        return c == 0 ? REPLACEMENT : c;
    }

    private int quoted(int c) throws IOException {
        length++;
        if (c == '"') {
            return quote();
        }
        if (length > LONGEST_FIELD && c != END) {
            position--;
            place = Place.PLAIN;
            return '"';
        }
        if (c == '\r') {
            return CR;
        }
        return c == 0 ? REPLACEMENT : c;
    }

    private int quote() throws IOException {
        int following = peek();
        if (following == '"') {
            take();
            if (stray && isEnd(peek())) {
                owedQuotes = 2;
                place = Place.FIELD_START;
            } else {
                owedQuotes = 1;
            }
            return '"';
        }
        if (isEnd(following)) {
            place = Place.FIELD_START;
            return '"';
        }
        stray = true;
        owedQuotes = 1;
        return '"';
    }

    private static boolean isEnd(int c) {
        return c == ',' || c == '\n' || c == '\r' || c == END;
    }

    private int take() throws IOException {
        int c = peek();
        if (c != END) {
            position++;
        }
        return c;
    }

    private int peek() throws IOException {
        while (position >= limit && !ended) {
            int read = source.read(buffer, 0, buffer.length);
            ended = read < 0;
            position = 0;
            limit = Math.max(0, read);
        }
        return position < limit ? buffer[position] : END;
    }
}
