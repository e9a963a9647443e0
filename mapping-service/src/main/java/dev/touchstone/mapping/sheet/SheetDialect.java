package dev.touchstone.mapping.sheet;

import de.siegmar.fastcsv.writer.LineDelimiter;

/** How a sheet is written. Reading knows all of them by itself. */
public enum SheetDialect {
    /** UTF-8, {@code ,}, LF. */
    PLAIN(false, ',', LineDelimiter.LF),
    /** As Excel opens it everywhere: UTF-8 with byte-order mark, {@code ,}, CRLF. */
    EXCEL(true, ',', LineDelimiter.CRLF),
    /** As Excel opens it where the comma is for decimals: UTF-8 with byte-order mark, {@code ;}, CRLF. */
    EXCEL_SEMICOLON(true, ';', LineDelimiter.CRLF);

    private final boolean byteOrderMark;
    private final char separator;
    private final LineDelimiter lineEnd;

    SheetDialect(boolean byteOrderMark, char separator, LineDelimiter lineEnd) {
        this.byteOrderMark = byteOrderMark;
        this.separator = separator;
        this.lineEnd = lineEnd;
    }

    boolean byteOrderMark() {
        return byteOrderMark;
    }

    char separator() {
        return separator;
    }

    LineDelimiter lineEnd() {
        return lineEnd;
    }
}
