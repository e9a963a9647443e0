package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.mark.CrmPersonKey;
import dev.touchstone.touchpoint.mark.DependentStore;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.session.VisitorAlias;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Leads, contacts and people of Marketo → people. Also marks the person when the record stays who it was, because rules may look
 * at what changed of it; marks the record as an alias of visitors only when it becomes somebody else. Marks those that lead to it
 * in any case, because they look at the records, not at who this one was: one of them may have looked between two changes that
 * come to nothing here. Of a record whose memberships or activities alone changed, the person it was when last derived is marked.
 *
 * <p><b>Why no record that was merged is missed:</b> the change is committed when its mark is taken, and the records that are
 * committed before the statement that marks them are found by it. One that is committed after it has a mark of its own, and
 * whoever takes that mark sees the change.
 *
 * <p><b>Why no membership is missed:</b> the shard of the record has one worker at a time. Whoever makes the record somebody else
 * before this transaction is seen by it; whoever does so after it marks both people, whose derivation then sees the membership.
 */
@ApplicationScoped
class ResolveCrmPeople implements DerivationStep {
    private final CrmIdentityStore identities;
    private final PersonStore people;
    private final MarkStore marks;
    private final DependentStore dependents;
    private final DerivationSettings settings;

    ResolveCrmPeople(
            CrmIdentityStore identities,
            PersonStore people,
            MarkStore marks,
            DependentStore dependents,
            DerivationSettings settings) {
        this.identities = identities;
        this.people = people;
        this.marks = marks;
        this.dependents = dependents;
        this.settings = settings;
    }

    @Override
    public Queue queue() {
        return Queue.CRM_PERSON;
    }

    @Override
    public int batchSize() {
        return settings.batchSize();
    }

    @Override
    public void derive(List<String> keys) {
        List<String> changed = ids(keys, CrmPersonKey::isChanged);
        if (!changed.isEmpty()) {
            dependents.markThoseWhoAre(changed, CrmIdentityStore.MAX_STEPS);
        }
        List<String> toResolve = ids(keys, key -> !CrmPersonKey.isOfFacts(key));
        if (!toResolve.isEmpty()) {
            resolve(toResolve);
        }
        List<String> withFacts = ids(keys, CrmPersonKey::isOfFacts);
        if (!withFacts.isEmpty()) {
            dependents.markPeopleOf(withFacts);
        }
    }

    private static List<String> ids(List<String> keys, Predicate<String> which) {
        return keys.stream().filter(which).map(CrmPersonKey::id).distinct().toList();
    }

    private void resolve(List<String> crmPersonIds) {
        List<CrmIdentityStore.CrmIdentity> read = identities.read(crmPersonIds);
        people.remember(read.stream()
                .map(CrmIdentityStore.CrmIdentity::email)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new)));
        identities.write(
                read.stream().filter(CrmIdentityStore.CrmIdentity::isChanged).toList());
        marks.mark(Queue.ALIAS, changedAliases(read));
        marks.mark(Queue.PERSON, concerned(read).stream().map(UUID::toString).toList());
    }

    /**
     * Visitors who clicked a link that named one of these leads belong to its address; so do those whom a call-tracking product
     * wrote into a task with it.
     */
    private static List<String> changedAliases(List<CrmIdentityStore.CrmIdentity> identities) {
        return identities.stream()
                .filter(CrmIdentityStore.CrmIdentity::isChanged)
                .map(identity -> new VisitorAlias(VisitorAlias.Type.CRM_PERSON, identity.crmPersonId()).text())
                .map(IdentityKey::ofAlias)
                .toList();
    }

    private static Set<UUID> concerned(List<CrmIdentityStore.CrmIdentity> identities) {
        Set<UUID> concerned = new HashSet<>();
        for (CrmIdentityStore.CrmIdentity identity : identities) {
            UUID before = identity.personId();
            String email = identity.email();
            if (before != null) {
                concerned.add(before);
            }
            if (email != null) {
                concerned.add(PersonId.of(email));
            }
        }
        return concerned;
    }
}
