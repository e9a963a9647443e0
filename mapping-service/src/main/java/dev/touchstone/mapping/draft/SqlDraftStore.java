package dev.touchstone.mapping.draft;

import dev.touchstone.mapping.ruleset.RuleColumns;
import dev.touchstone.mapping.ruleset.WrittenRules;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** Drafts in PostgreSQL. */
@ApplicationScoped
class SqlDraftStore implements DraftStore, PanacheRepositoryBase<RuleSetDraftRow, UUID> {
    private static final String FIRST_PAGE = "order by updatedAt desc, draftId desc";

    private static final String NEXT_PAGE = """
            updatedAt < ?1 or (updatedAt = ?1 and draftId < ?2) order by updatedAt desc, draftId desc
            """;

    private static final String DUE = "publishAt <= ?1 and publishFailure = '' order by publishAt, draftId";

    private static final String ROWS = """
            SELECT channel, subchannel, sheet, campaign, medium, source, landing_page, referring_website, campaign_type,
                more_conditions, note
            FROM rule_set_draft_rule WHERE draft_id = :draftId ORDER BY row_number
            """;

    private static final String DELETE_ROWS = "DELETE FROM rule_set_draft_rule WHERE draft_id = :draftId";

    private static final String ADD_ROWS = """
            INSERT INTO rule_set_draft_rule (draft_id, row_number, channel, subchannel, sheet, campaign, medium, source,
                landing_page, referring_website, campaign_type, more_conditions, note)
            SELECT :draftId, r.row_number, r.channel, r.subchannel, r.sheet, r.campaign, r.medium, r.source,
                r.landing_page, r.referring_website, r.campaign_type, r.more_conditions, r.note
            FROM unnest(cast(:channels AS text[]), cast(:subchannels AS text[]), cast(:sheets AS text[]),
                cast(:campaigns AS text[]), cast(:mediums AS text[]), cast(:sources AS text[]),
                cast(:landingPages AS text[]), cast(:referringWebsites AS text[]), cast(:campaignTypes AS text[]),
                cast(:moreConditions AS text[]), cast(:notes AS text[])) WITH ORDINALITY
                AS r (channel, subchannel, sheet, campaign, medium, source, landing_page, referring_website,
                    campaign_type, more_conditions, note, row_number)
            """;

    @Override
    public long countAll() {
        return count();
    }

    @Override
    public Optional<RuleSetDraft> find(UUID draftId) {
        return findByIdOptional(draftId).map(RuleSetDraftRow::toDraft);
    }

    @Override
    public Optional<RuleSetDraft> lock(UUID draftId) {
        return findByIdOptional(draftId, LockModeType.PESSIMISTIC_WRITE).map(RuleSetDraftRow::toDraft);
    }

    @Override
    public boolean isAnyDue(Instant now) {
        return find(DUE, now).page(Page.ofSize(1)).stream().findFirst().isPresent();
    }

    @Override
    public Optional<RuleSetDraft> lockDue(Instant now) {
        return find(DUE, now).page(Page.ofSize(1)).withLock(LockModeType.PESSIMISTIC_WRITE).stream()
                .findFirst()
                .map(RuleSetDraftRow::toDraft);
    }

    @Override
    public WrittenRules rows(UUID draftId) {
        return RuleColumns.read(session()
                .createNativeQuery(ROWS, Object[].class)
                .setParameter("draftId", draftId)
                .getResultList());
    }

    @Override
    public List<RuleSetDraft> list(Optional<Position> after, int limit) {
        PanacheQuery<RuleSetDraftRow> query = after.map(
                        position -> find(NEXT_PAGE, position.updatedAt(), position.draftId()))
                .orElseGet(() -> find(FIRST_PAGE));
        return query.page(Page.ofSize(limit)).stream()
                .map(RuleSetDraftRow::toDraft)
                .toList();
    }

    @Override
    public void add(RuleSetDraft draft, WrittenRules rows) {
        persistAndFlush(new RuleSetDraftRow(draft));
        addRows(draft.draftId(), rows);
    }

    @Override
    public void update(RuleSetDraft draft) {
        findByIdOptional(draft.draftId())
                .orElseThrow(() -> new IllegalStateException("a draft that is locked is gone"))
                .set(draft);
    }

    @Override
    public void update(RuleSetDraft draft, WrittenRules rows) {
        update(draft);
        session()
                .createNativeMutationQuery(DELETE_ROWS)
                .setParameter("draftId", draft.draftId())
                .executeUpdate();
        addRows(draft.draftId(), rows);
    }

    private void addRows(UUID draftId, WrittenRules rows) {
        MutationQuery insert = session().createNativeMutationQuery(ADD_ROWS);
        insert.setParameter("draftId", draftId);
        insert.setParameter(
                "channels", RuleColumns.column(rows, row -> row.path().channel()));
        insert.setParameter(
                "subchannels", RuleColumns.column(rows, row -> row.path().subchannel()));
        RuleColumns.bind(rows, insert::setParameter);
        insert.executeUpdate();
    }

    @Override
    public void delete(UUID draftId) {
        deleteById(draftId);
    }

    private Session session() {
        return getEntityManager().unwrap(Session.class);
    }
}
