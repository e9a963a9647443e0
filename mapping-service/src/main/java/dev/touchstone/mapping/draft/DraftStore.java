package dev.touchstone.mapping.draft;

import dev.touchstone.mapping.ruleset.WrittenRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps drafts. Every method needs a transaction. */
public interface DraftStore {
    /**
     * Where a page of drafts begins.
     *
     * @param updatedAt of the last draft of the page before
     * @param draftId of the last draft of the page before
     */
    record Position(Instant updatedAt, UUID draftId) {}

    /** How many there are. */
    long countAll();

    /** A draft without its rows. */
    Optional<RuleSetDraft> find(UUID draftId);

    /** The same, and nobody else can change it until the end of the transaction. */
    Optional<RuleSetDraft> lock(UUID draftId);

    /** True if the time of publication of a draft has come and nothing failed yet. */
    boolean isAnyDue(Instant now);

    /** The draft whose time of publication came first, if it has come and nothing failed yet, locked likewise. */
    Optional<RuleSetDraft> lockDue(Instant now);

    /** The rows of a draft. */
    WrittenRules rows(UUID draftId);

    /**
     * Drafts without their rows, last changed first.
     *
     * @param after where to start; empty for the beginning
     * @param limit at most so many
     */
    List<RuleSetDraft> list(Optional<Position> after, int limit);

    /** Adds a draft with its rows. */
    void add(RuleSetDraft draft, WrittenRules rows);

    /** Writes a draft that is there; its rows stay. */
    void update(RuleSetDraft draft);

    /** Writes a draft that is there, with other rows. */
    void update(RuleSetDraft draft, WrittenRules rows);

    /** Throws a draft away. */
    void delete(UUID draftId);
}
