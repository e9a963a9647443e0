package dev.touchstone.mapping.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the catalogue that ships: one row for each subchannel, and one for each channel without any. */
public final class ChannelSheet {
    private static final List<String> HEADING = List.of("Channel", "Subchannel");

    private ChannelSheet() {}

    /**
     * Channels by name, each with its subchannels in the order of the sheet.
     *
     * @throws IllegalArgumentException if the sheet is of another form, naming the line
     */
    public static SortedMap<String, List<String>> read(String csv) {
        CsvRecords read = CsvRecords.read(csv, ',', Integer.MAX_VALUE);
        if (read.badQuoteLine() > 0) {
            throw new IllegalArgumentException("the quotes of line " + read.badQuoteLine() + " are wrong");
        }
        if (read.records().isEmpty() || !read.records().getFirst().fields().equals(HEADING)) {
            throw new IllegalArgumentException("line 1 must be the heading " + String.join(",", HEADING));
        }
        SortedMap<String, List<String>> channels = new TreeMap<>();
        for (CsvRecords.Entry row : read.records().subList(1, read.records().size())) {
            if (row.fields().size() != HEADING.size()) {
                throw new IllegalArgumentException("line " + row.line() + " must have " + HEADING.size() + " fields");
            }
            List<String> subchannels = channels.computeIfAbsent(row.field(0), channel -> new ArrayList<>());
            if (!row.field(1).isEmpty()) {
                subchannels.add(row.field(1));
            }
        }
        return channels;
    }
}
