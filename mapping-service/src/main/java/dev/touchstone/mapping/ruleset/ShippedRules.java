package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.detect.SiteKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes with the product: the default rules, the catalogue they refer to and the detector lists.
 *
 * @param rules the default rules
 * @param catalogue every channel and subchannel that they name
 * @param lists the detector lists of this build
 */
public record ShippedRules(ChannelRules rules, ChannelCatalogue catalogue, DetectorLists lists) {
    /**
     * Reads them from the class path.
     *
     * @throws IllegalStateException if what was shipped is not valid; the build's tests make sure that it is
     */
    public static ShippedRules load() {
        ChannelRules rules = new ChannelRules(
                RuleSheet.readOnline(text("ruleset/default-rules.csv")),
                RuleSheet.readOffline(text("ruleset/default-campaign-types.csv")));
        ChannelCatalogue catalogue = RuleSheet.readChannels(text("ruleset/default-channels.csv"));
        List<RuleProblem> problems = RuleSetValidator.validate(rules, catalogue);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the shipped rules are not valid: " + problems);
        }
        return new ShippedRules(rules, catalogue, loadLists());
    }

    private static DetectorLists loadLists() {
        Map<SiteKind, String> sites = Map.of(
                SiteKind.SEARCH, text("detect/search.csv"),
                SiteKind.SOCIAL, text("detect/social.csv"),
                SiteKind.AI_ASSISTANT, text("detect/ai.csv"),
                SiteKind.VIDEO, text("detect/video.csv"),
                SiteKind.EMAIL, text("detect/email.csv"),
                SiteKind.SHOPPING, text("detect/shopping.csv"),
                SiteKind.DISPLAY, text("detect/display.csv"));
        return DetectorLists.parse(text("detect/version.txt").strip(), sites, text("detect/clicks.csv"));
    }

    /** The default rules with the digest by which they are compared. */
    public RuleSet.RuleBasis basis() {
        return new RuleSet.RuleBasis(rules, lists.version(), RuleSetDigest.of(rules, lists));
    }

    private static String text(String resource) {
        try (@Nullable InputStream stream = ShippedRules.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }
}
