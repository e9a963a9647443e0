package dev.touchstone.commandline.rulefile;

/** Texts that stand in double quotes where they would be taken for something else without. */
final class Quotes {
    private static final char QUOTE = '"';
    private static final char ESCAPE = '\\';

    private Quotes() {}

    /**
     * A text that was read, and where it ended.
     *
     * @param text without quotes
     * @param end index behind it in what it was read from
     */
    record Read(String text, int end) {}

    static String write(String text) {
        boolean plain = !text.isEmpty() && text.equals(text.strip()) && text.charAt(0) != QUOTE && !text.contains("->");
        return plain ? text : quoted(text);
    }

    static String quoted(String text) {
        return QUOTE + text.replace("\\", "\\\\").replace("\"", "\\\"") + QUOTE;
    }

    static boolean beginsAt(String line, int at) {
        return at < line.length() && line.charAt(at) == QUOTE;
    }

    /** Reads a text in quotes. */
    static Read read(String line, int start, int number) throws RuleFile.Wrong {
        StringBuilder text = new StringBuilder();
        for (int at = start + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == QUOTE) {
                return new Read(text.toString(), at + 1);
            }
            if (c == ESCAPE) {
                at++;
                if (at == line.length() || (line.charAt(at) != QUOTE && line.charAt(at) != ESCAPE)) {
                    throw new RuleFile.Wrong(
                            number, "within double quotes a \\ is written \\\\, and a \" is written \\\"");
                }
            }
            text.append(line.charAt(at));
        }
        throw new RuleFile.Wrong(number, "the double quote is not closed");
    }

    /** Reads a whole text, in quotes or not. */
    static String readAll(String written, int number) throws RuleFile.Wrong {
        if (!beginsAt(written, 0)) {
            return written;
        }
        Read read = read(written, 0, number);
        if (read.end() < written.length()) {
            throw new RuleFile.Wrong(number, "nothing may stand behind the closing double quote");
        }
        return read.text();
    }
}
