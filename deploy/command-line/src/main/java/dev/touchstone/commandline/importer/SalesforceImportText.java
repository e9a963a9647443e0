package dev.touchstone.commandline.importer;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.touchstone.commandline.salesforce.CellType;
import dev.touchstone.commandline.salesforce.Columns;
import dev.touchstone.commandline.salesforce.StandardField;
import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The result of an import of data exports, for people and for programs. */
public final class SalesforceImportText {
    private SalesforceImportText() {}

    /** For people. */
    public static String text(SalesforceImport result, int width) {
        StringBuilder text = new StringBuilder(
                result.dryRun() ? columns(result, width) : files(result).render(width));
        if (!result.refused().isEmpty()) {
            Table reasons = Table.of(
                    Table.text("File"), Table.text("Column"), Table.text("Refused because"), Table.number("Times"));
            result.refused()
                    .forEach((reason, times) -> reasons.row(
                            Words.printable(reason.file()),
                            Words.printable(reason.column()),
                            Words.printable(reason.reason()),
                            Words.number(times)));
            text.append('\n').append(reasons.render(width));
        }
        for (SalesforceImport.File file : result.files()) {
            if (file.skipped() > 0) {
                text.append(Words.printable(file.export().name()))
                        .append(": ")
                        .append(Words.count(file.skipped(), "row"))
                        .append(" had been sent by an earlier import; --from-start sends them again.\n");
            }
            if (file.leftOut() > 0) {
                text.append(Words.printable(file.export().name()))
                        .append(": ")
                        .append(Words.count(file.leftOut(), "cell"))
                        .append(" longer than 4,096 characters left out.\n");
            }
        }
        result.unknown()
                .forEach(file -> text.append("Not imported, because nothing tells what it holds: ")
                        .append(Words.printable(file))
                        .append('\n'));
        return text.append("\nDone in ")
                .append(Words.duration(result.elapsed()))
                .append(result.dryRun() ? "; nothing was sent.\n" : ".\n")
                .toString();
    }

    private static Table files(SalesforceImport result) {
        Table files = Table.of(
                Table.text("File"),
                Table.text("Object"),
                Table.number("Rows"),
                Table.number("Stored"),
                Table.number("Unchanged"),
                Table.number("Refused"));
        for (SalesforceImport.File file : result.files()) {
            files.row(
                    Words.printable(file.export().name()),
                    file.export().columns().object().option(),
                    Words.number(file.export().rows()),
                    Words.number(file.stored()),
                    Words.number(file.unchanged()),
                    Words.number(file.refused()));
        }
        return files;
    }

    private static String columns(SalesforceImport result, int width) {
        StringBuilder text = new StringBuilder();
        for (SalesforceImport.File file : result.files()) {
            Columns columns = file.export().columns();
            text.append(Words.printable(file.export().name()))
                    .append(": ")
                    .append(Words.count(file.export().rows(), columns.object().option() + " row"))
                    .append(", ")
                    .append(Words.number(file.refused()))
                    .append(" cannot be sent\n");
            Table table = Table.of(Table.text("Column"), Table.text("Field"), Table.text("Type"));
            columns.standard().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> entry.getValue()
                            .forEach(place ->
                                    table.row(Words.printable(columns.header().get(place)), name(entry.getKey()), "")));
            List<CellType> types = file.export().types();
            for (int i = 0; i < types.size(); i++) {
                if (types.get(i) != CellType.NOTHING) {
                    Columns.Custom custom = columns.custom().get(i);
                    table.row(
                            Words.printable(columns.header().get(custom.place())),
                            custom.name(),
                            Words.plain(types.get(i), ""));
                }
            }
            text.append(table.render(width)).append('\n');
        }
        return text.toString();
    }

    private static String name(StandardField field) {
        return field.columns().get(0);
    }

    /** For programs. */
    public static Struct json(SalesforceImport result) {
        List<Value> files = new ArrayList<>();
        for (SalesforceImport.File file : result.files()) {
            files.add(value(Struct.newBuilder()
                    .putFields("file", text(file.export().name()))
                    .putFields("object", text(file.export().columns().object().option()))
                    .putFields("rows", number(file.export().rows()))
                    .putFields("skipped", number(file.skipped()))
                    .putFields("stored", number(file.stored()))
                    .putFields("unchanged", number(file.unchanged()))
                    .putFields("refused", number(file.refused()))
                    .putFields("leftOutCells", number(file.leftOut()))));
        }
        List<Value> reasons = new ArrayList<>();
        result.refused()
                .forEach((reason, times) -> reasons.add(value(Struct.newBuilder()
                        .putFields("file", text(reason.file()))
                        .putFields("column", text(reason.column()))
                        .putFields("reason", text(reason.reason()))
                        .putFields("times", number(times)))));
        return Struct.newBuilder()
                .putFields(
                        "dryRun",
                        Value.newBuilder().setBoolValue(result.dryRun()).build())
                .putFields("files", list(files))
                .putFields("refused", list(reasons))
                .putFields(
                        "notImported",
                        list(result.unknown().stream()
                                .map(SalesforceImportText::text)
                                .toList()))
                .build();
    }

    private static Value value(Struct.Builder struct) {
        return Value.newBuilder().setStructValue(struct).build();
    }

    private static Value list(List<Value> values) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder().addAllValues(values))
                .build();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static Value number(long value) {
        return Value.newBuilder().setNumberValue((double) value).build();
    }
}
