package dev.touchstone.commandline.render;

import dev.touchstone.commandline.rulefile.FieldFile;
import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.TouchpointFieldExample;
import dev.touchstone.touchpoint.v1.TouchpointFieldPreview;
import dev.touchstone.touchpoint.v1.TouchpointFieldSample;
import dev.touchstone.touchpoint.v1.TouchpointFieldUse;
import dev.touchstone.touchpoint.v1.TouchpointFieldValueCount;
import dev.touchstone.touchpoint.v1.TouchpointFieldVersion;
import java.util.List;

/** Calculated touchpoint fields, written for people. */
public final class TouchpointFieldText {
    private TouchpointFieldText() {}

    /** One version, as a file that can be changed and saved; which rules use its fields stands in comments. */
    public static String version(TouchpointFieldVersion version, List<TouchpointFieldUse> uses) {
        StringBuilder text = new StringBuilder("# touchpoint fields, version " + version.getVersion() + ", since "
                + Stamps.time(version.getCreateTime()) + " UTC"
                + (version.getAuthor().isEmpty() ? "" : ", by " + Words.printable(version.getAuthor()))
                + (version.getNote().isEmpty() ? "" : ": " + Words.printable(version.getNote())) + "\n");
        uses.forEach(use -> text.append("# ")
                .append(use.getField())
                .append(" is used by ")
                .append(Words.printable(use.getRule()))
                .append('\n'));
        return version.getFieldsCount() == 0
                ? text.append("# no fields\n").toString()
                : text.append('\n')
                        .append(FieldFile.write(version.getFieldsList()))
                        .toString();
    }

    /** All versions, a row each. */
    public static String versions(List<TouchpointFieldVersion> versions, int width) {
        Table table = Table.of(
                Table.number("Version"),
                Table.text("Since (UTC)"),
                Table.number("Fields"),
                Table.text("Who"),
                Table.text("Why"));
        for (TouchpointFieldVersion version : versions) {
            table.row(
                    Words.number(version.getVersion()),
                    Stamps.time(version.getCreateTime()),
                    Words.number(version.getFieldCount()),
                    version.getAuthor(),
                    version.getNote());
        }
        return table.render(width);
    }

    /** What fields would come out as. */
    public static String preview(PreviewTouchpointFieldsResponse preview, int width) {
        StringBuilder text =
                new StringBuilder("Tried on " + Words.count(preview.getTouchpointCount(), "touchpoint") + ".\n");
        preview.getFieldsList().forEach(field -> append(text, field, width));
        for (TouchpointFieldSample sample : preview.getSamplesList()) {
            text.append("\nOn ").append(Words.printable(sample.getText())).append('\n');
            for (int i = 0; i < sample.getValuesCount(); i++) {
                text.append("  ")
                        .append(preview.getFields(i).getName())
                        .append(": ")
                        .append(value(sample.getValues(i)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, TouchpointFieldPreview field, int width) {
        text.append('\n')
                .append(field.getName())
                .append(": a value on ")
                .append(Words.number(field.getValueCount()))
                .append(", ")
                .append(Words.number(field.getDistinctValueCount()))
                .append(" different; otherwise than now on ")
                .append(Words.number(field.getChangedCount()))
                .append('\n');
        if (field.getTopValuesCount() > 0) {
            Table table = Table.of(Table.text("Value"), Table.number("Touchpoints"));
            for (TouchpointFieldValueCount top : field.getTopValuesList()) {
                table.row(top.getValue(), Words.number(top.getCount()));
            }
            text.append(table.render(width));
        }
        for (TouchpointFieldExample example : field.getExamplesList()) {
            text.append("  ")
                    .append(example.getTouchpointId())
                    .append(": ")
                    .append(Words.printable(String.join(" | ", example.getInputsList())))
                    .append(" gives ")
                    .append(value(example.getValue()))
                    .append('\n');
        }
    }

    private static String value(String value) {
        return value.isEmpty() ? "no value" : Words.printable(value);
    }
}
