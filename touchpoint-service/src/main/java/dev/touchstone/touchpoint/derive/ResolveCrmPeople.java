package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.identity.PersonId;
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
import java.util.stream.Collectors;

/**
 * Leads and contacts → people. Also marks the person when the lead stays who it was, because its memberships or activities
 * may be what changed; marks the lead as an alias of visitors only when it becomes somebody else.
 */
@ApplicationScoped
class ResolveCrmPeople implements DerivationStep {
    private final PersonStore people;
    private final MarkStore marks;
    private final DerivationSettings settings;

    ResolveCrmPeople(PersonStore people, MarkStore marks, DerivationSettings settings) {
        this.people = people;
        this.marks = marks;
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
    public void derive(List<String> crmPersonIds) {
        List<PersonStore.CrmIdentity> identities = people.readIdentities(crmPersonIds);
        people.remember(identities.stream()
                .map(PersonStore.CrmIdentity::email)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new)));
        people.writeIdentities(identities);
        marks.mark(Queue.ALIAS, changedAliases(identities));
        marks.mark(
                Queue.PERSON, concerned(identities).stream().map(UUID::toString).toList());
    }

    /** Visitors who clicked a link that named one of these leads belong to its address. */
    private static List<String> changedAliases(List<PersonStore.CrmIdentity> identities) {
        return identities.stream()
                .filter(PersonStore.CrmIdentity::isChanged)
                .map(identity -> new VisitorAlias(VisitorAlias.Type.CRM_PERSON, identity.crmPersonId()).text())
                .map(IdentityKey::ofAlias)
                .toList();
    }

    private static Set<UUID> concerned(List<PersonStore.CrmIdentity> identities) {
        Set<UUID> concerned = new HashSet<>();
        for (PersonStore.CrmIdentity identity : identities) {
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
