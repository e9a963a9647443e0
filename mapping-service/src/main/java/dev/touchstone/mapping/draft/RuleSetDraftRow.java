package dev.touchstone.mapping.draft;

import dev.touchstone.mapping.draft.RuleSetDraft.Edit;
import dev.touchstone.mapping.draft.RuleSetDraft.Schedule;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code rule_set_draft}. */
@Entity
@Table(name = "rule_set_draft")
class RuleSetDraftRow {
    @Id
    @Column(name = "draft_id")
    UUID draftId;

    @Column(name = "base_version")
    long baseVersion;

    @Column(name = "rule_count")
    int ruleCount;

    String author;

    String note;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    long revision;

    boolean validated;

    /** Null unless it is scheduled. */
    @Column(name = "publish_at")
    @Nullable
    Instant publishAt;

    /** Null if it shall decide for all touchpoints. */
    @Column(name = "start_at")
    @Nullable
    Instant startAt;

    @Column(name = "publish_note")
    String publishNote;

    @Column(name = "active_etag")
    String activeEtag;

    @Column(name = "publish_failure")
    String publishFailure;

    protected RuleSetDraftRow() {}

    RuleSetDraftRow(RuleSetDraft draft) {
        draftId = draft.draftId();
        baseVersion = draft.baseVersion();
        createdAt = draft.createdAt();
        set(draft);
    }

    /** Takes over all that may change. */
    final void set(RuleSetDraft draft) {
        ruleCount = draft.ruleCount();
        author = draft.edit().author();
        note = draft.edit().note();
        updatedAt = draft.edit().at();
        revision = draft.revision();
        validated = draft.validated();
        @Nullable Schedule schedule = draft.schedule();
        publishAt = schedule == null ? null : schedule.publishAt();
        startAt = schedule == null ? null : schedule.startAt();
        publishNote = schedule == null ? "" : schedule.note();
        activeEtag = schedule == null ? "" : schedule.activeEtag();
        publishFailure = schedule == null ? "" : schedule.failure();
    }

    RuleSetDraft toDraft() {
        @Nullable Instant time = publishAt;
        return new RuleSetDraft(
                draftId,
                baseVersion,
                createdAt,
                ruleCount,
                new Edit(author, note, updatedAt),
                revision,
                validated,
                time == null ? null : new Schedule(time, startAt, publishNote, activeEtag, publishFailure));
    }
}
