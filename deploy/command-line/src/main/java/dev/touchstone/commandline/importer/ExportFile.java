package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.salesforce.CellType;
import dev.touchstone.commandline.salesforce.Cells;
import dev.touchstone.commandline.salesforce.Columns;
import dev.touchstone.commandline.salesforce.SalesforceObject;
import dev.touchstone.commandline.salesforce.StandardField;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data export, looked through once before it is sent: only a whole column tells its type, and a type that changed within a
 * file would make two fields of one.
 *
 * @param path the file
 * @param columns which column is which field
 * @param types of the custom columns, in their order
 * @param rows how many there are
 * @param digest of the file and of how it is read
 */
record ExportFile(Path path, Columns columns, List<CellType> types, long rows, String digest) {
    private static final int DIGEST_BYTES = 8;
    private static final int MAX_SOURCE = 64;
    private static final String SOURCE = "salesforce-csv/";

    ExportFile {
        types = List.copyOf(types);
    }

    /**
     * Looks through a file.
     *
     * @return empty if nobody can say what it holds
     */
    static Optional<ExportFile> survey(Path path, ImportSalesforce.Settings settings) {
        try (CsvFile csv = CsvFile.open(path, settings.charset())) {
            List<String> first = csv.hasNext() ? csv.next() : List.of();
            SalesforceObject object = object(path, csv.header(), first, settings);
            if (object == null) {
                return Optional.empty();
            }
            Columns columns = columns(object, csv.header(), path, settings);
            List<CellType> types =
                    new ArrayList<>(Collections.nCopies(columns.custom().size(), CellType.NOTHING));
            merge(types, columns, first);
            while (csv.hasNext()) {
                merge(types, columns, csv.next());
            }
            return Optional.of(
                    new ExportFile(path, columns, types, csv.rows(), digest(csv.digest(), object, settings)));
        }
    }

    private static @Nullable SalesforceObject object(
            Path path, List<String> header, List<String> first, ImportSalesforce.Settings settings) {
        if (settings.object() != null) {
            return settings.object();
        }
        String name = fileName(path);
        if (SalesforceObject.isOtherThanRecords(name)) {
            return null;
        }
        // The id is found by any object's columns, for all call it Id.
        return SalesforceObject.ofFileName(name)
                .or(() -> SalesforceObject.ofId(
                        columns(SalesforceObject.LEAD, header, path, settings).value(StandardField.ID, first)))
                .orElse(null);
    }

    private static Columns columns(
            SalesforceObject object, List<String> header, Path path, ImportSalesforce.Settings settings) {
        try {
            return Columns.of(object, header, settings.map());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(path + ": " + e.getMessage());
        }
    }

    private static void merge(List<CellType> types, Columns columns, List<String> row) {
        for (int i = 0; i < types.size(); i++) {
            int place = columns.custom().get(i).place();
            if (types.get(i) != CellType.TEXT && place < row.size()) {
                types.set(
                        i,
                        Cells.together(types.get(i), Cells.typeOf(row.get(place).strip())));
            }
        }
    }

    /** The same file read in another way is another one: what it gave before says nothing of what it gives now. */
    private static String digest(String ofFile, SalesforceObject object, ImportSalesforce.Settings settings) {
        MessageDigest sha256 = CsvFile.sha256();
        for (String part : List.of(
                ofFile,
                object.option(),
                settings.map().toString(),
                settings.zone().getId(),
                settings.charset().name())) {
            sha256.update((part + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
    }

    String name() {
        return fileName(path);
    }

    /** The name under which the service keeps how far the file was sent: of files that are called alike, the same. */
    String source() {
        String visible = name().replaceAll("[^!-~]", "_");
        int most = MAX_SOURCE - SOURCE.length();
        return SOURCE + (visible.length() <= most ? visible : visible.substring(visible.length() - most));
    }

    /** Where it stands after some rows. */
    String cursor(long rowsDone) {
        return rowsDone + " " + digest;
    }

    /** How many rows a cursor says were sent of this very file; 0 if it is of another. */
    long rowsDone(String cursor) {
        int blank = cursor.indexOf(' ');
        if (blank < 1 || !cursor.substring(blank + 1).equals(digest)) {
            return 0;
        }
        try {
            return Math.min(rows, Math.max(0, Long.parseLong(cursor.substring(0, blank))));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String fileName(Path path) {
        return Objects.requireNonNull(path.getFileName(), "a file has a name").toString();
    }
}
