package dev.touchstone.touchpoint.rulelist;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rulebook.ListState;
import dev.touchstone.touchpoint.rulebook.RuleDay;
import dev.touchstone.touchpoint.rulebook.RuleListStore;
import dev.touchstone.touchpoint.settings.PolicySource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * Moves the stored day that rules count from, and marks what that concerns, in one transaction.
 *
 * <p><b>Why a stored day and not the clock:</b> what is derived must be a function of what is stored, or deriving again at
 * another hour would give something else, and nobody would be told.
 */
@ApplicationScoped
public class MoveRuleDay {
    private final RuleListStore store;
    private final PolicySource policies;
    private final MarkConcerned concerned;
    private final Wakeup wakeup;

    MoveRuleDay(RuleListStore store, PolicySource policies, MarkConcerned concerned, Wakeup wakeup) {
        this.store = store;
        this.policies = policies;
        this.concerned = concerned;
        this.wakeup = wakeup;
    }

    /**
     * Moves the day to that of the clock, if a list in force counts from it. Cheap if there is nothing to do; several replicas may
     * do it at once.
     *
     * @return true if the day was moved
     */
    public boolean run(Clock clock) {
        if (!isDue(clock)) {
            return false;
        }
        boolean moved = QuarkusTransaction.requiringNew().call(() -> {
            List<ListState> before = store.inForceForChange();
            boolean due = isDue(clock);
            if (due) {
                move(before, clock);
            }
            return due;
        });
        wakeup.signal();
        return moved;
    }

    /** Moves the day in the caller's transaction, which asked for what is in force in order to change it. */
    void moveIfStale(List<ListState> inForce, Clock clock) {
        if (isStale(clock)) {
            move(inForce, clock);
        }
    }

    private void move(List<ListState> before, Clock clock) {
        GenerationPolicy policy = policies.current().generation();
        RuleDay day = today(clock);
        store.moveDay(day);
        before.stream()
                .filter(state -> !state.today().equals(day.today()))
                .filter(state -> RuleDay.matters(policy.list(state.kind()).list()))
                .forEach(concerned::mark);
    }

    private boolean isDue(Clock clock) {
        if (!isStale(clock)) {
            return false;
        }
        GenerationPolicy policy = policies.current().generation();
        return Arrays.stream(RuleListKind.values())
                .anyMatch(kind -> RuleDay.matters(policy.list(kind).list()));
    }

    private boolean isStale(Clock clock) {
        return store.day().givesWayTo(today(clock));
    }

    private RuleDay today(Clock clock) {
        return RuleDay.of(clock.instant(), policies.circumstances().zone());
    }
}
