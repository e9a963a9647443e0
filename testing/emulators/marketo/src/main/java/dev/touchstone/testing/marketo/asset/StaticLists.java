package dev.touchstone.testing.marketo.asset;

import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Static lists and who is on them. Members who are deleted are no longer found. Thread-safe. */
public final class StaticLists {
    private final LeadStore leads;
    private final Map<Long, StaticList> lists = new LinkedHashMap<>();

    /**
     * A list.
     *
     * @param everybody true if all people of the instance are on it, without being named
     * @param members ids of those who were added
     */
    private record StaticList(long id, String name, boolean everybody, NavigableSet<Long> members) {}

    public StaticLists(LeadStore leads) {
        this.leads = leads;
    }

    /** Makes a list with these members, or replaces the one with the same id. */
    public synchronized void put(long id, String name, Collection<Long> members) {
        lists.put(id, new StaticList(id, name, false, new TreeSet<>(members)));
    }

    /** Makes a list that everybody is on, whoever that is at the time. */
    public synchronized void putEverybody(long id, String name) {
        lists.put(id, new StaticList(id, name, true, new TreeSet<>()));
    }

    /** Deletes a list. */
    public synchronized void remove(long id) {
        lists.remove(id);
    }

    /** Deletes all lists. */
    public synchronized void clear() {
        lists.clear();
    }

    /** True if there is such a list. */
    public synchronized boolean exists(long id) {
        return lists.containsKey(id);
    }

    /** The id of the list with this name. */
    public synchronized Optional<Long> named(String name) {
        return lists.values().stream()
                .filter(list -> list.name().equals(name))
                .map(StaticList::id)
                .findFirst();
    }

    /** True if the list exists and the person is on it. */
    public synchronized boolean contains(long list, long lead) {
        StaticList found = lists.get(list);
        return found != null
                && (found.everybody() ? leads.exists(lead) : found.members().contains(lead));
    }

    /** How many people are on it. */
    public synchronized int size(long list) {
        StaticList found = lists.get(list);
        if (found == null) {
            return 0;
        }
        return found.everybody() ? leads.size() : found.members().size();
    }

    /** Members with higher ids, by id. */
    public synchronized List<Lead> members(long list, long after, int limit) {
        StaticList found = lists.get(list);
        if (found == null) {
            return List.of();
        }
        if (found.everybody()) {
            return leads.after(after, limit);
        }
        List<Lead> members = new ArrayList<>();
        for (long id : found.members().tailSet(after, false)) {
            leads.find(id).ifPresent(members::add);
            if (members.size() == limit) {
                break;
            }
        }
        return members;
    }

    /** Adds a person; false if the person was on it. */
    synchronized boolean add(long list, long lead) {
        StaticList found = lists.get(list);
        return found != null && !found.everybody() && found.members().add(lead);
    }

    /** Takes a person off; false if the person was not on it. */
    synchronized boolean take(long list, long lead) {
        StaticList found = lists.get(list);
        return found != null && found.members().remove(lead);
    }

    /** Id and name of each list, by id. */
    synchronized Map<Long, String> names() {
        Map<Long, String> names = new LinkedHashMap<>();
        lists.values().forEach(list -> names.put(list.id(), list.name()));
        return names;
    }
}
