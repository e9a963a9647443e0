package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.find.FindPeople;
import dev.touchstone.salessync.person.find.PersonConflicts;
import dev.touchstone.salessync.person.group.PersonGroups;
import dev.touchstone.salessync.v1.FindPeopleRequest;
import dev.touchstone.salessync.v1.FindPeopleResponse;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.ListPeopleResponse;
import dev.touchstone.salessync.v1.ListPersonConflictsRequest;
import dev.touchstone.salessync.v1.ListPersonConflictsResponse;
import dev.touchstone.salessync.v1.PersonConflict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Answers requests about several people. */
@ApplicationScoped
class FindPeopleMessages {
    /** Longest address that can be stored as one. */
    private static final int MAX_EMAIL = 2_000;

    private final PersonStore people;
    private final FindPeople find;
    private final PersonGroups groups;
    private final PersonConflicts conflicts;

    FindPeopleMessages(PersonStore people, FindPeople find, PersonGroups groups, PersonConflicts conflicts) {
        this.people = people;
        this.find = find;
        this.groups = groups;
        this.conflicts = conflicts;
    }

    ListPeopleResponse list(ListPeopleRequest request) {
        FieldViolations violations = new FieldViolations();
        String email = request.getEmail();
        violations.limitText("email", email, MAX_EMAIL);
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations, email);
        violations.throwIfAny();

        long after = page.after().map(key -> Long.parseLong(key.get(0))).orElse(0L);
        // One more than asked for: whether it is there tells if there is a next page.
        List<Person> found = people.list(Optional.of(email).filter(text -> !text.isEmpty()), after, page.size() + 1);
        List<Person> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListPeopleResponse.Builder response = ListPeopleResponse.newBuilder();
        shown.forEach(person -> response.addPeople(PersonMessages.message(person)));
        if (found.size() > page.size()) {
            long last = shown.get(shown.size() - 1).marketoId();
            response.setNextPageToken(Page.token(List.of(Long.toString(last)), email));
        }
        return response.build();
    }

    FindPeopleResponse find(FindPeopleRequest request) {
        FindPeopleRequests.Asked asked = FindPeopleRequests.parse(request);
        if (asked.group() != null) {
            groups.get(Objects.requireNonNull(asked.user()), asked.group());
        }
        FindPeople.PageOfPeople page = find.find(asked.criteria(), asked.start(), asked.size());
        FindPeopleResponse.Builder response = FindPeopleResponse.newBuilder();
        page.people().forEach(person -> response.addPeople(PersonMessages.message(person)));
        FindPeople.Start next = page.next();
        if (next != null) {
            response.setNextPageToken(FindPeopleRequests.token(request, next));
        }
        return response.build();
    }

    ListPersonConflictsResponse conflicts(ListPersonConflictsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations);
        violations.throwIfAny();
        String after = page.after().map(key -> key.get(0)).orElse("");
        List<PersonConflicts.Conflict> found = conflicts.list(after, page.size() + 1);
        List<PersonConflicts.Conflict> shown = found.subList(0, Math.min(found.size(), page.size()));
        ListPersonConflictsResponse.Builder response = ListPersonConflictsResponse.newBuilder();
        shown.forEach(conflict -> response.addConflicts(PersonConflict.newBuilder()
                .setSalesforceId(conflict.salesforceId())
                .addAllMarketoIds(conflict.people())
                .setFindTime(PersonMessages.timestamp(conflict.foundAt()))));
        if (found.size() > page.size()) {
            response.setNextPageToken(
                    Page.token(List.of(shown.get(shown.size() - 1).salesforceId())));
        }
        return response.build();
    }
}
