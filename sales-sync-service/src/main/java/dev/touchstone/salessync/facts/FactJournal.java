package dev.touchstone.salessync.facts;

import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.person.change.PeopleCursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transactions in which it is stored what was told. */
@ApplicationScoped
class FactJournal {
    /** The kind of the diagnostics of people who were refused. */
    static final String KIND = "crm-fact";

    private final SqlFactStore store;
    private final DeadLetters letters;
    private final Clock clock;

    FactJournal(SqlFactStore store, DeadLetters letters, Clock clock) {
        this.store = store;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * What was told, and answered.
     *
     * @param facts what
     * @param due the rows that asked for it; empty if the cursor did
     */
    record Told(List<CrmFact> facts, CrmRecords.Answer answer, List<SqlFactStore.Due> due) {
        static final Told NOTHING = new Told(List.of(), CrmRecords.Answer.NONE, List.of());

        Told {
            facts = List.copyOf(facts);
            due = List.copyOf(due);
        }
    }

    @Transactional
    Optional<SqlFactStore.Turn> claim(UUID worker, Duration lease) {
        return store.claim(worker, lease);
    }

    @Transactional
    void release(UUID worker) {
        store.release(worker);
    }

    List<SqlFactStore.Due> due(int limit) {
        return store.due(limit);
    }

    /**
     * Stores what was told and where the cursor stands after it.
     *
     * @param cursor null leaves it where it is
     * @return false if another process has the turn now: then nothing is stored
     */
    @Transactional
    boolean commit(long fence, @Nullable PeopleCursor cursor, Told told) {
        if (store.lock() != fence) {
            return false;
        }
        keepLetters(told);
        if (!told.due().isEmpty()) {
            store.settle(told.due());
        }
        if (cursor != null) {
            store.write(cursor.encode(), CrmFact.EDITION);
        }
        return true;
    }

    private void keepLetters(Told told) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<Long> refused = new HashSet<>();
        told.answer().refused().forEach(refusal -> refused.add(refusal.marketoId()));
        letters.settle(
                KIND,
                Stream.concat(
                                told.facts().stream().map(CrmFact::marketoId),
                                told.due().stream().map(SqlFactStore.Due::marketoId))
                        .distinct()
                        .filter(id -> !refused.contains(id))
                        .map(id -> Long.toString(id))
                        .toList());
        letters.putAll(told.answer().refused().stream()
                .map(refusal -> letter(refusal, now))
                .toList());
    }

    private static DeadLetter letter(CrmRecords.Refused refused, Instant now) {
        return new DeadLetter(
                KIND,
                Long.toString(refused.marketoId()),
                refused.reason(),
                "",
                refused.sentence(),
                OptionalLong.of(refused.marketoId()),
                now);
    }
}
