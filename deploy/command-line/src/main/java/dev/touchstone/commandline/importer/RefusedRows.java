package dev.touchstone.commandline.importer;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts refused rows by reason, and writes each into a file if the user wants one. */
final class RefusedRows implements AutoCloseable {
    private static final int MAX_VALUE = 100;
    /** <b>Source:</b> OWASP, "CSV Injection". */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private final @Nullable CsvWriter writer;
    private final Map<Reason, Long> counts = new LinkedHashMap<>();

    /**
     * @param file to write; null for none
     * @param resumes whether what the file holds is of the same import, and stays
     * @throws CommandFailed if it cannot be written
     */
    RefusedRows(@Nullable Path file, boolean resumes) {
        try {
            boolean appends = file != null && resumes && Files.exists(file) && Files.size(file) > 0;
            writer = file == null ? null : open(file, appends);
            if (writer != null && !appends) {
                writer.writeRecord("File", "Row", "Line", "Column", "Value", "Reason");
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed(file + " cannot be written: " + e.getMessage());
        }
    }

    private static CsvWriter open(Path file, boolean appends) throws IOException {
        return CsvWriter.builder()
                .build(
                        file,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        appends ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Why rows of a file were refused. */
    record Reason(String file, String column, String reason) {}

    /**
     * A place in a file.
     *
     * @param row number of the row, the one after the header is 1
     * @param line the line on which it begins
     */
    record Place(String file, long row, long line) {}

    void add(Place place, ExportRows.Problem problem) {
        // Without what is told of the single value, so that there are few reasons.
        String reason = problem.reason().replaceFirst("^([A-Z_]+): .*", "$1");
        counts.merge(new Reason(place.file(), problem.column(), reason), 1L, Long::sum);
        if (writer != null) {
            writer.writeRecord(
                    unlikeFormula(place.file()),
                    Long.toString(place.row()),
                    Long.toString(place.line()),
                    unlikeFormula(problem.column()),
                    unlikeFormula(Words.cut(problem.value(), MAX_VALUE)),
                    unlikeFormula(problem.reason()));
        }
    }

    /** With an apostrophe before what a spreadsheet would calculate: the values are whatever somebody once typed. */
    private static String unlikeFormula(String text) {
        return !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** How many rows for each reason, in the order in which the reasons came up. */
    Map<Reason, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** Has what was added so far in the file, whatever becomes of the import. */
    void flush() {
        if (writer != null) {
            try {
                writer.flush();
            } catch (IOException e) {
                throw new CommandFailed("the file of refused rows cannot be written: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new CommandFailed("the file of refused rows cannot be closed: " + e.getMessage());
            }
        }
    }
}
