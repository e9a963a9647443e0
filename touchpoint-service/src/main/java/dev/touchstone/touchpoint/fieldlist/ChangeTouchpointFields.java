package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.fieldbook.FieldListStore;
import dev.touchstone.touchpoint.fieldbook.FieldListVersion;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rulebook.RuleListStore;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.touchpointfield.CalculatedFields;
import dev.touchstone.touchpoint.touchpointfield.FieldChanges;
import dev.touchstone.touchpoint.touchpointfield.FieldUses;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts other calculated fields in force, and marks all people if a rule in force uses a field that comes out otherwise, in one
 * transaction. Sessions are as they were, so visitors are not marked.
 *
 * <p>Takes the lock of the rule lists: no rule begins to use a field while it is removed.
 */
@ApplicationScoped
class ChangeTouchpointFields {
    private final FieldListStore store;
    private final RuleListStore rules;
    private final PolicySource policies;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final Clock clock;

    ChangeTouchpointFields(
            FieldListStore store,
            RuleListStore rules,
            PolicySource policies,
            MarkStore marks,
            Wakeup wakeup,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.policies = policies;
        this.marks = marks;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * Who changes the fields, and from what.
     *
     * @param etag of the version they were made from
     * @param author who
     * @param note why; empty if nothing is said
     */
    record Edit(String etag, String author, String note) {}

    /**
     * Puts fields in force.
     *
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     * @throws RpcFailure.FailedPrecondition {@code TOUCHPOINT_FIELD_IN_USE} if a field is missing that a rule uses
     */
    FieldListVersion update(List<TouchpointField> fields, Edit edit) {
        FieldListVersion inForce = QuarkusTransaction.requiringNew().call(() -> put(fields, edit));
        wakeup.signal();
        return inForce;
    }

    private FieldListVersion put(List<TouchpointField> fields, Edit edit) {
        rules.inForceForChange();
        FieldListVersion before = store.inForce();
        if (!before.etag().equals(edit.etag())) {
            throw new RpcFailure.Conflict(
                    "ETAG_MISMATCH",
                    "the touchpoint fields were changed since version " + edit.etag() + " was read; read them again",
                    Map.of("etag", edit.etag()));
        }
        if (before.fields().equals(fields)) {
            return before;
        }
        List<FieldUses.Use> uses = policies.current().generation().fieldsThatRulesName();
        refuseMissing(uses, CalculatedFields.of(fields));
        FieldListVersion next = new FieldListVersion(
                before.version() + 1,
                fields,
                edit.author(),
                edit.note(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.add(next);
        Set<FieldName> changed = FieldChanges.between(before.fields(), fields);
        if (uses.stream().anyMatch(use -> changed.contains(use.field()))) {
            marks.mark(Queue.ALIAS, List.of(IdentityKey.ALL_PEOPLE));
        }
        return next;
    }

    private static void refuseMissing(List<FieldUses.Use> uses, CalculatedFields after) {
        for (FieldUses.Use use : uses) {
            if (!after.has(use.field())) {
                throw new RpcFailure.FailedPrecondition(
                        "TOUCHPOINT_FIELD_IN_USE",
                        "the field " + use.field().name() + " cannot be removed or renamed, because " + use.rule()
                                + " uses it; change the rule first",
                        Map.of("field", use.field().name(), "rule", use.rule()));
            }
        }
    }
}
