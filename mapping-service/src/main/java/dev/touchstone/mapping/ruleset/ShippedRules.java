package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.sheet.ChannelSheet;
import dev.touchstone.mapping.sheet.ReadSheet;
import dev.touchstone.mapping.sheet.RuleSheetReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes with the product: the default rules, the catalogue they refer to and the detector lists.
 *
 * @param rules the default rules
 * @param catalogue every channel and subchannel that they name
 * @param lists the detector lists of this build, or later ones
 */
public record ShippedRules(ChannelRules rules, ChannelCatalogue catalogue, DetectorLists lists) {
    /**
     * Reads them from the class path.
     *
     * @throws IllegalStateException if what was shipped is not valid; the build's tests make sure that it is
     */
    public static ShippedRules load() {
        List<ChannelRule> online = rows(RuleSheetReader.readOnline(bytes("ruleset/default-rules.csv")));
        List<OfflineRule> offline =
                rows(RuleSheetReader.readOffline(bytes("ruleset/default-campaign-types.csv"), online.size()));
        ChannelRules rules = new ChannelRules(online, offline);
        ChannelCatalogue catalogue =
                new ChannelCatalogue(ChannelSheet.read(text("ruleset/default-channels.csv")).entrySet().stream()
                        .map(channel -> Channel.named(channel.getKey(), channel.getValue()))
                        .toList());
        List<RuleProblem> problems = RuleSetValidator.validate(rules, catalogue);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the shipped rules are not valid: " + problems);
        }
        return new ShippedRules(rules, catalogue, DetectorLists.read(ShippedRules::listText));
    }

    private static <R> List<R> rows(ReadSheet<R> sheet) {
        if (!sheet.problems().isEmpty()) {
            throw new IllegalStateException("a shipped sheet is not valid: " + sheet.problems());
        }
        return sheet.rules();
    }

    /**
     * The text of one of the detector lists of this build.
     *
     * @param name of the file, without a folder
     */
    public static String listText(String name) {
        return text("detect/" + name);
    }

    /** The same with other detector lists. */
    public ShippedRules withLists(DetectorLists others) {
        return new ShippedRules(rules, catalogue, others);
    }

    /** The default rules with the digest by which they are compared. */
    public RuleSet.RuleBasis basis() {
        return new RuleSet.RuleBasis(rules, lists.version(), RuleSetDigest.of(rules, lists));
    }

    private static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (@Nullable InputStream stream = ShippedRules.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }
}
