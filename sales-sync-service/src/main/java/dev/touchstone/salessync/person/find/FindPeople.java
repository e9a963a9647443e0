package dev.touchstone.salessync.person.find;

import dev.touchstone.salessync.person.OptedOutPeople;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.find.PeopleIndex.Found;
import dev.touchstone.salessync.person.find.PeopleIndex.Lead;
import dev.touchstone.salessync.person.find.PeopleIndex.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds people, page by page. */
@ApplicationScoped
public class FindPeople {
    private static final int OPTED_OUT_AT_A_TIME = 1_000;

    private final PeopleIndex index;
    private final PersonStore people;
    private final Instance<OptedOutPeople> optedOut;

    FindPeople(PeopleIndex index, PersonStore people, Instance<OptedOutPeople> optedOut) {
        this.index = index;
        this.people = people;
        this.optedOut = optedOut;
    }

    /**
     * Where a page begins.
     *
     * @param stage of a search by name: 0 by family name, 1 by given and family name; else 0
     * @param key what the list is ordered by before the id
     * @param marketoId last id of the page before
     */
    public record Start(int stage, String key, long marketoId) {
        /** The first page. */
        public static final Start FIRST = new Start(0, "", 0);
    }

    /**
     * A page.
     *
     * @param next where the next one begins; null at the end
     */
    public record PageOfPeople(
            List<Person> people, @Nullable Start next) {
        public PageOfPeople {
            people = List.copyOf(people);
        }
    }

    /** The people who fulfil all conditions, from a place on. */
    public PageOfPeople find(PeopleCriteria criteria, Start start, int size) {
        if (criteria.members() instanceof PeopleCriteria.Members.OptedOut) {
            return optedOut(criteria, start, size);
        }
        Lead lead = lead(criteria);
        return lead == Lead.LAST_NAME ? byName(criteria, start, size) : by(criteria, lead, start, size);
    }

    /** The condition that leaves the fewest people leads. */
    private static Lead lead(PeopleCriteria criteria) {
        if (criteria.salesforceId() != null) {
            return Lead.SALESFORCE_ID;
        }
        if (criteria.email() != null) {
            return Lead.EMAIL;
        }
        if (criteria.members() instanceof PeopleCriteria.Members.OfGroup) {
            return Lead.GROUP;
        }
        if (criteria.name() != null) {
            return Lead.LAST_NAME;
        }
        if (criteria.company() != null) {
            return Lead.COMPANY;
        }
        return criteria.owner() != null ? Lead.OWNER : Lead.EVERYBODY;
    }

    private PageOfPeople by(PeopleCriteria criteria, Lead lead, Start start, int size) {
        // One more than asked for: whether it is there tells if there is a next page.
        List<Found> found = index.find(criteria, lead, new Place(start.key(), start.marketoId()), size + 1);
        return page(found, found.size() > size ? size : found.size(), found.size() > size ? start.stage() : -1);
    }

    private PageOfPeople byName(PeopleCriteria criteria, Start start, int size) {
        Place place = new Place(start.key(), start.marketoId());
        if (start.stage() > 0) {
            return by(criteria, Lead.FULL_NAME, start, size);
        }
        List<Found> found = new ArrayList<>(index.find(criteria, Lead.LAST_NAME, place, size + 1));
        if (found.size() > size) {
            return page(found, size, 0);
        }
        int byLastName = found.size();
        found.addAll(index.find(criteria, Lead.FULL_NAME, Place.START, size + 1 - byLastName));
        if (found.size() <= size) {
            return page(found, found.size(), -1);
        }
        // The page may end exactly where the family names do: then the second stage is still to begin.
        return byLastName == size
                ? new PageOfPeople(
                        found.subList(0, size).stream().map(Found::person).toList(), new Start(1, "", 0))
                : page(found, size, 1);
    }

    private static PageOfPeople page(List<Found> found, int size, int nextStage) {
        List<Person> people = found.subList(0, size).stream().map(Found::person).toList();
        if (nextStage < 0) {
            return new PageOfPeople(people, null);
        }
        Place last = found.get(size - 1).place();
        return new PageOfPeople(people, new Start(nextStage, last.key(), last.marketoId()));
    }

    private PageOfPeople optedOut(PeopleCriteria criteria, Start start, int size) {
        List<Person> page = new ArrayList<>();
        long after = start.marketoId();
        while (optedOut.isResolvable()) {
            List<Long> ids = optedOut.get().list(after, OPTED_OUT_AT_A_TIME);
            for (Person person : people.findAll(ids)) {
                if (fits(person, criteria)) {
                    if (page.size() == size) {
                        return new PageOfPeople(
                                page, new Start(0, "", page.get(size - 1).marketoId()));
                    }
                    page.add(person);
                }
            }
            if (ids.size() < OPTED_OUT_AT_A_TIME) {
                break;
            }
            after = ids.get(ids.size() - 1);
        }
        return new PageOfPeople(page, null);
    }

    private static boolean fits(Person person, PeopleCriteria criteria) {
        String fullName =
                text(person.details().firstName()) + " " + text(person.details().lastName());
        return person.standing().state().isLive()
                && (criteria.withHidden() || !person.hidden())
                && (criteria.email() == null || text(person.details().email()).equals(text(criteria.email())))
                && (criteria.name() == null
                        || text(person.details().lastName()).startsWith(text(criteria.name()))
                        || fullName.startsWith(text(criteria.name())))
                && (criteria.company() == null
                        || text(person.details().company()).startsWith(text(criteria.company())))
                && (criteria.owner() == null
                        || criteria.owner().value().equals(person.crm().ownerId()))
                && (criteria.salesforceId() == null
                        || criteria.salesforceId().value().equals(person.crm().leadId())
                        || criteria.salesforceId().value().equals(person.crm().contactId()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
