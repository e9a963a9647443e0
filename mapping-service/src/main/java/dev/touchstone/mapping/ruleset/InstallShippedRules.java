package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.ChannelStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * Publishes the rules that come with the product where none are active, or where the active ones came with an earlier
 * build. A customer's rules stay, and so do those of a later build. Safe to run in several replicas at once: the second finds what the first did.
 */
@ApplicationScoped
public class InstallShippedRules {
    private final RuleSetStore ruleSets;
    private final ChannelStore channels;
    private final Clock clock;

    InstallShippedRules(RuleSetStore ruleSets, ChannelStore channels, Clock clock) {
        this.ruleSets = ruleSets;
        this.channels = channels;
        this.clock = clock;
    }

    /** The version that was published; empty if there was nothing to do. */
    @Transactional
    public Optional<RuleSet> install(ShippedRules shipped) {
        RuleSet.RuleBasis basis = shipped.basis();
        ruleSets.lockForPublishing();
        if (!isDue(ruleSets.findActiveHead(), basis)) {
            return Optional.empty();
        }
        channels.addMissing(shipped.catalogue());
        return Optional.of(ruleSets.publish(RuleSet.Origin.SHIPPED, basis, clock.instant()));
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
