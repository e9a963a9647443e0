package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people of the instance: a generated population, and above it everybody who was put, written or changed since. Values are
 * text, numbers, booleans or null, by REST name. Thread-safe.
 *
 * <p>What is put by hand has the fields that were given, and no others; edits are journalled, so that the change feeds tell
 * them, unless they are made {@link #quietly()}.
 */
public final class LeadStore {
    private final Clock clock;
    private final LeadJournal journal;
    private final NavigableMap<Long, StoredLead> stored = new TreeMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final FieldIndex index = new FieldIndex();
    private @Nullable Population population;
    private long highestId;

    public LeadStore(Clock clock, LeadJournal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /** Adds a person, or replaces one with the same id. */
    public void put(long id, Map<String, ? extends @Nullable Object> fields) {
        edits().put(id, fields);
    }

    /** Changes one field of a person. */
    public void change(long id, String field, @Nullable Object value) {
        edits().change(id, field, value);
    }

    /** Changes fields of a person, in one activity. */
    public void change(long id, Map<String, ? extends @Nullable Object> fields) {
        edits().change(id, fields);
    }

    /** Deletes a person; nothing happens if there is none. */
    public void remove(long id) {
        edits().remove(id);
    }

    /** Merges records into one: what the winner lacks is taken from them, and they are gone. */
    public void merge(long winner, Collection<Long> losers) {
        edits().merge(winner, losers);
    }

    /** Edits that no feed tells. */
    public LeadEdits quietly() {
        return new LeadEdits(this, Optional.empty(), Optional.empty());
    }

    /** Edits whose activities carry this date, although they are made now. */
    public LeadEdits dated(Instant date) {
        return new LeadEdits(this, Optional.of(journal), Optional.of(date));
    }

    /** Adds a person of a partition; for the API. */
    void write(long id, Map<String, ? extends @Nullable Object> fields, String partition) {
        edits().put(id, fields, partition);
    }

    private LeadEdits edits() {
        return new LeadEdits(this, Optional.of(journal), Optional.empty());
    }

    /** Replaces everybody by a generated population; nothing is journalled. */
    public synchronized void populate(Population people) {
        clear();
        population = people;
        highestId = people.lastId();
    }

    /** Takes everybody away; nothing is journalled. */
    public synchronized void clear() {
        stored.clear();
        gone.clear();
        index.clear();
        population = null;
        highestId = 0;
    }

    /** How many people there are. */
    public synchronized int size() {
        if (population == null) {
            return stored.size();
        }
        Population people = population;
        long overridden =
                stored.keySet().stream().filter(id -> people.ordinalOf(id) >= 0).count();
        return people.count() + stored.size() - (int) overridden - gone.size();
    }

    /** A person, if there is one. */
    public synchronized Optional<Lead> find(long id) {
        return Optional.ofNullable(lead(id));
    }

    /** True if there is such a person. */
    public synchronized boolean exists(long id) {
        return lead(id) != null;
    }

    /** Up to {@code limit} people with higher ids, by id. */
    public synchronized List<Lead> after(long id, int limit) {
        List<Lead> found = new ArrayList<>(Math.min(limit, 1_000));
        long last = id;
        while (found.size() < limit) {
            Lead next = next(last);
            if (next == null) {
                break;
            }
            found.add(next);
            last = next.id();
        }
        return found;
    }

    /** Lowest and highest id of generated people created from the first to the second time; empty if there are none. */
    public synchronized Optional<IdRange> generatedBetween(Instant from, Instant until) {
        if (population == null) {
            return Optional.empty();
        }
        int first = population.firstCreatedFrom(from);
        int last = population.firstCreatedFrom(until.plusSeconds(1)) - 1;
        return first > last
                ? Optional.empty()
                : Optional.of(new IdRange(population.idOf(first), population.idOf(last)));
    }

    /** Ids of people who were put, written or changed. */
    public synchronized List<Long> storedIds() {
        return List.copyOf(stored.keySet());
    }

    /** Ids from the first to the last. */
    public record IdRange(long first, long last) {}

    /** Everybody whose field has one of the values, by id, {@code limit} at most; e-mail addresses in any case. */
    public synchronized List<Lead> matching(String field, Collection<String> values, int limit) {
        if (field.equals("id")) {
            return byIds(values, limit);
        }
        Set<Long> ids = new TreeSet<>();
        if (index.covers(field)) {
            values.forEach(value -> ids.addAll(index.find(field, value)));
            values.forEach(value -> ids.addAll(generated(field, value)));
            return ids.stream().limit(limit).map(this::lead).toList();
        }
        return scan(field, values, limit);
    }

    /** An id that nobody has or had. */
    synchronized long freeId() {
        return highestId + 1;
    }

    Instant now() {
        return Times.seconds(clock.instant());
    }

    /** Puts a record in place; the caller journals. */
    synchronized StoredLead store(long id, Map<String, ? extends @Nullable Object> fields, String partition) {
        Lead before = lead(id);
        Instant now = now();
        Instant created = before == null ? time(fields.get("createdAt"), now) : before.createdAt();
        StoredLead lead = new StoredLead(
                id,
                new HashMap<>(fields),
                created,
                before == null ? time(fields.get("updatedAt"), now) : now,
                partition);
        highestId = Math.max(highestId, id);
        index.remove(stored.put(id, lead));
        index.add(lead);
        gone.remove(id);
        return lead;
    }

    synchronized void drop(long id) {
        index.remove(stored.remove(id));
        if (population != null && population.ordinalOf(id) >= 0) {
            gone.add(id);
        }
    }

    private @Nullable Lead lead(long id) {
        StoredLead own = stored.get(id);
        if (own != null) {
            return own;
        }
        if (population == null || gone.contains(id)) {
            return null;
        }
        int ordinal = population.ordinalOf(id);
        return ordinal < 0 ? null : new GeneratedLead(population, ordinal);
    }

    private @Nullable Lead next(long after) {
        Map.Entry<Long, StoredLead> own = stored.higherEntry(after);
        GeneratedLead generated = nextGenerated(after);
        if (own == null || (generated != null && generated.id() < own.getKey())) {
            return generated;
        }
        return own.getValue();
    }

    private @Nullable GeneratedLead nextGenerated(long after) {
        if (population == null) {
            return null;
        }
        for (int ordinal = population.firstAfter(after); ordinal < population.count(); ordinal++) {
            if (gone.isEmpty() || !gone.contains(population.idOf(ordinal))) {
                return new GeneratedLead(population, ordinal);
            }
        }
        return null;
    }

    private List<Long> generated(String field, String value) {
        if (population == null) {
            return List.of();
        }
        Population people = population;
        String wanted = FieldIndex.fold(field, value);
        return GeneratedLead.candidates(people, field, value).stream()
                .map(ordinal -> new GeneratedLead(people, ordinal))
                .filter(lead -> !stored.containsKey(lead.id()) && !gone.contains(lead.id()))
                .filter(lead -> has(lead, field, Set.of(wanted)))
                .map(GeneratedLead::id)
                .toList();
    }

    private List<Lead> byIds(Collection<String> values, int limit) {
        return values.stream()
                .mapToLong(LeadStore::parseId)
                .sorted()
                .distinct()
                .<Lead>mapToObj(this::lead)
                .filter(lead -> lead != null)
                .limit(limit)
                .toList();
    }

    private List<Lead> scan(String field, Collection<String> values, int limit) {
        Set<String> wanted =
                values.stream().map(value -> FieldIndex.fold(field, value)).collect(Collectors.toUnmodifiableSet());
        List<Lead> found = new ArrayList<>();
        for (Lead lead = next(0); lead != null && found.size() < limit; lead = next(lead.id())) {
            if (has(lead, field, wanted)) {
                found.add(lead);
            }
        }
        return found;
    }

    private static boolean has(Lead lead, String field, Set<String> wanted) {
        Object value = lead.value(field);
        return value != null && wanted.contains(FieldIndex.fold(field, value));
    }

    private static Instant time(@Nullable Object given, Instant fallback) {
        if (given == null) {
            return fallback;
        }
        try {
            return Times.seconds(Times.parse(given.toString()));
        } catch (ApiRefusal noTime) {
            throw new IllegalArgumentException(given + " is no time", noTime);
        }
    }

    private static long parseId(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notAnId) {
            return -1;
        }
    }
}
