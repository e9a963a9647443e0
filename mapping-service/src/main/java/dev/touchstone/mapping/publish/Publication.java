package dev.touchstone.mapping.publish;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.CurrentDetectorLists;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetDigest;
import dev.touchstone.mapping.ruleset.RuleSetMetrics;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.RuleSetStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The last step of every publication by a customer, in the transaction of the use case, which holds the lock of the catalogue. */
@ApplicationScoped
class Publication {
    private final RuleSetStore ruleSets;
    private final ChannelStore channels;
    private final CurrentDetectorLists lists;
    private final RuleSetMetrics metrics;

    Publication(RuleSetStore ruleSets, ChannelStore channels, CurrentDetectorLists lists, RuleSetMetrics metrics) {
        this.ruleSets = ruleSets;
        this.channels = channels;
        this.lists = lists;
        this.metrics = metrics;
    }

    /** The etag of the active version; empty if there is none. */
    String activeEtag() {
        return ruleSets.findActiveHead().map(RuleSet.Head::etag).orElse("");
    }

    /**
     * Refuses a caller who knows another active version than there is.
     *
     * @param etag as the caller knows it; empty if it was not given
     */
    void requireActive(String etag) {
        Optional<RuleSet.Head> active = ruleSets.findActiveHead();
        if (active.isPresent() && etag.isEmpty()) {
            FieldViolations violations = new FieldViolations();
            violations.add(
                    "active_etag",
                    "FIELD_REQUIRED",
                    "is required: the etag of the active rule set, which is version "
                            + active.get().version());
            violations.throwIfAny();
        }
        if (!active.map(RuleSet.Head::etag).orElse("").equals(etag)) {
            throw RuleSetRefusals.changed("active_etag");
        }
    }

    /** Makes rules in which nothing is wrong the active version, with the latest lists. */
    RuleSet.Head publish(ChannelRules rules, RuleSet.Publication publication, RuleSetMetrics.Cause cause) {
        DetectorLists latest = lists.latest();
        RuleSet.RuleBasis basis = new RuleSet.RuleBasis(rules, latest.version(), RuleSetDigest.of(rules, latest));
        RuleSet.Head head = ruleSets.publish(RuleSet.Origin.CUSTOMER, basis, publication, channels.load());
        metrics.published(cause);
        return head;
    }
}
