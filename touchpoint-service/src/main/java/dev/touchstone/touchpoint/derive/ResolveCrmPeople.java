package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
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
 * may be what changed.
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
        marks.mark(
                Queue.PERSON, concerned(identities).stream().map(UUID::toString).toList());
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
