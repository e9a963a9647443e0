package dev.touchstone.salessync.person.group;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.RecordId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users do with their groups (R-RO-3). Groups hold who is in them; deleting one never deletes people. */
@ApplicationScoped
public class PersonGroups {
    private final PersonGroupStore store;
    private final PersonIdentities identities;
    private final GroupPolicy policy;
    private final IdSource ids;
    private final Clock clock;

    PersonGroups(PersonGroupStore store, PersonIdentities identities, GroupPolicy policy, IdSource ids, Clock clock) {
        this.store = store;
        this.identities = identities;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /** The groups that a user sees and somebody keeps by hand, by name. */
    @Transactional
    public List<PersonGroup> seenBy(RecordId user) {
        return store.seenBy(user);
    }

    /**
     * A group that a user sees.
     *
     * @throws RpcFailure.NotFound {@code PERSON_GROUP_NOT_FOUND}
     */
    @Transactional
    public PersonGroup get(RecordId user, UUID id) {
        return store.find(id)
                .filter(group -> group.shared() || group.owner().equals(user))
                .orElseThrow(() -> notFound(id));
    }

    /**
     * Makes a group.
     *
     * @throws RpcFailure.AlreadyExists {@code PERSON_GROUP_NAME_TAKEN}
     * @throws RpcFailure.ResourceExhausted {@code PERSON_GROUP_LIMIT}
     */
    @Transactional
    public PersonGroup create(RecordId user, String name, boolean shared) {
        if (store.countLocked(user) >= policy.groups()) {
            throw limit("a user has at most " + policy.groups() + " groups: delete one first", policy.groups());
        }
        PersonGroup group = new PersonGroup(
                ids.next(), user, name, shared, 0, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!store.insert(group)) {
            throw nameTaken(user, name);
        }
        return group;
    }

    /**
     * Renames or shares a group.
     *
     * @param name empty to keep it
     * @param shared empty to keep it
     * @throws RpcFailure.AlreadyExists {@code PERSON_GROUP_NAME_TAKEN}
     */
    @Transactional
    public PersonGroup update(RecordId user, UUID id, Optional<String> name, Optional<Boolean> shared) {
        PersonGroup group = own(user, id);
        String newName = name.orElse(group.name());
        if (!store.update(id, newName, shared.orElse(group.shared()))) {
            throw nameTaken(user, newName);
        }
        return get(user, id);
    }

    /** Deletes a group, and nobody who is in it. */
    @Transactional
    public void delete(RecordId user, UUID id) {
        own(user, id);
        store.delete(id);
    }

    /**
     * Puts people in, all or nobody.
     *
     * @throws RpcFailure.NotFound {@code PERSON_NOT_FOUND}
     * @throws RpcFailure.ResourceExhausted {@code PERSON_GROUP_LIMIT}
     */
    @Transactional
    public PersonGroup add(RecordId user, UUID id, List<Long> people) {
        own(user, id);
        store.add(id, live(people), clock.instant());
        PersonGroup filled = get(user, id);
        if (filled.people() > policy.people()) {
            throw limit("a group has at most " + policy.people() + " people", policy.people());
        }
        return filled;
    }

    /** Takes people out. */
    @Transactional
    public PersonGroup remove(RecordId user, UUID id, List<Long> people) {
        own(user, id);
        store.remove(id, people);
        return get(user, id);
    }

    private List<Long> live(List<Long> people) {
        Map<Long, Identity> known = identities.resolve(people);
        return people.stream()
                .map(id -> switch (known.get(id)) {
                    case Identity.Live live -> live.marketoId();
                    case Identity.Alias alias -> alias.winner();
                    case Identity.Tombstone gone -> throw noPerson(id);
                    case Identity.Unknown unknown -> throw noPerson(id);
                    case null -> throw noPerson(id);
                })
                .distinct()
                .sorted()
                .toList();
    }

    /** The group, kept as it is for others until the transaction ends. */
    private PersonGroup own(RecordId user, UUID id) {
        store.lock(id);
        PersonGroup group = get(user, id);
        if (!group.owner().equals(user)) {
            throw readOnly(id.toString(), "the group is another user's: only its user changes it");
        }
        return group;
    }

    /** The refusal to change a group that makes itself. */
    public static RpcFailure readOnly(DynamicGroup group) {
        return readOnly(group.id(), "the group \"" + group.title() + "\" makes itself: it cannot be changed");
    }

    private static RpcFailure readOnly(String id, String sentence) {
        return new RpcFailure.FailedPrecondition("PERSON_GROUP_READ_ONLY", sentence, Map.of("id", id));
    }

    private static RpcFailure notFound(UUID id) {
        return new RpcFailure.NotFound(
                "PERSON_GROUP_NOT_FOUND", "no group has the id " + id, Map.of("id", id.toString()));
    }

    private static RpcFailure noPerson(@Nullable Long id) {
        return new RpcFailure.NotFound(
                "PERSON_NOT_FOUND", "no person has the Marketo id " + id, Map.of("id", String.valueOf(id)));
    }

    private static RpcFailure limit(String sentence, int limit) {
        return new RpcFailure.ResourceExhausted(
                "PERSON_GROUP_LIMIT", sentence, Map.of("limit", Integer.toString(limit)));
    }

    private RpcFailure nameTaken(RecordId user, String name) {
        String id = store.seenBy(user).stream()
                .filter(group -> group.owner().equals(user) && group.name().equalsIgnoreCase(name))
                .map(group -> group.id().toString())
                .findFirst()
                .orElse("");
        return new RpcFailure.AlreadyExists(
                "PERSON_GROUP_NAME_TAKEN", "the user has a group of this name", Map.of("id", id));
    }
}
