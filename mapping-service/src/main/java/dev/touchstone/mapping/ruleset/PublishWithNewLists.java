package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.detect.DetectorLists;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Publishes the rows of a customer's active version anew when the detector lists are newer than those it was published with: a
 * version classifies by its rows and its lists, so other lists need another version, by which whoever keeps channels classifies
 * anew. Shipped rules are renewed by {@link InstallShippedRules}. Safe to run in several replicas at once.
 */
@ApplicationScoped
public class PublishWithNewLists {
    private final RuleSetStore ruleSets;
    private final ChannelStore channels;
    private final RuleSetMetrics metrics;
    private final Clock clock;

    PublishWithNewLists(RuleSetStore ruleSets, ChannelStore channels, RuleSetMetrics metrics, Clock clock) {
        this.ruleSets = ruleSets;
        this.channels = channels;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The version that was published, from the same time on as the one before; empty if there was nothing to do. */
    @Transactional
    public Optional<RuleSet.Head> publish(DetectorLists lists) {
        channels.lock();
        return ruleSets.findActiveHead().filter(head -> isDue(head, lists)).map(head -> publish(head, lists));
    }

    private RuleSet.Head publish(RuleSet.Head before, DetectorLists lists) {
        RuleSet ruleSet = ruleSets.find(before.version()).orElseThrow();
        RuleSet.RuleBasis basis =
                new RuleSet.RuleBasis(ruleSet.rules(), lists.version(), RuleSetDigest.of(ruleSet.rules(), lists));
        RuleSet.Publication publication = new RuleSet.Publication(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                InstallShippedRules.AUTHOR,
                "detector lists " + lists.version(),
                0,
                before.publication().startAt());
        RuleSet.Head head = ruleSets.publish(RuleSet.Origin.CUSTOMER, basis, publication, channels.load());
        metrics.published(RuleSetMetrics.Cause.LISTS);
        return head;
    }

    /** The version of lists is a date, so its text sorts as time does: a replica with older lists undoes nothing. */
    private static boolean isDue(RuleSet.Head active, DetectorLists lists) {
        return active.origin() == RuleSet.Origin.CUSTOMER
                && active.detectorListVersion().compareTo(lists.version()) < 0;
    }
}
