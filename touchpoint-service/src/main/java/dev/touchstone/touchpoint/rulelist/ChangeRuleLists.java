package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.fieldbook.FieldsInForce;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rulebook.ListState;
import dev.touchstone.touchpoint.rulebook.RuleDay;
import dev.touchstone.touchpoint.rulebook.RuleListStore;
import dev.touchstone.touchpoint.rulebook.RuleListVersion;
import dev.touchstone.touchpoint.rulebook.RuleVersions;
import dev.touchstone.touchpoint.touchpointfield.FieldUses;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Puts another list of rules in force and marks what it concerns, in one transaction. */
@ApplicationScoped
class ChangeRuleLists {
    private final RuleListStore store;
    private final FieldsInForce fields;
    private final MoveRuleDay moveRuleDay;
    private final MarkConcerned concerned;
    private final Wakeup wakeup;
    private final Clock clock;

    ChangeRuleLists(
            RuleListStore store,
            FieldsInForce fields,
            MoveRuleDay moveRuleDay,
            MarkConcerned concerned,
            Wakeup wakeup,
            Clock clock) {
        this.store = store;
        this.fields = fields;
        this.moveRuleDay = moveRuleDay;
        this.concerned = concerned;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * Who changes a list, and from what.
     *
     * @param etag of the version the rules were made from
     * @param author who
     * @param note why; empty if nothing is said
     */
    record Edit(String etag, String author, String note) {}

    /**
     * Puts rules in force.
     *
     * @param rules first to last; what they say of their versions is not looked at
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    RuleListVersion update(RuleListKind kind, List<GenerationRule> rules, Edit edit) {
        RuleListVersion inForce = QuarkusTransaction.requiringNew().call(() -> put(kind, rules, edit));
        wakeup.signal();
        return inForce;
    }

    private RuleListVersion put(RuleListKind kind, List<GenerationRule> rules, Edit edit) {
        List<ListState> states = store.inForceForChange();
        RuleListVersion before = RuleVersions.inForce(store, states, kind);
        if (!before.etag().equals(edit.etag())) {
            throw new RpcFailure.Conflict(
                    "ETAG_MISMATCH",
                    "the rules were changed since version " + edit.etag() + " was read; read them again",
                    Map.of("etag", edit.etag()));
        }
        RuleList next = RuleVersions.next(before.list(), rules);
        if (next.equals(before.list())) {
            return before;
        }
        requireKnownFields(next, edit);
        if (RuleDay.matters(next)) {
            moveRuleDay.moveIfStale(states, clock);
        }
        RuleListVersion version = new RuleListVersion(
                next, edit.author(), edit.note(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.add(version);
        states.stream().filter(state -> state.kind() == kind).forEach(concerned::mark);
        return version;
    }

    /** The rules were checked before this transaction; now nobody removes a calculated field any more until it ends. */
    private void requireKnownFields(RuleList next, Edit edit) {
        for (FieldUses.Use use : FieldUses.direct(List.of(next))) {
            if (!fields.current().has(use.field())) {
                throw new RpcFailure.Conflict(
                        "ETAG_MISMATCH",
                        use.field().text() + ", which " + use.rule()
                                + " uses, was removed meanwhile; check the rules again",
                        Map.of("etag", edit.etag()));
            }
        }
    }
}
