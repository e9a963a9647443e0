package dev.touchstone.mapping.ruleset;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule sets in PostgreSQL. */
@ApplicationScoped
class SqlRuleSetStore implements RuleSetStore, PanacheRepositoryBase<RuleSetRow, Long> {
    /** Conflicts with itself and with every write, not with reads. */
    private static final String LOCK = "LOCK TABLE rule_set IN SHARE ROW EXCLUSIVE MODE";

    private static final String LAST_VERSION = "select max(version) from RuleSetRow";

    @Override
    public void lockForPublishing() {
        getEntityManager().createNativeQuery(LOCK).executeUpdate();
    }

    @Override
    public Optional<RuleSet.Head> findActiveHead() {
        return find("state", RuleSet.State.PUBLISHED).firstResultOptional().map(RuleSetRow::toHead);
    }

    @Override
    public Optional<RuleSet> findActive() {
        return find("state", RuleSet.State.PUBLISHED).firstResultOptional().map(RuleSetRow::toPublished);
    }

    @Override
    public RuleSet publish(RuleSet.Origin origin, RuleSet.RuleBasis basis, Instant now) {
        update("state = ?1 where state = ?2", RuleSet.State.SUPERSEDED, RuleSet.State.PUBLISHED);
        @Nullable
        Long last = getEntityManager().createQuery(LAST_VERSION, Long.class).getSingleResult();
        long version = last == null ? 1 : last + 1;
        RuleSet published = new RuleSet(version, origin, now.truncatedTo(ChronoUnit.MICROS), basis);
        persist(RuleSetRow.of(published));
        return published;
    }
}
