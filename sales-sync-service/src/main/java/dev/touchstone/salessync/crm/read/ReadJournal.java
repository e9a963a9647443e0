package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.RecordFact;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.crm.fact.TellAnswer;
import dev.touchstone.salessync.crm.fact.ToldRecord;
import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transactions in which positions move together with what was answered. Each is refused when another process has the turn. */
@ApplicationScoped
class ReadJournal {
    /** The kind of the diagnostics of records that were refused. */
    static final String KIND = "crm-record";

    private final SqlReadingStore readings;
    private final SqlRecordStore records;
    private final DeadLetters letters;
    private final Event<RecordsRead> followers;
    private final Clock clock;

    ReadJournal(
            SqlReadingStore readings,
            SqlRecordStore records,
            DeadLetters letters,
            Event<RecordsRead> followers,
            Clock clock) {
        this.readings = readings;
        this.records = records;
        this.letters = letters;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * What became of what was read.
     *
     * @param told what is kept of the records that were told
     * @param lookAgain records to be looked at
     * @param answer touchpoint-service's
     * @param due the rows that asked for it; empty if a round or a job did
     * @param read all of it, for whoever else follows records
     */
    record Effects(
            ObjectState state,
            List<ToldRecord> told,
            List<String> lookAgain,
            TellAnswer answer,
            List<SqlRecordStore.Due> due,
            List<RecordsRead> read) {
        Effects {
            told = List.copyOf(told);
            lookAgain = List.copyOf(lookAgain);
            due = List.copyOf(due);
            read = List.copyOf(read);
        }
    }

    @Transactional
    Optional<SqlReadingStore.Turn> claim(UUID worker, Duration lease) {
        return readings.claim(worker, lease);
    }

    @Transactional
    void extend(UUID worker, Duration lease) {
        readings.extend(worker, lease);
    }

    @Transactional
    void release(UUID worker) {
        readings.release(worker);
    }

    List<ObjectState> states() {
        return readings.list();
    }

    /**
     * Stores what was told and answered, and moves a position.
     *
     * @return false if another process has the turn now: then nothing is stored
     */
    @Transactional
    boolean commit(long fence, Effects effects, Consumer<SqlReadingStore> move) {
        if (readings.lock() != fence) {
            return false;
        }
        CrmObject object = effects.state().object();
        if (!effects.told().isEmpty()) {
            records.write(object, effects.state().round(), effects.told());
        }
        if (!effects.lookAgain().isEmpty()) {
            records.addDue(object, effects.lookAgain());
        }
        if (!effects.due().isEmpty()) {
            records.settle(effects.due());
        }
        keepLetters(effects);
        effects.read().forEach(followers::fire);
        readings.told(effects.answer().cursor());
        move.accept(readings);
        return true;
    }

    /** Moves a position about which nothing was told; false as for {@link #commit}. */
    @Transactional
    boolean move(long fence, Consumer<SqlReadingStore> move) {
        if (readings.lock() != fence) {
            return false;
        }
        move.accept(readings);
        return true;
    }

    /** The last part of everything was answered: what was not seen in it is looked at. False as for {@link #commit}. */
    @Transactional
    boolean loaded(long fence, Effects effects, ObjectState.Job job) {
        if (!commit(fence, effects, store -> store.loaded(effects.state().object(), job))) {
            return false;
        }
        records.addUnseen(effects.state().object(), effects.state().round());
        return true;
    }

    /**
     * Everything is read and told anew; false as for {@link #commit}.
     *
     * @param number the last that was answered
     * @param moved true if the organisation is another one than before
     */
    @Transactional
    boolean everythingAnew(long fence, long number, String organizationId, boolean moved) {
        if (readings.lock() != fence) {
            return false;
        }
        for (CrmObject object : CrmObject.values()) {
            readings.anew(object);
        }
        if (moved) {
            readings.forget();
        }
        // What is gone is in no job's result, and would live on there.
        records.addGone();
        readings.told(number);
        readings.begin(RecordFact.EDITION, organizationId);
        return true;
    }

    /** Records to be looked at, as their log says; false as for {@link #commit}. */
    @Transactional
    boolean deleted(long fence, CrmObject object, List<String> ids, Instant until) {
        if (readings.lock() != fence) {
            return false;
        }
        if (!ids.isEmpty()) {
            records.addDue(object, ids);
        }
        readings.deletedUntil(object, until);
        return true;
    }

    /** The place in an object's stream of events; empty for the oldest event that is kept. */
    Optional<String> replay(CrmObject object) {
        return readings.replay(object);
    }

    /**
     * Has records looked at because events say so, and keeps the place behind these. Before everything was read once, changes are read by
     * the rounds that follow, and the place alone is kept.
     *
     * @param replayId null drops the place
     * @return false if another process has the turn now: then nothing is stored
     */
    @Transactional
    boolean mark(long fence, CrmObject object, List<String> ids, @Nullable String replayId) {
        if (readings.lock() != fence) {
            return false;
        }
        if (!ids.isEmpty() && isFollowed(object)) {
            records.addDue(object, ids);
        }
        readings.replay(object, replayId);
        return true;
    }

    /** An object is to be compared as a whole because an event says so; as {@link #mark}. */
    @Transactional
    boolean markAll(long fence, CrmObject object, @Nullable String replayId) {
        if (readings.lock() != fence) {
            return false;
        }
        if (isFollowed(object)) {
            readings.anew(object);
        }
        readings.replay(object, replayId);
        return true;
    }

    private boolean isFollowed(CrmObject object) {
        return readings.list().stream().anyMatch(state -> state.object() == object && state.isFollowed());
    }

    private void keepLetters(Effects effects) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<String> refused =
                effects.answer().refused().stream().map(TellAnswer.Refused::id).collect(Collectors.toSet());
        String object = effects.state().object().apiName();
        letters.settle(
                KIND,
                Stream.concat(
                                effects.told().stream().map(ToldRecord::id),
                                effects.due().stream().map(SqlRecordStore.Due::id))
                        .distinct()
                        .filter(id -> !refused.contains(id))
                        .map(id -> key(object, id))
                        .toList());
        letters.putAll(effects.answer().refused().stream()
                .map(refusal -> letter(object, refusal, now))
                .toList());
    }

    private static DeadLetter letter(String object, TellAnswer.Refused refusal, Instant now) {
        return new DeadLetter(
                KIND, key(object, refusal.id()), refusal.reason(), "", refusal.sentence(), OptionalLong.empty(), now);
    }

    private static String key(String object, String id) {
        return object + "/" + id;
    }
}
