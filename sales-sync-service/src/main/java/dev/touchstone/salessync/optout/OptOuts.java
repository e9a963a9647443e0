package dev.touchstone.salessync.optout;

import dev.touchstone.runtime.IdSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who is out, and the one way in which that changes. What is said of an address holds for everybody who has it at that moment, and
 * what is said of a person holds for the address: so it stays when the person gets another address, when the address gets another
 * person, and when people are hidden or merged.
 */
@ApplicationScoped
public class OptOuts {
    private final SqlLedgerStore ledger;
    private final Subjects subjects;
    private final IdSource ids;
    private final Clock clock;
    private final Event<OptOutRecorded> recorded;

    OptOuts(SqlLedgerStore ledger, Subjects subjects, IdSource ids, Clock clock, Event<OptOutRecorded> recorded) {
        this.ledger = ledger;
        this.subjects = subjects;
        this.ids = ids;
        this.clock = clock;
        this.recorded = recorded;
    }

    /** Something that was said of somebody. */
    public record Said(Whose whose, OptOutFact fact) {}

    /** Whether nothing may be sent to an address: because of itself, or because somebody who has it is out. */
    @Transactional
    public boolean isOut(String email) {
        return isOut(Whose.of(new EmailAddress(email)));
    }

    /**
     * Whether nothing may be sent. Who is out only because of somebody else, who has the same address, is recorded as out: it has
     * been said, and must not end because an address changes.
     */
    @Transactional
    public boolean isOut(Whose whose) {
        Subjects.Meant about = subjects.of(whose);
        Set<Subject> all = about.all();
        long out = ledger.states(all).stream().filter(OptOutState::out).count();
        if (out > 0 && out < all.size()) {
            record(about, OptOutFact.Unsubscribe.derived(UnsubscribeSource.SAME_PERSON), whose.address());
        }
        return out > 0;
    }

    /** Records that somebody wants no more mail; sends are blocked from the commit of the caller's transaction on. */
    @Transactional
    public void unsubscribe(
            String email, OptionalLong marketoId, UnsubscribeSource source, String author, String note) {
        EmailAddress address = new EmailAddress(email);
        record(
                new Whose(Optional.of(address).filter(EmailAddress::isWellFormed), marketoId),
                new OptOutFact.Unsubscribe(source, author, note));
    }

    /**
     * Keeps what was said, in the caller's transaction.
     *
     * @return whether it changed anything
     */
    @Transactional
    public boolean record(Whose whose, OptOutFact fact) {
        return record(hold(List.of(whose)), fact, whose.address());
    }

    /**
     * Keeps what was said of several, in the caller's transaction. All of whom it is about are held first, in one order, so that two
     * such transactions wait for each other and never block each other.
     *
     * @return how many of these changed anything
     */
    @Transactional
    public int recordAll(List<Said> all) {
        if (all.isEmpty()) {
            return 0;
        }
        hold(all.stream().map(Said::whose).toList());
        int changes = 0;
        for (Said said : all) {
            if (record(said.whose(), said.fact())) {
                changes++;
            }
        }
        return changes;
    }

    /**
     * Keeps what is said of these by others waiting until the caller's transaction ends. Who is meant is looked up again once
     * that is so: a merge or another reading may have been committed while this one waited.
     *
     * @return who is held
     */
    Subjects.Meant hold(List<Whose> whose) {
        Set<Subject> addresses = new TreeSet<>();
        SortedMap<Subject, Long> people = new TreeMap<>();
        Subjects.Meant held = new Subjects.Meant(addresses, people);
        for (Subjects.Meant meant = meant(whose); !held.all().containsAll(meant.all()); meant = meant(whose)) {
            ledger.lock(meant.all(), meant.people());
            addresses.addAll(meant.addresses());
            people.putAll(meant.people());
        }
        return held;
    }

    private Subjects.Meant meant(List<Whose> whose) {
        Subjects.Meant together = new Subjects.Meant(new TreeSet<>(), new TreeMap<>());
        for (Whose one : whose) {
            Subjects.Meant meant = subjects.of(one);
            together.addresses().addAll(meant.addresses());
            together.people().putAll(meant.people());
        }
        return together;
    }

    /**
     * As {@link #isOut(Whose)} of each of these people, for what happens to many at once: two queries if nobody is out.
     *
     * @param marketoIds people who are about to change, or have gone; those without a row are passed over
     */
    @Transactional
    public void keepOut(List<Long> marketoIds) {
        Map<Subject, Long> owners = new HashMap<>();
        subjects.ofPeople(marketoIds).forEach((marketoId, theirs) -> theirs.forEach(one -> owners.put(one, marketoId)));
        ledger.states(owners.keySet()).stream()
                .filter(OptOutState::out)
                .map(state -> Objects.requireNonNull(owners.get(state.subject())))
                .distinct()
                .forEach(marketoId -> isOut(Whose.ofPerson(marketoId)));
    }

    /** Takes Marketo ids out of what is kept; what was said stays and holds. */
    void forgetIds(List<Long> marketoIds) {
        ledger.forgetIds(marketoIds);
    }

    /** Whether a person is out without their address and without others. */
    boolean isOutAlone(long marketoId) {
        return ledger.states(List.of(subjects.of(marketoId))).stream().anyMatch(OptOutState::out);
    }

    /** Whether anything was ever said of a person. */
    boolean isNoted(long marketoId) {
        return ledger.states(List.of(subjects.of(marketoId))).stream().anyMatch(state -> state.entries() > 0);
    }

    /** Keeps what was said of a person alone. */
    void recordAlone(long marketoId, OptOutFact fact) {
        record(subjects.alone(marketoId, List.of()), fact, Optional.empty());
    }

    /**
     * Keeps that a person was erased.
     *
     * @param addressHash of their address; empty if they had none
     */
    void erase(long marketoId, byte[] addressHash) {
        List<Subject> addresses = addressHash.length == 0 ? List.of() : List.of(Subject.ofAddress(addressHash));
        record(
                subjects.alone(marketoId, addresses),
                OptOutFact.Unsubscribe.derived(UnsubscribeSource.ERASURE),
                Optional.empty());
    }

    /** Keeps what was said of some subjects; nothing if it says nothing new of any. */
    private boolean record(Subjects.Meant about, OptOutFact fact, Optional<EmailAddress> address) {
        List<OptOutState> followed = new ArrayList<>();
        for (OptOutState state : ledger.lock(about.all(), about.people())) {
            state.after(fact).ifPresent(followed::add);
        }
        if (!followed.isEmpty()) {
            ledger.append(new LedgerEntry(ids.next(), fact, clock.instant().truncatedTo(ChronoUnit.MICROS)), followed);
            recorded.fire(new OptOutRecorded(fact, about.all(), about.people(), address));
        }
        return !followed.isEmpty();
    }

    /**
     * What was said of them, latest first.
     *
     * @param before only what was said before this act
     */
    @Transactional
    public List<LedgerEntry> history(Whose whose, UUID before, int limit) {
        return ledger.history(subjects.of(whose).all(), before, limit);
    }
}
