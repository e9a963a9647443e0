package dev.touchstone.salessync.optout;

import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.SuppressedAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an opt-out is kept for: addresses, by the salted hash that an erasure leaves of them, too, and people by the one that is left
 * when they are forgotten.
 */
@ApplicationScoped
public class Subjects {
    private final SqlPeopleOfAddresses people;
    private final PersonIdentities identities;
    private final SuppressedAddresses hashes;

    Subjects(SqlPeopleOfAddresses people, PersonIdentities identities, SuppressedAddresses hashes) {
        this.people = people;
        this.identities = identities;
        this.hashes = hashes;
    }

    /** An address. */
    public Subject of(EmailAddress address) {
        return Subject.ofAddress(hashes.hash(address.value()));
    }

    /** A person. */
    public Subject of(long marketoId) {
        return Subject.ofPerson(hashes.hash(Long.toString(marketoId)));
    }

    /**
     * Who is meant: the addresses, and the people by their subjects.
     *
     * @param people Marketo id by subject
     */
    record Meant(Set<Subject> addresses, SortedMap<Subject, Long> people) {
        Set<Subject> all() {
            Set<Subject> all = new TreeSet<>(addresses);
            all.addAll(people.keySet());
            return all;
        }
    }

    /** The address, the person, their address, everybody who has one of these addresses, and whoever was merged into them. */
    Meant of(Whose whose) {
        List<EmailAddress> addresses = addresses(whose);
        Set<Subject> subjects = new TreeSet<>();
        addresses.forEach(address -> subjects.add(of(address)));
        SortedMap<Subject, Long> meant = new TreeMap<>();
        people(whose, addresses).forEach(marketoId -> meant.put(of(marketoId), marketoId));
        return new Meant(subjects, meant);
    }

    /** All that an opt-out of them is kept for. */
    public Set<Subject> allOf(Whose whose) {
        return of(whose).all();
    }

    /** A person with these addresses and with nobody else. */
    Meant alone(long marketoId, List<Subject> addresses) {
        SortedMap<Subject, Long> person = new TreeMap<>();
        person.put(of(marketoId), marketoId);
        return new Meant(new TreeSet<>(addresses), person);
    }

    /** Each of these people with the address they have; those without a row are left out. */
    Map<Long, Set<Subject>> ofPeople(List<Long> marketoIds) {
        Map<Long, Set<Subject>> subjects = new TreeMap<>();
        for (SqlPeopleOfAddresses.WithAddress person : people.withAddresses(marketoIds)) {
            Set<Subject> theirs = new TreeSet<>(Set.of(of(person.marketoId())));
            person.address().ifPresent(address -> theirs.add(of(address)));
            subjects.put(person.marketoId(), theirs);
        }
        return subjects;
    }

    /** Whether Marketo, as far as the store knows, has one of them unsubscribed. */
    boolean isUnsubscribedInMarketo(Whose whose) {
        return people.isSomeUnsubscribed(people(whose, addresses(whose)));
    }

    private List<EmailAddress> addresses(Whose whose) {
        List<EmailAddress> addresses = new ArrayList<>(people.addressesOf(ids(whose)));
        whose.address().ifPresent(addresses::add);
        return addresses;
    }

    private List<Long> people(Whose whose, List<EmailAddress> addresses) {
        List<Long> everybody = new ArrayList<>(people.peopleOf(addresses));
        everybody.addAll(ids(whose));
        everybody.addAll(people.losersOf(everybody));
        return everybody;
    }

    /** The id that was named, and whose it is now. */
    private List<Long> ids(Whose whose) {
        List<Long> ids = new ArrayList<>();
        whose.marketoId().ifPresent(id -> {
            ids.add(id);
            if (identities.resolve(List.of(id)).get(id) instanceof Identity.Alias alias) {
                ids.add(alias.winner());
            }
        });
        return ids;
    }
}
