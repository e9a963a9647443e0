package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.Identity;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonIdentities;
import dev.touchstone.salessync.person.PersonLinks;
import dev.touchstone.salessync.person.PersonState;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.change.FieldChange;
import dev.touchstone.salessync.person.change.FieldHistory;
import dev.touchstone.salessync.v1.GetPersonHistoryRequest;
import dev.touchstone.salessync.v1.GetPersonHistoryResponse;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.GetPersonResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests about one person, and refuses to change one. */
@ApplicationScoped
class OnePersonMessages {
    private final PersonIdentities identities;
    private final PersonStore people;
    private final FieldHistory history;
    private final PersonLinks links;

    OnePersonMessages(PersonIdentities identities, PersonStore people, FieldHistory history, PersonLinks links) {
        this.identities = identities;
        this.people = people;
        this.history = history;
        this.links = links;
    }

    GetPersonResponse get(GetPersonRequest request) {
        FieldViolations violations = new FieldViolations();
        IdRequests.marketoId("marketo_id", request.getMarketoId(), violations);
        violations.throwIfAny();
        Person person = present(request.getMarketoId());
        GetPersonResponse.Builder response = GetPersonResponse.newBuilder().setPerson(PersonMessages.message(person));
        if (person.marketoId() != request.getMarketoId()) {
            response.setMergedMarketoId(request.getMarketoId());
        }
        return response.build();
    }

    GetPersonHistoryResponse history(GetPersonHistoryRequest request) {
        FieldViolations violations = new FieldViolations();
        IdRequests.marketoId("marketo_id", request.getMarketoId(), violations);
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations, request.getMarketoId());
        violations.throwIfAny();
        Person person = present(request.getMarketoId());
        long before = page.after().map(key -> Long.parseLong(key.get(0))).orElse(Long.MAX_VALUE);
        List<FieldChange> found = history.list(person.marketoId(), before, page.size() + 1);
        List<FieldChange> shown = found.subList(0, Math.min(found.size(), page.size()));
        GetPersonHistoryResponse.Builder response = GetPersonHistoryResponse.newBuilder();
        shown.forEach(change -> response.addChanges(ExplanationMessages.message(change)));
        if (found.size() > page.size()) {
            long last = shown.get(shown.size() - 1).number();
            response.setNextPageToken(Page.token(List.of(Long.toString(last)), request.getMarketoId()));
        }
        return response.build();
    }

    /** The refusal to make a person. */
    RpcFailure refusal() {
        return new RpcFailure.FailedPrecondition(
                "PERSON_READ_ONLY", "people are made in Marketo and Salesforce, not here", Map.of());
    }

    /** The refusal to change a person, with the place where it is changed. */
    RpcFailure refusal(String path, long marketoId) {
        FieldViolations violations = new FieldViolations();
        IdRequests.marketoId(path, marketoId, violations);
        violations.throwIfAny();
        Optional<CrmReference> crm =
                people.findAll(List.of(marketoId)).stream().map(Person::crm).findFirst();
        String link = crm.map(reference -> links.of(marketoId, reference)).orElseGet(() -> links.ofMarketo(marketoId));
        return new RpcFailure.FailedPrecondition(
                "PERSON_READ_ONLY",
                "people are as Marketo and Salesforce have them: change this one at " + link,
                Map.of("id", Long.toString(marketoId), "link", link));
    }

    /** The person of an id, or the one it was merged into. */
    private Person present(long marketoId) {
        long subject = identities.resolve(List.of(marketoId)).get(marketoId) instanceof Identity.Alias alias
                ? alias.winner()
                : marketoId;
        Person person = people.findAll(List.of(subject)).stream()
                .findFirst()
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "PERSON_NOT_FOUND",
                        "no person has the Marketo id " + marketoId,
                        Map.of("id", Long.toString(marketoId))));
        PersonState state = person.standing().state();
        if (!state.isLive()) {
            throw new RpcFailure.NotFound(
                    "PERSON_GONE",
                    "the person of the Marketo id " + marketoId + " is no more: " + state,
                    Map.of("id", Long.toString(marketoId), "state", state.name()));
        }
        return person;
    }
}
