package dev.touchstone.mapping.publish;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.draft.CheckRules;
import dev.touchstone.mapping.draft.DraftStore;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetMetrics;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.WrittenRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes a draft, or has it published at a time. */
@ApplicationScoped
public class PublishDraft {
    private final DraftStore drafts;
    private final CheckRules check;
    private final Publication publication;
    private final ChannelStore channels;
    private final Clock clock;

    PublishDraft(DraftStore drafts, CheckRules check, Publication publication, ChannelStore channels, Clock clock) {
        this.drafts = drafts;
        this.check = check;
        this.publication = publication;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * What is to be published.
     *
     * @param draftId the draft
     * @param etag of the draft
     * @param activeEtag of the version it shall take the place of; empty if it was not given
     * @param author who
     * @param note why; empty if nothing is said
     * @param publishAt when; null for now
     * @param startAt it shall decide for touchpoints at and after this time only; null for all
     */
    public record Order(
            UUID draftId,
            String etag,
            String activeEtag,
            String author,
            String note,
            @Nullable Instant publishAt,
            @Nullable Instant startAt) {}

    /** What became of the draft. */
    public sealed interface Result {}

    /** It is a version now, and no draft any more. */
    public record Published(RuleSet.Head version) implements Result {}

    /** It will be published at its time. */
    public record Scheduled(RuleSetDraft draft) implements Result {}

    /**
     * Publishes.
     *
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     * @throws RpcFailure.FailedPrecondition RULE_SET_INVALID
     * @throws RpcFailure.InvalidRequest without an active etag where there is an active version
     */
    @Transactional
    public Result publish(Order order) {
        channels.lock();
        RuleSetDraft draft =
                drafts.lock(order.draftId()).orElseThrow(() -> RuleSetRefusals.draftNotFound(order.draftId()));
        draft.requireEtag(order.etag());
        publication.requireActive(order.activeEtag());
        WrittenRules rows = drafts.rows(draft.draftId());
        List<RuleProblem> problems = check.problems(rows, draft.baseVersion());
        if (!problems.isEmpty()) {
            throw RuleSetRefusals.invalid(problems.size());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        @Nullable Instant publishAt = order.publishAt();
        if (publishAt != null && publishAt.isAfter(now)) {
            return schedule(draft, order, publishAt, now);
        }
        RuleSet.Head version = publication.publish(
                rows.rules(),
                new RuleSet.Publication(now, order.author(), order.note(), 0, order.startAt()),
                RuleSetMetrics.Cause.DRAFT);
        drafts.delete(draft.draftId());
        return new Published(version);
    }

    private Scheduled schedule(RuleSetDraft draft, Order order, Instant publishAt, Instant now) {
        RuleSetDraft.Schedule schedule =
                new RuleSetDraft.Schedule(publishAt, order.startAt(), order.note(), order.activeEtag(), "");
        RuleSetDraft scheduled = draft.withSchedule(
                schedule, new RuleSetDraft.Edit(order.author(), draft.edit().note(), now));
        drafts.update(scheduled);
        return new Scheduled(scheduled);
    }
}
