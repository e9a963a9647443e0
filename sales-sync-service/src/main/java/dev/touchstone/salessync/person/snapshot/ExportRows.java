package dev.touchstone.salessync.person.snapshot;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.touchstone.salessync.marketo.InstanceFields;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an exported file, one by one. It is never in memory as a whole.
 *
 * <p><b>Rules:</b> columns are found by the name in the header, never by their place. The word {@code null} without quotes is no value, with
 * quotes it is text (R-F-2). A row of another width than the header, or without an id, is torn: the ids that it may hold are to be read
 * again another way; nothing of it is taken.
 *
 * <p>Not thread-safe.
 */
final class ExportRows implements AutoCloseable {
    /** What the file writes where there is no value. */
    private static final String NO_VALUE = "null";

    private static final int MAX_ID_DIGITS = 10;
    private static final Pattern NO_PART_OF_AN_ID = Pattern.compile("[,\"\\s]+");

    private final CsvReader<List<Cell>> reader;
    private final CloseableIterator<List<Cell>> records;
    private final Map<LeadField, Integer> columns;
    private final int width;
    private final int idColumn;
    private long taken;
    private boolean torn;
    private boolean skipped;

    /** One cell of a row. */
    private record Cell(String text, boolean quoted) {
        boolean isNoValue() {
            return !quoted && text.equals(NO_VALUE);
        }
    }

    /** One row. */
    sealed interface Row {
        /**
         * A person.
         *
         * @param lastNameDoubtful true if the last name is the word {@code null} without quotes, which may be a name
         */
        record Whole(MarketoLead lead, boolean lastNameDoubtful) implements Row {}

        /**
         * A row that cannot be told apart into fields, with the ids of the people that it may hold.
         *
         * @param ids candidates; some may be no ids
         */
        record Torn(List<Long> ids) implements Row {
            public Torn {
                ids = List.copyOf(ids);
            }
        }
    }

    /** The file is none that can be read: no header, or one without some of the fields. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Opens.
     *
     * @param text the file; closed with this
     * @param fields the fields that were asked for, with their names
     * @throws Unreadable if the header does not name each of them
     */
    ExportRows(Reader text, InstanceFields fields) {
        this.reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .build(new Cells(), new MendedQuotes(text));
        this.records = reader.iterator();
        List<Cell> header = records.hasNext() ? records.next() : List.of();
        this.width = header.size();
        this.columns = columns(header, fields);
        if (!columns.keySet().containsAll(fields.names().keySet())) {
            // It would be taken for people whose fields were emptied.
            throw new Unreadable("the header of the export does not name all fields that were asked for");
        }
        this.idColumn = Objects.requireNonNull(columns.get(LeadField.ID), "an instance has the field id");
    }

    /** Rows given out so far. */
    long taken() {
        return taken;
    }

    /** The next row; empty at the end. */
    Optional<Row> next() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            taken++;
            return Optional.of(row(records.next()));
        } catch (CsvParseException broken) {
            throw new Unreadable("row " + taken + " of the export cannot be read");
        }
    }

    /** False if the file holds another number of people than Marketo says; with torn rows nobody can tell. */
    boolean isComplete(ExportWindow.Job job) {
        return torn || skipped || job.records() < 0 || taken == job.records();
    }

    /** Passes over rows that were taken before; fewer if the file is shorter. */
    void skip(long rows) {
        skipped = rows > 0;
        while (taken < rows && records.hasNext()) {
            records.next();
            taken++;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Row row(List<Cell> cells) {
        OptionalLong id = cells.size() == width ? id(cells.get(idColumn).text()) : OptionalLong.empty();
        if (id.isEmpty()) {
            torn = true;
            return new Row.Torn(candidates(cells));
        }
        Map<LeadField, String> values = new EnumMap<>(LeadField.class);
        columns.forEach((field, column) -> {
            Cell cell = cells.get(column);
            if (!cell.isNoValue() && !cell.text().isBlank()) {
                values.put(field, cell.text());
            } else if (field == LeadField.UNSUBSCRIBED) {
                values.put(field, "false");
            }
        });
        @Nullable Integer lastName = columns.get(LeadField.LAST_NAME);
        boolean doubtful = lastName != null && cells.get(lastName).isNoValue();
        return new Row.Whole(new MarketoLead(id.getAsLong(), values), doubtful);
    }

    /**
     * All whole numbers of the row: a row whose quotes are wrong has its columns shifted, and may have swallowed the rows after it. Asking
     * for a number that is no id does no harm.
     */
    private static List<Long> candidates(List<Cell> cells) {
        return cells.stream()
                .flatMap(cell -> NO_PART_OF_AN_ID.splitAsStream(cell.text()))
                .map(ExportRows::id)
                .flatMapToLong(OptionalLong::stream)
                .distinct()
                .boxed()
                .toList();
    }

    private static OptionalLong id(String text) {
        boolean number = !text.isEmpty()
                && text.length() <= MAX_ID_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long id = number ? Long.parseLong(text) : 0;
        return id > 0 && id <= HighestIdSearch.MAX_ID ? OptionalLong.of(id) : OptionalLong.empty();
    }

    private static Map<LeadField, Integer> columns(List<Cell> header, InstanceFields fields) {
        Map<String, LeadField> wanted = new HashMap<>();
        fields.names().forEach((field, name) -> wanted.put(name, field));
        Map<LeadField, Integer> columns = new EnumMap<>(LeadField.class);
        for (int column = 0; column < header.size(); column++) {
            // Some files begin with a byte order mark.
            String name = header.get(column)
                    .text()
                    .replace("\uFEFF", "")
                    .replace("\"", "")
                    .strip();
            @Nullable LeadField field = wanted.get(name);
            if (field != null) {
                columns.putIfAbsent(field, column);
            }
        }
        return columns;
    }

    /** Collects the cells of a record; a cell knows whether it was quoted. */
    private static final class Cells extends AbstractBaseCsvCallbackHandler<List<Cell>> {
        private List<Cell> cells = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            String text = new String(buffer, offset, length).replace(MendedQuotes.CR, '\r');
            cells.add(new Cell(text, quoted));
        }

        @Override
        protected List<Cell> buildRecord() {
            return cells;
        }
    }
}
