package dev.touchstone.salessync.salesforce.bulk;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as CSV: a line of names, then a line per record; an empty cell is null. */
final class BulkCsv {
    private BulkCsv() {}

    /** The records; empty if the text is no such table. */
    static Optional<List<SalesforceRecord>> read(String object, byte[] csv) {
        InputStreamReader text = new InputStreamReader(new ByteArrayInputStream(csv), StandardCharsets.UTF_8);
        List<SalesforceRecord> records = new ArrayList<>();
        try (CloseableIterator<CsvRecord> lines =
                CsvReader.builder().ofCsvRecord(text).iterator()) {
            if (!lines.hasNext()) {
                return Optional.of(List.of());
            }
            List<String> names = lines.next().getFields();
            while (lines.hasNext()) {
                List<String> cells = lines.next().getFields();
                if (cells.size() != names.size()) {
                    return Optional.empty();
                }
                records.add(new SalesforceRecord(object, values(names, cells)));
            }
            return Optional.of(records);
        } catch (CsvParseException broken) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, String> values(List<String> names, List<String> cells) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                values.put(names.get(i), cells.get(i));
            }
        }
        return values;
    }
}
