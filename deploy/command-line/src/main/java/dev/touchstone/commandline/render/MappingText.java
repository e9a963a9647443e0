package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.Subchannel;
import java.util.List;
import java.util.stream.Collectors;

/** The channel catalogue and the rules as tables. */
public final class MappingText {
    private static final int DIGEST_SHOWN = 12;

    private MappingText() {}

    /** The catalogue. */
    public static String channels(List<Channel> channels, int width) {
        Table table = Table.of(Table.text("Channel"), Table.text("Subchannels"));
        for (Channel channel : channels) {
            table.row(
                    channel.getDisplayName(),
                    channel.getSubchannelsList().stream()
                            .map(Subchannel::getDisplayName)
                            .collect(Collectors.joining(", ")));
        }
        return table.render(width);
    }

    /** The rule sheet. */
    public static String rules(RuleSet rules, int width) {
        Table table = Table.of(
                Table.number("Row"),
                Table.text("Channel"),
                Table.text("Subchannel"),
                Table.text("Campaign"),
                Table.text("Medium"),
                Table.text("Source"),
                Table.text("Landing Page"),
                Table.text("Referring Website"));
        for (ChannelRule rule : rules.getRulesList()) {
            table.row(
                    Integer.toString(rule.getRowNumber()),
                    rule.getChannel(),
                    rule.getSubchannel(),
                    rule.getCampaign(),
                    rule.getMedium(),
                    rule.getSource(),
                    rule.getLandingPage(),
                    rule.getReferringWebsite());
        }
        return "Rule set version " + rules.getVersion() + ", published " + Stamps.time(rules.getPublishTime())
                + " UTC, detector lists " + rules.getDetectorListVersion() + ", digest "
                + Words.cut(rules.getDigest(), DIGEST_SHOWN) + "\n" + table.render(width);
    }
}
