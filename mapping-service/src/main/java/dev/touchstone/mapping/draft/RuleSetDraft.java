package dev.touchstone.mapping.draft;

import dev.touchstone.mapping.ruleset.RuleSetRefusals;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are being edited, without their rows.
 *
 * @param draftId assigned by us
 * @param baseVersion the version it was made from; 0 if from nothing
 * @param createdAt when it was made, UTC, to the microsecond
 * @param ruleCount number of rows
 * @param edit the last change
 * @param revision grows with every change
 * @param validated true once nothing was found wrong with these rows
 * @param schedule when it shall be published; null if nothing was said
 */
public record RuleSetDraft(
        UUID draftId,
        long baseVersion,
        Instant createdAt,
        int ruleCount,
        Edit edit,
        long revision,
        boolean validated,
        @Nullable Schedule schedule) {
    /** Where a draft stands. */
    public enum State {
        /** Being edited. */
        DRAFT,
        /** Nothing is wrong with its rows. */
        VALIDATED,
        /** It will be published at a time. */
        SCHEDULED
    }

    /**
     * A change of a draft.
     *
     * @param author who, as the client said
     * @param note what the draft is for; empty if nothing was said
     * @param at UTC, to the microsecond
     */
    public record Edit(String author, String note, Instant at) {}

    /**
     * When a draft shall be published.
     *
     * @param publishAt UTC
     * @param startAt it shall decide for touchpoints at and after this time only; null for all
     * @param note why; empty if nothing was said
     * @param activeEtag of the version it shall take the place of; empty if there was none
     * @param failure why it was not published at its time; empty if that time is to come
     */
    public record Schedule(
            Instant publishAt, @Nullable Instant startAt, String note, String activeEtag, String failure) {
        /** The schedule of a publication that could not take place. */
        public Schedule failed(String why) {
            return new Schedule(publishAt, startAt, note, activeEtag, why);
        }
    }

    /** Where it stands. */
    public State state() {
        if (schedule != null) {
            return State.SCHEDULED;
        }
        return validated ? State.VALIDATED : State.DRAFT;
    }

    /** Changes with everything above, and with the rows. */
    public String etag() {
        return Long.toString(revision);
    }

    /**
     * Refuses a change that was made from another state of the draft.
     *
     * @throws dev.touchstone.contract.RpcFailure.Conflict ETAG_MISMATCH
     */
    public void requireEtag(String etag) {
        if (!etag().equals(etag)) {
            throw RuleSetRefusals.changed("etag");
        }
    }

    /** The draft with other rows, which calls its publication off. */
    RuleSetDraft withRows(int rows, Edit change) {
        return new RuleSetDraft(draftId, baseVersion, createdAt, rows, change, revision + 1, false, null);
    }

    /** The draft after its rows were looked at; itself if that tells nothing new. */
    RuleSetDraft withValidated(boolean valid) {
        return valid == validated
                ? this
                : new RuleSetDraft(draftId, baseVersion, createdAt, ruleCount, edit, revision + 1, valid, schedule);
    }

    /**
     * The draft with another time of publication.
     *
     * @param other null for none
     */
    public RuleSetDraft withSchedule(@Nullable Schedule other, Edit change) {
        return new RuleSetDraft(
                draftId, baseVersion, createdAt, ruleCount, change, revision + 1, validated || other != null, other);
    }
}
