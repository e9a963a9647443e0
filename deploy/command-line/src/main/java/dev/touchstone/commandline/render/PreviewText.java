package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.PersonFieldPreview;
import dev.touchstone.salessync.v1.PreviewPersonSyncResponse;
import dev.touchstone.salessync.v1.UnqualifiedCount;
import dev.touchstone.salessync.v1.WayEstimate;
import java.util.List;
import java.util.Locale;

/** What a sync of people would find and cost, as text. */
public final class PreviewText {
    private PreviewText() {}

    /** The preview. */
    public static String preview(PreviewPersonSyncResponse preview, int width) {
        StringBuilder text = new StringBuilder();
        text.append(preview.getComplete() ? "Everybody was read.\n" : "A sample was read.\n");
        Table people = Table.of(Table.text("People"), Table.number("Count"))
                .row("Read", Words.number(preview.getReadCount()))
                .row("Would be taken", Words.number(preview.getQualifiedCount()));
        for (UnqualifiedCount count : preview.getUnqualifiedCountsList()) {
            people.row("Not taken: " + StatusText.reason(count.getReason()), Words.number(count.getCount()));
        }
        people.row("In the instance", Words.number(preview.getEstimatedPersonCount()));
        text.append(people.render(width)).append('\n').append(ways(preview.getWaysList(), width));
        List<String> missing = preview.getFieldsList().stream()
                .filter(PersonFieldPreview::getMissing)
                .map(PersonFieldPreview::getRestName)
                .toList();
        text.append(missing.isEmpty() ? "" : "The instance lacks: " + String.join(", ", missing) + "\n");
        preview.getWarningsList()
                .forEach(warning ->
                        text.append("Warning: ").append(words(warning)).append('\n'));
        return text.toString();
    }

    private static String ways(List<WayEstimate> ways, int width) {
        Table table = Table.of(
                Table.text("Way"),
                Table.number("Calls"),
                Table.number("MB"),
                Table.number("Time"),
                Table.text("Remark"));
        for (WayEstimate way : ways) {
            boolean usable = way.getUnavailableReason().isEmpty();
            table.row(
                    Words.plain(way.getWay(), "PERSON_SYNC_WAY_"),
                    usable ? Words.number(way.getCalls()) : "",
                    usable ? Words.number(way.getExportMegabytes()) : "",
                    usable ? Words.duration(Stamps.duration(way.getDuration())) : "",
                    way.getChosen() ? "would be used" : way.getUnavailableReason());
        }
        return table.render(width);
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
