package dev.touchstone.mapping.draft;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.draft.RuleSetDraft.Edit;
import dev.touchstone.mapping.ruleset.RuleSet;
import dev.touchstone.mapping.ruleset.RuleSetMetrics;
import dev.touchstone.mapping.ruleset.RuleSetMetrics.DraftChange;
import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import dev.touchstone.mapping.ruleset.RuleSetStore;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.runtime.IdSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes drafts, changes their rows and throws them away. */
@ApplicationScoped
public class EditDrafts {
    /** Drafts at most. */
    public static final int MAX_DRAFTS = 100;

    private final DraftStore drafts;
    private final RuleSetStore ruleSets;
    private final ChannelStore channels;
    private final RuleSetMetrics metrics;
    private final IdSource ids;
    private final Clock clock;

    EditDrafts(
            DraftStore drafts,
            RuleSetStore ruleSets,
            ChannelStore channels,
            RuleSetMetrics metrics,
            IdSource ids,
            Clock clock) {
        this.drafts = drafts;
        this.ruleSets = ruleSets;
        this.channels = channels;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A draft with its rows.
     *
     * @param draft the draft
     * @param rows its rows
     */
    public record Full(RuleSetDraft draft, WrittenRules rows) {}

    /**
     * Makes a draft.
     *
     * @param baseVersion the version whose rows it begins with; 0 for the active one, or nothing where there is none
     * @throws RpcFailure.NotFound RULE_SET_NOT_FOUND
     * @throws RpcFailure.ResourceExhausted TOO_MANY_DRAFTS
     */
    @Transactional
    public Full create(long baseVersion, String author, String note) {
        // The lock keeps the number of drafts, and the names of their rows, what they are until the end.
        channels.lock();
        if (drafts.countAll() >= MAX_DRAFTS) {
            throw new RpcFailure.ResourceExhausted(
                    "TOO_MANY_DRAFTS",
                    "there are " + MAX_DRAFTS + " drafts already: publish or throw away one first",
                    Map.of("limit", Integer.toString(MAX_DRAFTS)));
        }
        long version = baseVersion == 0 ? ruleSets.state().version() : baseVersion;
        WrittenRules rows = version == 0
                ? new WrittenRules(List.of())
                : WrittenRules.of(ruleSets.find(version)
                        .map(RuleSet::rules)
                        .orElseThrow(() -> RuleSetRefusals.versionNotFound(version)));
        Edit edit = edit(author, note);
        RuleSetDraft draft = new RuleSetDraft(ids.next(), version, edit.at(), rows.size(), edit, 1, false, null);
        drafts.add(draft, rows);
        metrics.draft(DraftChange.CREATED);
        return new Full(draft, rows);
    }

    /**
     * A draft.
     *
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     */
    @Transactional
    public RuleSetDraft get(UUID draftId) {
        return drafts.find(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
    }

    /**
     * A draft with its rows, as they belong together.
     *
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     */
    @Transactional
    public Full getFull(UUID draftId) {
        return new Full(locked(draftId), drafts.rows(draftId));
    }

    /** Drafts without their rows, last changed first. */
    @Transactional
    public List<RuleSetDraft> list(Optional<DraftStore.Position> after, int limit) {
        return drafts.list(after, limit);
    }

    /**
     * Replaces the rows of a draft, right or wrong; calls its publication off.
     *
     * @param etag of the draft they were made from
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     */
    @Transactional
    public RuleSetDraft update(UUID draftId, String etag, WrittenRules rows, String author, String note) {
        RuleSetDraft before = locked(draftId);
        before.requireEtag(etag);
        RuleSetDraft after = before.withRows(rows.size(), edit(author, note));
        drafts.update(after, rows);
        metrics.draft(DraftChange.UPDATED);
        return after;
    }

    /**
     * Throws a draft away.
     *
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     */
    @Transactional
    public void delete(UUID draftId, String etag) {
        locked(draftId).requireEtag(etag);
        drafts.delete(draftId);
        metrics.draft(DraftChange.DELETED);
    }

    /**
     * Calls a scheduled publication off; leaves a draft that has none as it is.
     *
     * @throws RpcFailure.NotFound RULE_SET_DRAFT_NOT_FOUND
     * @throws RpcFailure.Conflict ETAG_MISMATCH
     */
    @Transactional
    public RuleSetDraft cancelPublication(UUID draftId, String etag) {
        RuleSetDraft before = locked(draftId);
        before.requireEtag(etag);
        if (before.schedule() == null) {
            return before;
        }
        RuleSetDraft after = before.withSchedule(
                null, edit(before.edit().author(), before.edit().note()));
        drafts.update(after);
        return after;
    }

    private RuleSetDraft locked(UUID draftId) {
        return drafts.lock(draftId).orElseThrow(() -> RuleSetRefusals.draftNotFound(draftId));
    }

    private Edit edit(String author, String note) {
        return new Edit(author, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
