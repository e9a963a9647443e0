package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The channel catalogue and the rules as tables. */
public final class MappingText {
    private static final List<Table.Column> ONLINE_COLUMNS = List.of(
            Table.number("Row"),
            Table.text("Channel"),
            Table.text("Subchannel"),
            Table.text("Campaign"),
            Table.text("Medium"),
            Table.text("Source"),
            Table.text("Landing Page"),
            Table.text("Referring Website"));

    private MappingText() {}

    /** The catalogue. */
    public static String channels(List<Channel> channels, int width) {
        Table table = Table.of(Table.text("Channel"), Table.text("Subchannels"));
        for (Channel channel : channels) {
            table.row(
                    marked(channel.getDisplayName(), channel.getArchived()),
                    channel.getSubchannelsList().stream()
                            .map(subchannel -> marked(subchannel.getDisplayName(), subchannel.getArchived()))
                            .collect(Collectors.joining(", ")));
        }
        return table.render(width);
    }

    private static String marked(String name, boolean archived) {
        return archived ? name + " (archived)" : name;
    }

    /** The rule sheet: the columns that its rows use, and those of the online sheet. */
    public static String rules(List<ChannelRule> rules, int width) {
        boolean types = rules.stream().anyMatch(rule -> !rule.getCampaignType().isEmpty());
        boolean conditions =
                rules.stream().anyMatch(rule -> !rule.getMoreConditions().isEmpty());
        List<Table.Column> columns = new ArrayList<>(ONLINE_COLUMNS);
        if (types) {
            columns.add(Table.text("Campaign Type"));
        }
        if (conditions) {
            columns.add(Table.text("More Conditions"));
        }
        Table table = Table.of(columns.toArray(Table.Column[]::new));
        for (ChannelRule rule : rules) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(rule.getRowNumber()),
                    rule.getChannel(),
                    rule.getSubchannel(),
                    rule.getCampaign(),
                    rule.getMedium(),
                    rule.getSource(),
                    rule.getLandingPage(),
                    rule.getReferringWebsite()));
            if (types) {
                cells.add(rule.getCampaignType());
            }
            if (conditions) {
                cells.add(rule.getMoreConditions());
            }
            table.row(cells.toArray(String[]::new));
        }
        return table.render(width);
    }
}
