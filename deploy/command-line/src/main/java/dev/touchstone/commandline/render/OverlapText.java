package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.TouchpointOverlap;
import java.util.List;

/** Overlaps as a table. */
public final class OverlapText {
    private OverlapText() {}

    /** The overlaps, a row each. */
    public static String list(List<TouchpointOverlap> overlaps, int width) {
        Table table = Table.of(
                Table.text("What"),
                Table.text("Campaign"),
                Table.text("Id"),
                Table.text("Also as"),
                Table.number("People"),
                Table.text("For example"));
        for (TouchpointOverlap overlap : overlaps) {
            table.row(
                    Words.plain(overlap.getKind(), "TOUCHPOINT_OVERLAP_KIND_"),
                    overlap.getCampaignName(),
                    overlap.getCampaignId(),
                    overlap.getOtherSource(),
                    Words.number(overlap.getPersonCount()),
                    overlap.getExampleCount() == 0 ? "" : overlap.getExample(0).getEmail());
        }
        return overlaps.isEmpty() ? "No overlaps.\n" : table.render(width);
    }
}
