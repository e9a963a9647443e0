package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.read.ReadTurn.Work;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is read next: what somebody said has changed, then what is due by itself, then what was never read. An object that Salesforce
 * refuses is left alone for a while and keeps no other waiting.
 */
@ApplicationScoped
class ReadSteps {
    private final ReadJournal journal;
    private final LoadObjects load;
    private final LookAtRecords look;
    private final ReadChanges changes;
    private final ReadDeletions deletions;
    private final Rest rest;

    ReadSteps(
            ReadJournal journal,
            LoadObjects load,
            LookAtRecords look,
            ReadChanges changes,
            ReadDeletions deletions,
            Rest rest) {
        this.journal = journal;
        this.load = load;
        this.look = look;
        this.changes = changes;
        this.deletions = deletions;
        this.rest = rest;
    }

    /** What the steps share. */
    @Singleton
    static class Rest {
        private final DescribeObjects descriptions;
        private final FollowEvents events;
        private final TellReadWarnings warnings;
        private final ReadMeters meters;
        private final ReadPolicy policy;
        private final Clock clock;

        Rest(
                DescribeObjects descriptions,
                FollowEvents events,
                TellReadWarnings warnings,
                ReadMeters meters,
                ReadPolicy policy,
                Clock clock) {
            this.descriptions = descriptions;
            this.events = events;
            this.warnings = warnings;
            this.meters = meters;
            this.policy = policy;
            this.clock = clock;
        }
    }

    /**
     * Does what is due.
     *
     * @return true if there may be more at once
     */
    boolean step(ReadTurn turn) {
        List<ObjectState> states = journal.states();
        List<CrmObject> due = look.due();
        boolean more =
                each(turn, Work.LOOK, states, state -> due.contains(state.object()), state -> look.step(turn, state));
        each(turn, Work.DELETIONS, states, ObjectState::loaded, state -> deletions(turn, state));
        each(turn, Work.ROUND, states, ObjectState::loaded, state -> round(turn, state));
        boolean loading = each(turn, Work.LOAD, states, state -> !state.loaded(), state -> load.step(turn, state));
        rest.warnings.tell(turn.unreadable(), rest.events.missing());
        rest.meters.unread(states.stream()
                .filter(state -> !state.loaded() || turn.unreadable().containsKey(state.object()))
                .count());
        return more || loading;
    }

    /** The turn is over. */
    void end() {
        rest.descriptions.forget();
        rest.warnings.forget();
        rest.meters.notMyTurn();
    }

    /** It is this process' turn, and there is no organisation to read. */
    void nothingToRead() {
        rest.warnings.tell(Map.of(), Set.of());
    }

    private boolean deletions(ReadTurn turn, ObjectState state) {
        deletions.read(turn, state);
        turn.done(Work.DELETIONS, state.object(), ReadPace.after(now(), rest.policy.deletedInterval()));
        return false;
    }

    private boolean round(ReadTurn turn, ObjectState state) {
        changes.round(turn, state);
        ReadPolicy.Rounds rounds = rest.policy.rounds();
        boolean withEvents = rest.events.comeFor(state.object());
        turn.done(
                Work.ROUND,
                state.object(),
                ReadPace.after(now(), withEvents ? rounds.withEvents() : rounds.withoutEvents()));
        return false;
    }

    private boolean each(
            ReadTurn turn,
            Work work,
            List<ObjectState> states,
            Predicate<ObjectState> wanted,
            Predicate<ObjectState> step) {
        boolean more = false;
        for (ObjectState state : states) {
            if (wanted.test(state) && turn.isDue(work, state.object(), now())) {
                more |= guarded(turn, state, step);
            }
        }
        return more;
    }

    /** What Salesforce refuses about one object says nothing about the others. */
    private boolean guarded(ReadTurn turn, ObjectState state, Predicate<ObjectState> step) {
        try {
            boolean more = step.test(state);
            turn.works(state.object());
            return more;
        } catch (SalesforceFailure failure) {
            if (!(failure.error() instanceof SalesforceError.Rejected)) {
                throw failure;
            }
            rest.descriptions.forget(state.object());
            rest.meters.failed("salesforce");
            turn.leave(state.object(), failure.error().sentence(), now());
            return false;
        }
    }

    private Instant now() {
        return rest.clock.instant();
    }
}
