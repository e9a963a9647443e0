package dev.touchstone.mapping.sheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * The bytes of a sheet as text. In a file without any LF, as old programs write it, CR ends the lines and is made LF. What is not UTF-8 is replaced by U+FFFD, and its lines are kept, so that the rest of the sheet can
 * be looked at too.
 *
 * @param text without byte-order mark, its lines ended by LF or CRLF
 * @param brokenLines lines that hold bytes that are not UTF-8, from 1 upwards
 */
record SheetText(String text, TreeSet<Integer> brokenLines) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String REPLACEMENT = "\uFFFD";

    static SheetText decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        TreeSet<Integer> brokenLines = new TreeSet<>();
        byte lineEnd = (byte) (has(bytes, (byte) '\n') ? '\n' : '\r');
        LineCount lines = new LineCount(lineEnd);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            brokenLines.add(lines.lineAt(bytes, in.position()));
            in.position(in.position() + result.length());
            out.put(REPLACEMENT);
            result = decoder.decode(in, out, true);
        }
        String text = out.flip().toString().replace((char) lineEnd, '\n');
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new SheetText(marked ? text.substring(1) : text, brokenLines);
    }

    /** True if these are the bytes of something else than a text in UTF-8, as a workbook is, or a text in UTF-16. */
    static boolean isNoText(byte[] bytes) {
        return has(bytes, (byte) 0);
    }

    private static boolean has(byte[] bytes, byte wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Ends of lines in a text. */
    static int lineBreaks(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    /** Counts lines from where it stopped before. */
    private static final class LineCount {
        private final byte lineEnd;
        private int position;
        private int line = 1;

        LineCount(byte lineEnd) {
            this.lineEnd = lineEnd;
        }

        int lineAt(byte[] bytes, int target) {
            for (; position < target; position++) {
                if (bytes[position] == lineEnd) {
                    line++;
                }
            }
            return line;
        }
    }
}
