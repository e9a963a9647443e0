package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the sheets that people write: the seven columns and the note of the online rules, the campaign types, the
 * catalogue. Only the form is looked at here; {@link RuleSetValidator} looks at what is written.
 *
 * <p><b>Errors:</b> every method throws {@link IllegalArgumentException} for a heading or a number of fields that is not
 * that of its sheet, naming the line of the text from 1 upwards, empty lines not counted.
 */
final class RuleSheet {
    private static final List<String> ONLINE = List.of(
            "Channel", "Subchannel", "Campaign", "Medium", "Source", "Landing Page", "Referring Website", "Note");
    private static final List<String> OFFLINE = List.of("Campaign Type", "Channel", "Subchannel");
    private static final List<String> CHANNELS = List.of("Channel", "Subchannel");

    private RuleSheet() {}

    static List<ChannelRule> readOnline(String csv) {
        return rows(csv, ONLINE).stream()
                .map(row -> new ChannelRule(
                        new ChannelPath(row.get(0), row.get(1)),
                        new RuleCells(row.get(2), row.get(3), row.get(4), row.get(5), row.get(6)),
                        row.get(7)))
                .toList();
    }

    static List<OfflineRule> readOffline(String csv) {
        return rows(csv, OFFLINE).stream()
                .map(row -> new OfflineRule(row.get(0), new ChannelPath(row.get(1), row.get(2))))
                .toList();
    }

    static ChannelCatalogue readChannels(String csv) {
        Map<String, List<String>> subchannels = new TreeMap<>();
        for (List<String> row : rows(csv, CHANNELS)) {
            List<String> ofChannel = subchannels.computeIfAbsent(row.get(0), channel -> new ArrayList<>());
            if (!row.get(1).isEmpty()) {
                ofChannel.add(row.get(1));
            }
        }
        return new ChannelCatalogue(subchannels.entrySet().stream()
                .map(channel -> new Channel(channel.getKey(), channel.getValue()))
                .toList());
    }

    private static List<List<String>> rows(String csv, List<String> heading) {
        List<List<String>> lines = CsvText.read(csv);
        if (lines.isEmpty() || !lines.get(0).equals(heading)) {
            throw new IllegalArgumentException("line 1 must be the heading " + String.join(",", heading));
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).size() != heading.size()) {
                throw new IllegalArgumentException("line " + (i + 1) + " must have " + heading.size()
                        + " fields but has " + lines.get(i).size());
            }
        }
        return lines.subList(1, lines.size());
    }
}
