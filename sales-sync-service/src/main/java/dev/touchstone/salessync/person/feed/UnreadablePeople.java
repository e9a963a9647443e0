package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.diagnostic.DeadLetter;
import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import dev.touchstone.salessync.diagnostic.DeadLetters;
import dev.touchstone.salessync.marketo.MarketoError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * People with whom Marketo cannot answer, whatever they are asked for together with: each is given up as a {@code person-row} with
 * its Marketo id as the key, so that it does not hold up the others. Trying again is marking it; a reading settles it.
 */
@ApplicationScoped
public class UnreadablePeople implements DeadLetterOwner {
    static final String KIND = "person-row";

    private final DeadLetters letters;
    private final SqlDirtyPersonStore dirty;
    private final Clock clock;

    UnreadablePeople(DeadLetters letters, SqlDirtyPersonStore dirty, Clock clock) {
        this.letters = letters;
        this.dirty = dirty;
        this.clock = clock;
    }

    /** Gives people up, within the caller's transaction. */
    public void put(Map<Long, MarketoError> unreadable, Instant now) {
        letters.putAll(unreadable.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> letter(entry.getKey(), entry.getValue(), now))
                .toList());
    }

    private static DeadLetter letter(long id, MarketoError error, Instant now) {
        String code = error instanceof MarketoError.SystemError system ? system.code() : "";
        String cause = code.matches("[0-9]{3,4}")
                ? "MARKETO_" + code
                : error.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT);
        String sentence = "Marketo cannot answer with this person: " + error.sentence()
                + "; look at the record in Marketo, then try again";
        return new DeadLetter(KIND, Long.toString(id), cause, code, sentence, OptionalLong.of(id), now);
    }

    /** Takes back what was given up of people who were read after all, or are gone; within the caller's transaction. */
    void settle(Collection<Long> ids) {
        letters.settle(KIND, ids.stream().map(String::valueOf).toList());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void retry(List<String> keys) {
        dirty.mark(keys.stream().map(Long::valueOf).toList(), clock.instant());
    }
}
