package dev.touchstone.salessync.person;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.v1.GetPersonRequest;
import dev.touchstone.salessync.v1.GetPersonResponse;
import dev.touchstone.salessync.v1.ListPeopleRequest;
import dev.touchstone.salessync.v1.ListPeopleResponse;
import dev.touchstone.salessync.v1.SalesPeopleService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads people over gRPC. They are written by the sync alone. */
@GrpcService
final class SalesPeopleGrpcService implements SalesPeopleService {
    /** Longest address that can be stored as one. */
    private static final int MAX_EMAIL = 2_000;

    private final BlockingCalls calls;
    private final PersonStore people;

    SalesPeopleGrpcService(BlockingCalls calls, PersonStore people) {
        this.calls = calls;
        this.people = people;
    }

    @Override
    public Uni<GetPersonResponse> getPerson(GetPersonRequest request) {
        return calls.answer(() -> answer(request));
    }

    private GetPersonResponse answer(GetPersonRequest request) {
        long id = request.getMarketoId();
        FieldViolations violations = new FieldViolations();
        if (id < 1) {
            violations.add("marketo_id", "OUT_OF_RANGE", "must be above 0 but is " + id);
        }
        violations.throwIfAny();
        Person person = people.find(id)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "PERSON_NOT_FOUND", "no person has the Marketo id " + id, Map.of("id", Long.toString(id))));
        return GetPersonResponse.newBuilder()
                .setPerson(PersonMessages.message(person))
                .build();
    }

    @Override
    public Uni<ListPeopleResponse> listPeople(ListPeopleRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ListPeopleResponse answer(ListPeopleRequest request) {
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
}
