package dev.touchstone.mapping.publish;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.draft.CheckRules;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetMetrics;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Puts an earlier version in force again: its rows become a new version, so that a later number is the later decision. */
@ApplicationScoped
public class RestoreRuleSet {
    private final CheckRules check;
    private final Publication publication;
    private final ChannelStore channels;
    private final Clock clock;

    RestoreRuleSet(CheckRules check, Publication publication, ChannelStore channels, Clock clock) {
        this.check = check;
        this.publication = publication;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * What is to be restored.
     *
     * @param version the earlier version
     * @param activeEtag of the version it shall take the place of
     * @param author who
     * @param note why; empty if nothing is said
     * @param startAt it shall decide for touchpoints at and after this time only; null for all
     */
    public record Order(
            long version,
            String activeEtag,
            String author,
            String note,
            @Nullable Instant startAt) {}

    /**
     * Restores.
     *
     * @return the new version
     * @throws RpcFailure.NotFound RULE_SET_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     * @throws RpcFailure.FailedPrecondition RULE_SET_INVALID if its rows are not valid any more
     */
    @Transactional
    public RuleSet.Head restore(Order order) {
        channels.lock();
        CheckRules.Checked earlier = check.version(order.version());
        publication.requireActive(order.activeEtag());
        if (!earlier.problems().isEmpty()) {
            throw RuleSetRefusals.invalid(earlier.problems().size());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return publication.publish(
                earlier.rows().rules(),
                new RuleSet.Publication(now, order.author(), order.note(), order.version(), order.startAt()),
                RuleSetMetrics.Cause.RESTORE);
    }
}
