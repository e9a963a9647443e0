package dev.touchstone.mapping.publish;

import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.draft.CheckRules;
import dev.touchstone.mapping.draft.DraftStore;
import dev.touchstone.mapping.draft.RuleSetDraft;
import dev.touchstone.mapping.draft.RuleSetDraft.Schedule;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetMetrics;
import dev.touchstone.mapping.ruleset.WrittenRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Publishes the drafts whose time has come, also if it came while nobody ran. Every replica may try: under the lock of the
 * catalogue the first publishes, and the draft is gone for the second. A replica that dies in between leaves nothing behind.
 */
@ApplicationScoped
public class PublishDue {
    private final DraftStore drafts;
    private final CheckRules check;
    private final Publication publication;
    private final ChannelStore channels;
    private final RuleSetMetrics metrics;
    private final Clock clock;

    PublishDue(
            DraftStore drafts,
            CheckRules check,
            Publication publication,
            ChannelStore channels,
            RuleSetMetrics metrics,
            Clock clock) {
        this.drafts = drafts;
        this.check = check;
        this.publication = publication;
        this.channels = channels;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What became of a draft whose time had come. */
    public sealed interface Result {}

    /** It is a version now. */
    public record Published(UUID draftId, RuleSet.Head version) implements Result {}

    /** It was not published and says why. */
    public record Failed(UUID draftId, String failure) implements Result {}

    /** True if a draft waits whose time has come. A cheap look that holds nobody up. */
    @Transactional
    public boolean isAnyDue() {
        return drafts.isAnyDue(clock.instant());
    }

    /** Publishes the one draft whose time came first, or notes on it why it cannot be; empty if none is due. */
    @Transactional
    public Optional<Result> publishNext() {
        channels.lock();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return drafts.lockDue(now).map(draft -> publish(draft, now));
    }

    private Result publish(RuleSetDraft draft, Instant now) {
        Schedule schedule = Objects.requireNonNull(draft.schedule(), "a draft that is due is scheduled");
        if (!publication.activeEtag().equals(schedule.activeEtag())) {
            return fail(draft, schedule, "Another rule set was published since the publication was scheduled.");
        }
        WrittenRules rows = drafts.rows(draft.draftId());
        List<RuleProblem> problems = check.problems(rows, draft.baseVersion());
        if (!problems.isEmpty()) {
            String first = problems.getFirst().message();
            return fail(draft, schedule, "Rows became wrong since the publication was scheduled: " + first + ".");
        }
        RuleSet.Head version = publication.publish(
                rows.rules(),
                new RuleSet.Publication(now, draft.edit().author(), schedule.note(), 0, schedule.startAt()),
                RuleSetMetrics.Cause.SCHEDULE);
        drafts.delete(draft.draftId());
        return new Published(draft.draftId(), version);
    }

    private Failed fail(RuleSetDraft draft, Schedule schedule, String why) {
        drafts.update(draft.withSchedule(schedule.failed(why), draft.edit()));
        metrics.published(RuleSetMetrics.Cause.FAILED);
        return new Failed(draft.draftId(), why);
    }
}
