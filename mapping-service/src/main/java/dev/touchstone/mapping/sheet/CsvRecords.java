package dev.touchstone.mapping.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CSV text cut into records that are not blank.
 *
 * <p><b>Source:</b> RFC 4180, with any separator, and with lines that end with LF or CRLF. A line break inside quotes belongs to the
 * field.
 *
 * @param records top to bottom, without those that hold nothing but blanks
 * @param badQuoteLine line on which the record begins whose quotes are wrong, and which ends what could be read; 0 if none
 */
record CsvRecords(List<Entry> records, int badQuoteLine) {
    /** Follows the text, repeated until it is no part of it, so that a quote that is never closed shows: it swallows this. */
    private static final String END = "end";

    private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

    private static final String STANDS_FOR_RETURN = "\0";

    CsvRecords {
        records = List.copyOf(records);
    }

    /**
     * A record.
     *
     * @param line on which it begins, from 1 upwards
     * @param lastLine on which it ends
     */
    record Entry(int line, int lastLine, List<String> fields) {
        Entry {
            fields = List.copyOf(fields);
        }

        /** A field; empty if the record is shorter. */
        String field(int index) {
            return index < fields.size() ? fields.get(index) : "";
        }

        /** The same with its fields as they were before {@link FormulaGuard} wrote them. */
        Entry plain() {
            return new Entry(
                    line, lastLine, fields.stream().map(FormulaGuard::plain).toList());
        }

        private boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    /**
     * Reads until there are so many records.
     *
     * @param text without U+0000
     * @param limit records at most
     */
    static CsvRecords read(String text, char separator, int limit) {
        // The library takes a CR within quotes for half of a CRLF if a LF follows the quotes, and loses the field.
        String prepared = LONE_RETURN.matcher(text).replaceAll(STANDS_FOR_RETURN);
        List<Entry> entries = new ArrayList<>();
        List<String> end = List.of(notIn(text));
        int line = 1;
        boolean ended = false;
        try (CsvReader<CsvRecord> reader = reader(prepared + "\n" + end.getFirst(), separator)) {
            Iterator<CsvRecord> records = reader.iterator();
            while (!ended && entries.size() < limit && records.hasNext()) {
                List<String> fields = records.next().getFields().stream()
                        .map(field -> field.replace(STANDS_FOR_RETURN, "\r"))
                        .toList();
                int lastLine =
                        line + fields.stream().mapToInt(SheetText::lineBreaks).sum();
                Entry entry = new Entry(line, lastLine, fields);
                ended = fields.equals(end);
                if (!ended && !entry.isBlank()) {
                    entries.add(entry);
                }
                line = lastLine + 1;
            }
        } catch (CsvParseException e) {
            return new CsvRecords(entries, line);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be closed", e);
        }
        if (ended || entries.size() == limit) {
            return new CsvRecords(entries, 0);
        }
        Entry unclosed = entries.getLast();
        return new CsvRecords(entries.subList(0, entries.size() - 1), unclosed.line());
    }

    private static String notIn(String text) {
        String end = END;
        while (text.contains(end)) {
            end += end;
        }
        return end;
    }

    private static CsvReader<CsvRecord> reader(String text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text);
    }
}
