package dev.touchstone.touchpoint.collect;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.erased.ErasuresChanged;
import dev.touchstone.touchpoint.erased.PersonalId;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.trace.CarryTraces;
import dev.touchstone.touchpoint.trace.LeftTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores the submissions of several senders in one transaction. If it fails and the database is there, one of them is to
 * blame: then each is stored alone, so that nobody suffers for the data of another.
 */
@ApplicationScoped
class GroupCommit {
    private final WebContextStore contexts;
    private final EventLog eventLog;
    private final ErasedIdentities erasedIdentities;
    private final Clock clock;
    private final Wakeup wakeup;
    private final CarryTraces traces;
    private Instant lastTime = Instant.EPOCH;

    GroupCommit(
            WebContextStore contexts,
            EventLog eventLog,
            ErasedIdentities erasedIdentities,
            Clock clock,
            Wakeup wakeup,
            CarryTraces traces) {
        this.contexts = contexts;
        this.eventLog = eventLog;
        this.erasedIdentities = erasedIdentities;
        this.clock = clock;
        this.wakeup = wakeup;
        this.traces = traces;
    }

    /** Which events of a group, by their positions, were new, and which are of somebody who was erased. */
    private record Outcome(BitSet accepted, BitSet erased) {}

    /** Answers every submission: with its own counts after the commit, or with what went wrong. Never throws. */
    void store(List<Submission> group) {
        try {
            answer(group, storeTogether(group));
            wakeup.signal();
        } catch (RuntimeException | Error error) {
            if (group.size() == 1 || DatabaseErrors.outage(error).isPresent()) {
                group.forEach(submission -> submission.answer().completeExceptionally(error));
            } else {
                group.forEach(submission -> store(List.of(submission)));
            }
        }
    }

    private Outcome storeTogether(List<Submission> group) {
        List<WebEvent> events = new ArrayList<>();
        Set<WebContext> circumstances = new HashSet<>();
        for (Submission submission : group) {
            events.addAll(submission.admitted().events());
            circumstances.addAll(submission.admitted().contexts());
        }
        contexts.intern(circumstances);
        while (true) {
            try {
                return append(group, events);
            } catch (ErasuresChanged meanwhile) {
                // Erasures are rare and short: the next look is most likely the last.
            }
        }
    }

    private Outcome append(List<Submission> group, List<WebEvent> events) {
        ErasedIdentities.Look look = erasedIdentities.look(() -> personalIds(events));
        if (look.erased().isEmpty()) {
            leaveTraces(group, events);
            return new Outcome(eventLog.append(events, look.erasures(), nextTime()), new BitSet());
        }
        BitSet erased = new BitSet(events.size());
        List<WebEvent> toStore = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (personalIds(events.get(i)).anyMatch(look.erased()::contains)) {
                erased.set(i);
            } else {
                toStore.add(events.get(i));
                positions.add(i);
            }
        }
        BitSet accepted = new BitSet(events.size());
        if (!toStore.isEmpty()) {
            leaveTraces(group, toStore);
            eventLog.append(toStore, look.erasures(), nextTime()).stream()
                    .forEach(stored -> accepted.set(positions.get(stored)));
        }
        return new Outcome(accepted, erased);
    }

    /** Before the events are there: who derives them looks for traces once. */
    private void leaveTraces(List<Submission> group, List<WebEvent> toStore) {
        Set<String> visitors = toStore.stream().map(WebEvent::visitorId).collect(Collectors.toSet());
        traces.leaveAll(
                Queue.VISITOR.id(),
                group.stream()
                        .filter(submission -> submission.trace().isSampled())
                        .flatMap(submission -> submission.admitted().events().stream()
                                .map(WebEvent::visitorId)
                                .filter(visitors::contains)
                                .map(visitor -> LeftTrace.of(visitor, submission.trace())))
                        .distinct()
                        .toList());
    }

    private static Set<PersonalId> personalIds(List<WebEvent> events) {
        return events.stream().flatMap(GroupCommit::personalIds).collect(Collectors.toSet());
    }

    private static Stream<PersonalId> personalIds(WebEvent event) {
        Stream.Builder<PersonalId> ids = Stream.builder();
        ids.add(PersonalId.ofVisitor(event.visitorId()));
        String email = event.email();
        if (email != null) {
            ids.add(PersonalId.ofEmail(email));
        }
        VisitorAlias alias = event.detail().alias();
        if (alias != null && alias.type() == VisitorAlias.Type.CRM_PERSON) {
            ids.add(PersonalId.ofCrmPerson(alias.value()));
        }
        return ids.build();
    }

    private static void answer(List<Submission> group, Outcome outcome) {
        int start = 0;
        for (Submission submission : group) {
            int end = start + submission.size();
            int accepted = outcome.accepted().get(start, end).cardinality();
            List<Integer> erased =
                    outcome.erased().get(start, end).stream().boxed().toList();
            int duplicates = submission.size() - accepted - erased.size();
            submission.answer().complete(new EventLog.Appended(accepted, duplicates, erased));
            start = end;
        }
    }

    /** Later than every one before, because the time is what tells new events from known ones. */
    private synchronized Instant nextTime() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastTime = now.isAfter(lastTime) ? now : lastTime.plus(1, ChronoUnit.MICROS);
        return lastTime;
    }
}
