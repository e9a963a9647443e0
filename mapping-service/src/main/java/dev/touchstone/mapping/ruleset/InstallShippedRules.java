package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.OfflineRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Publishes the rules that come with the product where none are active, or where the active ones came with an earlier
 * build. A customer's rules stay, and so do those of a later build, and the names that the customer gave to shipped channels.
 * Safe to run in several replicas at once: the second finds what the first did.
 */
@ApplicationScoped
public class InstallShippedRules {
    /** Who publishes what ships. */
    public static final String AUTHOR = "Touchstone";

    private final RuleSetStore ruleSets;
    private final ChannelStore channels;
    private final RuleSetMetrics metrics;
    private final Clock clock;

    InstallShippedRules(RuleSetStore ruleSets, ChannelStore channels, RuleSetMetrics metrics, Clock clock) {
        this.ruleSets = ruleSets;
        this.channels = channels;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The version that was published; empty if there was nothing to do. */
    @Transactional
    public Optional<RuleSet.Head> install(ShippedRules shipped) {
        RuleSet.RuleBasis basis = shipped.basis();
        channels.lock();
        if (!isDue(ruleSets.findActiveHead(), basis)) {
            return Optional.empty();
        }
        Map<ChannelPath, ChannelPath> today = channels.addShipped(shipped.catalogue());
        RuleSet.RuleBasis renamed =
                new RuleSet.RuleBasis(renamed(basis.rules(), today), basis.detectorListVersion(), basis.digest());
        RuleSet.Publication publication =
                new RuleSet.Publication(clock.instant().truncatedTo(ChronoUnit.MICROS), AUTHOR, "", 0, null);
        RuleSet.Head head = ruleSets.publish(RuleSet.Origin.SHIPPED, renamed, publication, channels.load());
        metrics.published(RuleSetMetrics.Cause.SHIPPED);
        return Optional.of(head);
    }

    private static ChannelRules renamed(ChannelRules rules, Map<ChannelPath, ChannelPath> today) {
        return new ChannelRules(
                rules.online().stream()
                        .map(rule -> new ChannelRule(path(rule.path(), today), rule.cells(), rule.note(), rule.anyOf()))
                        .toList(),
                rules.offline().stream()
                        .map(rule -> new OfflineRule(rule.campaignType(), path(rule.path(), today), rule.anyOf()))
                        .toList());
    }

    private static ChannelPath path(ChannelPath shipped, Map<ChannelPath, ChannelPath> today) {
        return Objects.requireNonNull(today.get(shipped), "the shipped catalogue has every path of the shipped rules");
    }

    private static boolean isDue(Optional<RuleSet.Head> active, RuleSet.RuleBasis shipped) {
        if (active.isEmpty()) {
            return true;
        }
        RuleSet.Head head = active.get();
        // The version is a date, so its text sorts as time does. A replica of an older build must not undo the newer
        // one's.
        boolean isOlder = head.detectorListVersion().compareTo(shipped.detectorListVersion()) <= 0;
        return head.origin() == RuleSet.Origin.SHIPPED
                && isOlder
                && !head.digest().equals(shipped.digest());
    }
}
