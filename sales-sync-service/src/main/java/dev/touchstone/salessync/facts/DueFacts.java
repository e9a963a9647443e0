package dev.touchstone.salessync.facts;

import dev.touchstone.salessync.diagnostic.DeadLetterOwner;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People to be told of by themselves: those whose diagnostic is tried again, and those who were forgotten, because the feed may be
 * read only when nothing is left that says when they went.
 */
@ApplicationScoped
class DueFacts implements DeadLetterOwner {
    private final SqlFactStore store;
    private final PersonStore people;
    private final PersonIdentities identities;

    DueFacts(SqlFactStore store, PersonStore people, PersonIdentities identities) {
        this.store = store;
        this.people = people;
        this.identities = identities;
    }

    @Override
    public String kind() {
        return FactJournal.KIND;
    }

    @Override
    public void retry(List<String> keys) {
        store.addDue(keys.stream().map(Long::valueOf).toList(), null);
    }

    void forgotten(@Observes PeopleForgotten event) {
        store.addDue(event.marketoIds(), event.goneBefore());
    }

    /** The people as they are now; of whoever is forgotten, that they are gone. */
    List<CrmFact> of(List<SqlFactStore.Due> due) {
        List<Long> ids = due.stream().map(SqlFactStore.Due::marketoId).toList();
        Map<Long, Person> now =
                people.findAll(ids).stream().collect(Collectors.toMap(Person::marketoId, Function.identity()));
        Map<Long, Identity> whoNow = identities.resolve(ids);
        List<CrmFact> facts = new ArrayList<>(due.size());
        for (SqlFactStore.Due each : due) {
            @Nullable Person person = now.get(each.marketoId());
            if (person != null) {
                facts.add(CrmFact.of(person, winner(whoNow.get(each.marketoId()))));
            } else if (each.goneBefore() != null) {
                facts.add(new CrmFact.Gone(each.marketoId(), each.goneBefore(), null));
            }
        }
        return facts;
    }

    private static @Nullable Long winner(@Nullable Identity identity) {
        return identity instanceof Identity.Alias alias ? alias.winner() : null;
    }
}
